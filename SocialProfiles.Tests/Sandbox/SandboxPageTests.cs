using AngleSharp;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using SocialProfiles.Core;
using SocialProfiles.Core.Storage;
using SocialProfiles.Sandbox;
using SocialProfiles.Sandbox.Consents;
using SocialProfiles.Sandbox.Pages;

namespace SocialProfiles.Tests.Sandbox;

public sealed class SandboxPageTests
{
    [Theory]
    [InlineData(true, "The sandbox is on.")]
    [InlineData(false, "The sandbox is off:")]
    public async Task Page_ListsEveryBehaviourAndSaysWhetherTheSandboxIsOn(bool isOn, string sentence)
    {
        var html = await RenderAsync(isOn);

        using var context = BrowsingContext.New();
        var page = await context.OpenAsync(request => request.Content(html), TestContext.Current.CancellationToken);
        Assert.Contains(sentence, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            SandboxBehaviours.All.Select(behaviour => behaviour.Example),
            page.QuerySelectorAll("tbody tr th code").Select(code => code.TextContent));
    }

    [Fact]
    public async Task Page_AfterAConsent_ListsTheAccountWithAButtonToRemoveTheApp()
    {
        var site = ConsentSites.Get("tiktok");
        var ask = new ConsentAsk("https://app.example/api/socials/oauth/callback", site.Scopes, null, "", null, IsOffline: false, Prompts: false);

        var html = await RenderAsync(isOn: true, consents => consents.Give(site, ask, "maya.travels", [], site.Lives[0].Life));

        using var context = BrowsingContext.New();
        var page = await context.OpenAsync(request => request.Content(html), TestContext.Current.CancellationToken);
        Assert.Equal("maya.travels", page.QuerySelector("section li code")!.TextContent);
        Assert.Equal("Remove the app at the platform: TikTok, maya.travels", page.QuerySelector("section li button")!.GetAttribute("aria-label"));
    }

    private static async Task<string> RenderAsync(bool isOn, Action<SandboxConsents>? before = null)
    {
        var services = new ServiceCollection().AddSingleton(new DataWorld(isOn)).AddSingleton(TimeProvider.System);
        if (isOn)
        {
            services.AddPlatforms(new ConfigurationBuilder().Build());
            services.AddSingleton<SandboxTokens>().AddSingleton<SandboxConsents>().AddSingleton<RemoveApp>().AddSingleton(Substitute.For<IServer>());
        }

        await using var provider = services.BuildServiceProvider();
        if (before is not null)
        {
            before(provider.GetRequiredService<SandboxConsents>());
        }

        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<SandboxPage>(ParameterView.Empty)).ToHtmlString());
    }
}
