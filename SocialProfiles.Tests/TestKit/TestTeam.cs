using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Team;

namespace SocialProfiles.Tests.TestKit;

/// <summary>Colleagues of the admin of a test.</summary>
internal static class TestTeam
{
    public const string Password = "four other quiet words";

    public static Actor Owner { get; } = new(TestApp.AdminEmail, ActivitySource.Browser);

    public static Actor As(string email) => new(email, ActivitySource.Browser);

    public static async Task<Result<ColleagueLink, UseCaseError>> InviteAsync(TestApp app, string email, Role role, Actor? actor = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<InviteColleague>().ExecuteAsync(email, role, actor ?? Owner, CancellationToken.None);
    }

    /// <summary>Invites somebody, who makes an account.</summary>
    public static async Task<Person> JoinAsync(TestApp app, string email, Role role)
    {
        var link = (await InviteAsync(app, email, role)).Value;
        await using var scope = app.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<JoinTeam>().ExecuteAsync(link.Token, Password, null, CancellationToken.None)).Value;
    }

    /// <summary>Begins a session of somebody.</summary>
    /// <returns>Its key.</returns>
    public static async Task<string> SessionAsync(TestApp app, Person person, string? device = null, string? address = null) =>
        (await app.Get<Sessions>().StartAsync(person, stays: false, device, address, isNewDevice: false, origin: null, spend: null, CancellationToken.None)).Value;

    public static async Task<PageClient> SignedInAsync(TestApp app, string email)
    {
        var browser = app.Browser();
        using var answer = await browser.SignInAsync(email, Password);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }
}
