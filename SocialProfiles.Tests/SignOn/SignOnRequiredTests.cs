using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.SignOn;

/// <summary>What holds for a whole application, so each has one of its own.</summary>
public sealed class SignOnRequiredTests
{
    [Fact]
    public async Task Requirement_TurnedOn_LeavesPasswordsToOwners()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        var required = app.Get<SignOnRequired>();
        var editor = await TestTeam.JoinAsync(app, "editor@agency.example", Role.Editor);
        using var working = await TestTeam.SignedInAsync(app, editor.Email!);
        Assert.IsType<ConflictError>(await required.SetAsync(true, TestTeam.Owner, CancellationToken.None));
        await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None);

        Assert.Null(await required.SetAsync(true, TestTeam.Owner, CancellationToken.None));

        Assert.Equal(HttpStatusCode.Redirect, (await working.GetAsync("/")).StatusCode);
        using var refused = await app.Browser().SignInAsync(editor.Email!, TestTeam.Password);
        Assert.Contains("Our login", await PageClient.ProblemAsync(refused), StringComparison.Ordinal);
        using var wrong = await app.Browser().SignInAsync(editor.Email!, "not the right words");
        Assert.DoesNotContain("Our login", await PageClient.ProblemAsync(wrong), StringComparison.Ordinal);
        Assert.IsType<ConflictError>((await app.Get<IssueRecoveryLink>().ExecuteAsync(editor.Id, TestTeam.Owner, CancellationToken.None)).Failure);
        (await app.SignedInAsync()).Dispose();
        var own = await app.Get<SignOnList>().ChoicesAsync(CancellationToken.None);
        await app.Get<Database>().WriteAsync(
            db => Task.FromResult(db.SignOnLinks.Add(new SignOnLink { ProviderId = own[0].Id, Subject = "editor", PersonId = editor.Id })), CancellationToken.None);
        var person = new SignedInPerson(editor.Id, "no session", TestTeam.As(editor.Email!));
        Assert.Contains("requires single sign-on", (await app.Get<ConnectSignOn>().DisconnectAsync(person, own[0].Id, CancellationToken.None))!.Sentence, StringComparison.Ordinal);
        await app.Get<SaveSignOnProvider>().RemoveAsync(own[0].Id, TestTeam.Owner, CancellationToken.None);
        (await TestTeam.SignedInAsync(app, editor.Email!)).Dispose();
    }

    /// <summary>Otherwise the provider would send them to connect it first, and their password back to the provider.</summary>
    [Fact]
    public async Task Requirement_PeopleWhoHaveToConnectFirst_SignInAsBeforeUntilTheyDid()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        var (guarded, outside) = (await TestTeam.JoinAsync(app, "guarded@agency.example", Role.Editor), await TestTeam.JoinAsync(app, "outside@other.example", Role.Editor));
        using var working = await TestTeam.SignedInAsync(app, guarded.Email!);
        using var abroad = await TestTeam.SignedInAsync(app, outside.Email!);
        await app.Get<Database>().WriteAsync(db => db.Users.Where(x => x.Id == guarded.Id).ExecuteUpdateAsync(x => x.SetProperty(each => each.TwoFactorEnabled, true)), CancellationToken.None);
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;

        Assert.Null(await app.Get<SignOnRequired>().SetAsync(true, TestTeam.Owner, CancellationToken.None));

        Assert.Equal(HttpStatusCode.OK, (await working.GetAsync("/notices")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await abroad.GetAsync("/notices")).StatusCode);
        Assert.Null(await app.Get<SignOnRequired>().RefusalAsync(guarded.Id, Role.Editor, origin: null, CancellationToken.None));
        await app.Get<Database>().WriteAsync(
            db => Task.FromResult(db.SignOnLinks.Add(new SignOnLink { ProviderId = id, Subject = "guarded", PersonId = guarded.Id, CreatedAt = DateTimeOffset.UnixEpoch, UsedAt = DateTimeOffset.UnixEpoch })), CancellationToken.None);
        Assert.NotNull(await app.Get<SignOnRequired>().RefusalAsync(guarded.Id, Role.Editor, origin: null, CancellationToken.None));
    }

    [Fact]
    public async Task Connection_MadeByHandOrByAddress_IsToldToItsPerson()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        await app.Get<SaveMailServer>().ExecuteAsync(new MailRequest("127.0.0.1", 1, MailSecurity.StartTls, null, null, "desk@agency.example", "Agency"), TestTeam.Owner, CancellationToken.None);
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;
        var editor = await TestTeam.JoinAsync(app, "editor@agency.example", Role.Editor);

        foreach (var (browser, path, email) in new[] { (app.Browser(), $"/sign-in/with/{id}", editor.Email!), (await app.SignedInAsync(), $"/account/connections/{id}/new", "boss@agency.example") })
        {
            provider.Claims = claims => (claims["sub"], claims["email"], claims["email_verified"]) = (email, email, true);
            using var there = await browser.GetAsync(path);
            (await browser.GetAsync(await provider.VisitAsync(there.Headers.Location!))).Dispose();
            browser.Dispose();
        }

        var told = await app.Get<Database>().ReadAsync(
            db => db.Deliveries.Where(x => x.Subject == "Single sign-on was connected to your SocialProfiles account").OrderBy(x => x.Key).Select(x => x.Recipient).ToListAsync(), CancellationToken.None);
        Assert.Equal([editor.Email!, TestApp.AdminEmail], told);
    }

    [Fact]
    public async Task SignIn_BelowABasePath_GoesThereAndBack()
    {
        await using var app = await TestApp.StartAsync(("Web:BasePath", "/socials"));
        await using var provider = await FakeProvider.StartAsync();
        provider.Claims = claims => (claims["sub"], claims["email"], claims["email_verified"]) = ("ada", "ada@agency.example", true);
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login") with { NewRole = Role.Viewer }, TestTeam.Owner, CancellationToken.None)).Value;
        using var browser = app.Browser();
        var page = await browser.PageAsync("/socials/sign-in?returnUrl=%2Fsocials%2Fnotices");
        var link = page.QuerySelectorAll("a").Single(each => each.TextContent.Contains("Sign in with Our login", StringComparison.Ordinal)).GetAttribute("href")!;
        Assert.StartsWith("/socials/sign-in/with/", link, StringComparison.Ordinal);

        using var there = await browser.GetAsync(link);
        var back = await provider.VisitAsync(there.Headers.Location!);
        Assert.StartsWith($"/socials/sign-in/with/{id}/return?", back, StringComparison.Ordinal);
        using var entered = await browser.GetAsync(back);

        Assert.Equal("/socials/notices", entered.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/socials/notices")).StatusCode);
    }
}
