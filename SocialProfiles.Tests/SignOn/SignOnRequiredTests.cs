using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Team;
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
        await TestAsync(app, (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value);

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
            db => Task.FromResult(db.SignOnLinks.Add(new SignOnLink { ProviderId = own[0].Id, Subject = "editor", PersonId = editor.Id, Email = editor.Email })), CancellationToken.None);
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
        await TestAsync(app, id);

        Assert.Null(await app.Get<SignOnRequired>().SetAsync(true, TestTeam.Owner, CancellationToken.None));

        Assert.Equal(HttpStatusCode.OK, (await working.GetAsync("/notices")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await abroad.GetAsync("/notices")).StatusCode);
        Assert.Null(await app.Get<SignOnRequired>().RefusalAsync(guarded.Id, Role.Editor, origin: null, CancellationToken.None));
        await app.Get<Database>().WriteAsync(
            db => Task.FromResult(db.SignOnLinks.Add(new SignOnLink { ProviderId = id, Subject = "guarded", PersonId = guarded.Id, Email = guarded.Email, CreatedAt = DateTimeOffset.UnixEpoch, UsedAt = DateTimeOffset.UnixEpoch })), CancellationToken.None);
        Assert.NotNull(await app.Get<SignOnRequired>().RefusalAsync(guarded.Id, Role.Editor, origin: null, CancellationToken.None));
    }

    /// <summary>It could match nobody by their address: they'd be sent to it, and from it back to their password.</summary>
    [Fact]
    public async Task Requirement_ProviderThatNeverVerifiesAddresses_LeavesThePasswordToWhomItDoesntKnow()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        var editor = await TestTeam.JoinAsync(app, "editor@agency.example", Role.Editor);
        using var working = await TestTeam.SignedInAsync(app, editor.Email!);
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;

        Assert.Null(await app.Get<SignOnRequired>().SetAsync(true, TestTeam.Owner, CancellationToken.None));

        Assert.Equal([editor.Email!], (await app.Get<SignOnRequired>().GetAsync(CancellationToken.None)).Exempt);
        Assert.Equal(HttpStatusCode.OK, (await working.GetAsync("/notices")).StatusCode);
        (await TestTeam.SignedInAsync(app, editor.Email!)).Dispose();
        await TestAsync(app, id, isVerified: false);
        (await TestTeam.SignedInAsync(app, editor.Email!)).Dispose();

        // As soon as it verified one, and only as long as it's the same.
        await TestAsync(app, id);
        Assert.Equal(HttpStatusCode.Redirect, (await working.GetAsync("/notices")).StatusCode);
        await AssertRefusedAsync(app, editor.Email!);
        Assert.Empty((await app.Get<SignOnRequired>().GetAsync(CancellationToken.None)).Exempt);
        await app.Get<SaveSignOnProvider>().ExecuteAsync(id, provider.Form("Our login") with { ClientId = "another client" }, TestTeam.Owner, CancellationToken.None);
        using var again = await TestTeam.SignedInAsync(app, editor.Email!);

        // Or where its addresses are trusted, which holds at once.
        await app.Get<SaveSignOnProvider>().ExecuteAsync(id, provider.Form("Our login") with { ClientId = "another client", TrustsEmail = true }, TestTeam.Owner, CancellationToken.None);
        Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync("/notices")).StatusCode);
        await AssertRefusedAsync(app, editor.Email!);
    }

    [Fact]
    public async Task Requirement_ConnectedPerson_IsJudgedByTheirAddressAtTheProvider()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        var (freelancer, leaver) = (await TestTeam.JoinAsync(app, "freelancer@private.example", Role.Editor), await TestTeam.JoinAsync(app, "leaver@agency.example", Role.Editor));
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;
        await TestAsync(app, id);
        foreach (var (person, email) in new[] { (freelancer, "free@agency.example"), (leaver, leaver.Email!) })
        {
            await app.Get<Database>().WriteAsync(
                db => Task.FromResult(db.SignOnLinks.Add(new SignOnLink { ProviderId = id, Subject = person.Email!, PersonId = person.Id, Email = email, CreatedAt = DateTimeOffset.UnixEpoch, UsedAt = DateTimeOffset.UnixEpoch })), CancellationToken.None);
        }

        Assert.Null(await app.Get<SignOnRequired>().SetAsync(true, TestTeam.Owner, CancellationToken.None));
        await AssertRefusedAsync(app, freelancer.Email!);
        await AssertRefusedAsync(app, leaver.Email!);

        // The provider says another address now, which it doesn't let in: they'd get in nowhere.
        Assert.Equal(SignOnProblem.DomainNotAllowed, (await EnterAsync(app, id, leaver.Email!, "leaver@elsewhere.example")).Failure!.Problem);
        (await TestTeam.SignedInAsync(app, leaver.Email!)).Dispose();
        Assert.True((await EnterAsync(app, id, leaver.Email!, "renamed@agency.example")).Succeeded);
        await AssertRefusedAsync(app, leaver.Email!);
        Assert.Equal("renamed@agency.example", (await app.Get<SignOnList>().OfPersonAsync(leaver.Id, CancellationToken.None))[0].Email);
    }

    /// <summary>What is removed may be what spared them: afterwards the password is refused, and the provider refuses them, too.</summary>
    [Theory]
    [InlineData("passkey")]
    [InlineData("connection")]
    [InlineData("second step")]
    public async Task WayIn_ThatSparesSomebodyTheRequirement_CantBeRemoved(string kept)
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        var editor = await TestTeam.JoinAsync(app, "editor@agency.example", Role.Editor);
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;
        await TestAsync(app, id);
        await app.Get<Database>().WriteAsync<object>(
            async db => kept switch
            {
                "passkey" => db.Passkeys.Add(new IdentityUserPasskey<Guid>
                {
                    UserId = editor.Id,
                    CredentialId = [7],
                    Data = new IdentityPasskeyData { PublicKey = [1], Name = "Phone", AttestationObject = [1], ClientDataJson = [1], Transports = ["internal"] },
                }),
                "connection" => db.SignOnLinks.Add(new SignOnLink { ProviderId = id, Subject = "editor", PersonId = editor.Id, Email = "editor@elsewhere.example" }),
                _ => await db.Users.Where(x => x.Id == editor.Id).ExecuteUpdateAsync(x => x.SetProperty(each => each.TwoFactorEnabled, true)),
            },
            CancellationToken.None);
        var person = new SignedInPerson(editor.Id, "no session", TestTeam.As(editor.Email!));
        Task<UseCaseError?> RemoveAsync() => kept switch
        {
            "passkey" => app.Get<PasskeyList>().RemoveAsync(person, [7], CancellationToken.None),
            "connection" => app.Get<ConnectSignOn>().DisconnectAsync(person, id, CancellationToken.None),
            _ => app.Get<SetUpSecondFactor>().TurnOffOwnAsync(person, CancellationToken.None),
        };

        Assert.Null(await app.Get<SignOnRequired>().SetAsync(true, TestTeam.Owner, CancellationToken.None));
        Assert.Contains("requires single sign-on", (await RemoveAsync())!.Sentence, StringComparison.Ordinal);
        using var browser = app.Browser();
        using var answer = await browser.SignInAsync(editor.Email!, TestTeam.Password);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        Assert.Null(await app.Get<SignOnRequired>().SetAsync(false, TestTeam.Owner, CancellationToken.None));
        Assert.Null(await RemoveAsync());
    }

    [Theory]
    [InlineData("new@agency.example", true, false)]
    [InlineData("new@agency.example", false, true)]
    [InlineData("new@private.example", true, true)]
    public async Task Requirement_Invited_JoinsByPasswordOnlyWhereNoProviderWouldLetThemIn(string email, bool isTested, bool joins)
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;
        await (isTested ? TestAsync(app, id) : Task.CompletedTask);
        var path = $"/join/{(await TestTeam.InviteAsync(app, email, Role.Editor)).Value.Token}";
        using var browser = app.Browser();
        var openedBefore = await browser.HiddenAsync(path);
        Assert.Null(await app.Get<SignOnRequired>().SetAsync(true, TestTeam.Owner, CancellationToken.None));

        var page = await browser.PageAsync(path);
        using var joined = await browser.PostAsync(path, [.. openedBefore, ("Form.Password", TestTeam.Password), ("Form.Repeated", TestTeam.Password)]);

        Assert.Equal((joins, !joins), (page.QuerySelector("input[type=password]") is not null, page.Body!.TextContent.Contains("Our login", StringComparison.Ordinal)));
        Assert.Equal(joins ? HttpStatusCode.Redirect : HttpStatusCode.OK, joined.StatusCode);
        Assert.Equal(!joins, (await joined.Content.ReadAsStringAsync()).Contains("Our login", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ForgottenPassword_WhereSingleSignOnIsRequired_SaysWhatThatMeansToEverybodyAlike()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        await app.Get<SaveMailServer>().ExecuteAsync(new MailRequest("127.0.0.1", 1, MailSecurity.StartTls, null, null, "desk@agency.example", "Agency"), TestTeam.Owner, CancellationToken.None);
        await TestTeam.JoinAsync(app, "editor@agency.example", Role.Editor);
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;
        Assert.DoesNotContain("Our login", (await app.Browser().PageAsync("/recover")).Body!.TextContent, StringComparison.Ordinal);

        await TestAsync(app, id);
        Assert.Null(await app.Get<SignOnRequired>().SetAsync(true, TestTeam.Owner, CancellationToken.None));

        var said = new List<string>();
        foreach (var email in new[] { "editor@agency.example", TestApp.AdminEmail, "nobody@agency.example" })
        {
            using var browser = app.Browser();
            using var asked = await browser.SubmitAsync("/recover", ("Form.Email", email));
            said.Add((await PageClient.ReadAsync(asked)).Body!.TextContent.Replace(email, "", StringComparison.Ordinal));
        }

        Assert.Contains("Your agency signs in with Our login", said[0], StringComparison.Ordinal);
        Assert.Equal([said[0], said[0]], said[1..]);
    }

    [Fact]
    public async Task Joining_ByTheProvider_SendsNoMailAboutANewDevice()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        await app.Get<SaveMailServer>().ExecuteAsync(new MailRequest("127.0.0.1", 1, MailSecurity.StartTls, null, null, "desk@agency.example", "Agency"), TestTeam.Owner, CancellationToken.None);
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login") with { NewRole = Role.Viewer }, TestTeam.Owner, CancellationToken.None)).Value;
        provider.Claims = claims => (claims["sub"], claims["email"], claims["email_verified"]) = ("ada", "ada@agency.example", true);
        async Task<List<string>> SubjectsAsync()
        {
            using var browser = app.Browser();
            using var there = await browser.GetAsync($"/sign-in/with/{id}");
            using var entered = await browser.GetAsync(await provider.VisitAsync(there.Headers.Location!));
            Assert.Equal("/", entered.Headers.Location!.OriginalString);
            return await app.Get<Database>().ReadAsync(db => db.Deliveries.Where(x => x.Recipient == "ada@agency.example").Select(x => x.Subject).ToListAsync(), CancellationToken.None);
        }

        Assert.Empty(await SubjectsAsync());
        Assert.Equal(["New device signed in to your SocialProfiles account"], await SubjectsAsync());
    }

    [Fact]
    public async Task Refusals_OfOneNetwork_LeaveOnlySoManyLinesInTheActivity()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;

        for (var visit = 0; visit < 2 * SignInGuesses.WrongFromOnePlace; visit++)
        {
            Assert.Equal(SignOnProblem.NotInTeam, (await EnterAsync(app, id, $"stranger {visit}", $"stranger{visit}@agency.example")).Failure!.Problem);
        }

        var noted = await app.Get<Database>().ReadAsync(db => db.Activity.CountAsync(x => x.Action == ActivityAction.SignInFailed), CancellationToken.None);
        Assert.Equal(SignInGuesses.WrongFromOnePlace, noted);
        await TestTeam.JoinAsync(app, "editor@agency.example", Role.Editor);
        (await TestTeam.SignedInAsync(app, "editor@agency.example")).Dispose();
    }

    [Fact]
    public async Task Colleague_WithANewAccountAtTheProvider_IsDisconnectedAndThenRecognizedAgain()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        await app.Get<SaveMailServer>().ExecuteAsync(new MailRequest("127.0.0.1", 1, MailSecurity.StartTls, null, null, "desk@agency.example", "Agency"), TestTeam.Owner, CancellationToken.None);
        var (admin, editor) = (await TestTeam.JoinAsync(app, "head@agency.example", Role.Admin), await TestTeam.JoinAsync(app, "editor@agency.example", Role.Editor));
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;
        provider.Claims = claims => (claims["sub"], claims["email"], claims["email_verified"]) = ("first", editor.Email, true);
        using var by = app.Browser();
        using var there = await by.GetAsync($"/sign-in/with/{id}");
        (await by.GetAsync(await provider.VisitAsync(there.Headers.Location!))).Dispose();
        using var working = await TestTeam.SignedInAsync(app, editor.Email!);
        Assert.Equal(SignOnProblem.ConnectFirst, (await EnterAsync(app, id, "second", editor.Email!)).Failure!.Problem);
        var disconnect = app.Get<DisconnectColleague>();

        // Nobody by a lower role, nobody themselves here, and only who is connected.
        Assert.IsType<ConflictError>((await disconnect.ExecuteAsync(editor.Id, TestTeam.As(editor.Email!), CancellationToken.None)).Failure);
        Assert.IsType<ConflictError>((await disconnect.ExecuteAsync(admin.Id, TestTeam.As(admin.Email!), CancellationToken.None)).Failure);
        Assert.IsType<ConflictError>((await disconnect.ExecuteAsync((await OwnerAsync(app)).Id, TestTeam.As(admin.Email!), CancellationToken.None)).Failure);
        Assert.IsType<ConflictError>((await disconnect.ExecuteAsync(admin.Id, TestTeam.Owner, CancellationToken.None)).Failure);
        Assert.Equal(editor.Email, (await disconnect.ExecuteAsync(editor.Id, TestTeam.As(admin.Email!), CancellationToken.None)).Value);

        Assert.Equal(HttpStatusCode.Redirect, (await by.GetAsync("/notices")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await working.GetAsync("/notices")).StatusCode);
        var entry = await app.Get<Database>().ReadAsync(db => db.Activity.SingleAsync(x => x.Action == ActivityAction.PersonDisconnected), CancellationToken.None);
        Assert.Equal((admin.Email, editor.Email, "At Our login."), (entry.Actor, entry.Subject, entry.Detail));
        var mail = await app.Get<Database>().ReadAsync(db => db.Deliveries.SingleAsync(x => x.Subject == "Single sign-on was disconnected from your SocialProfiles account"), CancellationToken.None);
        Assert.Equal(editor.Email, mail.Recipient);
        Assert.True((await EnterAsync(app, id, "second", editor.Email!)).Succeeded);
    }

    [Theory]
    [InlineData(false, "Signing in no longer asks for a code.")]
    [InlineData(true, "You now sign in with Our login, without a code.")]
    public async Task SecondStep_TurnedOffForSomebody_TellsThemHowTheySignInWithoutIt(bool isRequired, string told)
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        await app.Get<SaveMailServer>().ExecuteAsync(new MailRequest("127.0.0.1", 1, MailSecurity.StartTls, null, null, "desk@agency.example", "Agency"), TestTeam.Owner, CancellationToken.None);
        var editor = await TestTeam.JoinAsync(app, "editor@agency.example", Role.Editor);
        await app.Get<Database>().WriteAsync(db => db.Users.Where(x => x.Id == editor.Id).ExecuteUpdateAsync(x => x.SetProperty(each => each.TwoFactorEnabled, true)), CancellationToken.None);
        await TestAsync(app, (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value);
        await app.Get<SignOnRequired>().SetAsync(isRequired, TestTeam.Owner, CancellationToken.None);

        Assert.Null(await app.Get<RecoverColleague>().TurnOffSecondStepAsync(editor.Id, TestTeam.Owner, CancellationToken.None));

        var mail = await app.Get<Database>().ReadAsync(db => db.Deliveries.SingleAsync(x => x.Recipient == editor.Email), CancellationToken.None);
        Assert.Contains(told, mail.Body, StringComparison.Ordinal);
        Assert.Equal(!isRequired, mail.Body.Contains("password", StringComparison.OrdinalIgnoreCase));
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
    public async Task Connection_ThatShowsThatTheProviderVerifies_KeepsTheSessionThatMadeIt()
    {
        await using var app = await TestApp.StartAsync();
        await using var provider = await FakeProvider.StartAsync();
        var (ada, ben) = (await TestTeam.JoinAsync(app, "ada@agency.example", Role.Editor), await TestTeam.JoinAsync(app, "ben@agency.example", Role.Editor));
        var id = (await app.Get<SaveSignOnProvider>().ExecuteAsync(null, provider.Form("Our login"), TestTeam.Owner, CancellationToken.None)).Value;
        Assert.Null(await app.Get<SignOnRequired>().SetAsync(true, TestTeam.Owner, CancellationToken.None));
        using var connecting = await TestTeam.SignedInAsync(app, ada.Email!);
        using var other = await TestTeam.SignedInAsync(app, ben.Email!);

        provider.Claims = claims => (claims["sub"], claims["email"], claims["email_verified"]) = ("ada", ada.Email, true);
        using var there = await connecting.GetAsync($"/account/connections/{id}/new");
        (await connecting.GetAsync(await provider.VisitAsync(there.Headers.Location!))).Dispose();

        Assert.Equal(HttpStatusCode.OK, (await connecting.GetAsync("/notices")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/notices")).StatusCode);
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

    // As an owner tests it: nobody is signed in.
    private static async Task TestAsync(TestApp app, Guid id, bool isVerified = true)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<EnterBySignOn>().ForecastAsync(id, Claims("tester", "tester@agency.example", isVerified), CancellationToken.None);
    }

    private static async Task<Result<SignOnEntry, SignOnRefusal>> EnterAsync(TestApp app, Guid id, string subject, string email)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<EnterBySignOn>().ExecuteAsync(id, Claims(subject, email, isVerified: true), null, "a network", CancellationToken.None);
    }

    private static SignOnClaims Claims(string subject, string email, bool isVerified) =>
        SignOnClaims.Read([new("sub", subject), new("email", email), new("email_verified", isVerified ? "true" : "false")])!;

    private static async Task AssertRefusedAsync(TestApp app, string email)
    {
        using var refused = await app.Browser().SignInAsync(email, TestTeam.Password);
        Assert.Contains("Our login", await PageClient.ProblemAsync(refused), StringComparison.Ordinal);
    }

    private static Task<Person> OwnerAsync(TestApp app) => app.Get<Database>().ReadAsync(db => db.Users.SingleAsync(x => x.Email == TestApp.AdminEmail), CancellationToken.None);
}
