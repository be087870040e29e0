using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Settings.Alerts;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Settings;

public sealed class AlertsPageTests : UseCaseComponentTests
{
    [Theory]
    [InlineData(Role.Admin, 0)]
    [InlineData(Role.Owner, 1)]
    public void Lead_ToTheMailServer_IsForOwners(Role role, int links)
    {
        SignIn(role);
        Services.AddSingleton<IHostApplicationLifetime, TestServer>().AddScoped<LiveSignals>().AddScoped<Toasts>();

        var page = Render<AlertsPage>();

        Assert.Equal(links, page.FindAll("a[href='/settings/email']").Count);
        Assert.Contains("goes out by e-mail and webhook", page.Text(), StringComparison.Ordinal);
    }
}
