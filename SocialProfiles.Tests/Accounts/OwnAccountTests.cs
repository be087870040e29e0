using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Recovery;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

/// <summary>What somebody changes about their own account, on one application with a clock that the tests move.</summary>
public sealed class OwnAccountTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private TestApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await TestApp.StartAsync(new TestAppOptions
    {
        Configure = builder => builder.Services.AddSingleton<TimeProvider>(_clock),
        Settings = [("Web:KnownProxies:0", "127.0.0.1")],
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Password_Changed_EndsOtherSessionsAndKeepsThisOne()
    {
        var (person, _) = await PersonAsync();
        using var phone = await _app.SignedInAsync();
        await using var scope = _app.Services.CreateAsyncScope();
        var change = scope.ServiceProvider.GetRequiredService<ChangePassword>();

        var wrong = await change.ExecuteAsync(person, "not the password", "four other quiet words", CancellationToken.None);
        var common = await change.ExecuteAsync(person, TestApp.AdminPassword, "password2026!!", CancellationToken.None);
        var done = await change.ExecuteAsync(person, TestApp.AdminPassword, "four other quiet words", CancellationToken.None);

        Assert.Equal("password", Assert.IsType<InvalidError>(wrong).Field);
        Assert.Equal("newPassword", Assert.IsType<InvalidError>(common).Field);
        Assert.Null(done);
        Assert.NotNull(await _app.Get<Sessions>().PersonAsync(person.SessionKey, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(phone));
        using var browser = _app.Browser();
        using var signedIn = await browser.SignInAsync(TestApp.AdminEmail, "four other quiet words");
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task Password_StoredWithFewerRounds_IsStoredAgainAtSignIn()
    {
        var weak = new PasswordHasher<Person>(Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 500 })).HashPassword(new Person(), "old short");
        await _app.Get<Database>().WriteAsync(db => db.Users.ExecuteUpdateAsync(x => x.SetProperty(user => user.PasswordHash, weak)), CancellationToken.None);
        using var desk = _app.Browser();
        using var first = await desk.SignInAsync(TestApp.AdminEmail, "old short");
        var stored = await HashAsync();
        using var phone = _app.Browser();
        using var second = await phone.SignInAsync(TestApp.AdminEmail, "old short");

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.NotEqual(weak, stored);
        Assert.Equal(stored, await HashAsync());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(desk));
    }

    [Fact]
    public async Task Email_Changed_IsTheNameOfTheSessionAtOnce()
    {
        using var browser = await _app.SignedInAsync();
        var (person, _) = await PersonAsync();
        using var other = await _app.SignedInAsync();
        await using var scope = _app.Services.CreateAsyncScope();

        var problem = await scope.ServiceProvider.GetRequiredService<ChangeEmail>().ExecuteAsync(person, TestApp.AdminPassword, "new@agency.example", CancellationToken.None);

        Assert.Null(problem);
        Assert.Equal("new@agency.example", (await _app.Get<Sessions>().PersonAsync(person.SessionKey, CancellationToken.None))!.Email);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (await StatusAsync(browser), await StatusAsync(other)));
        using var again = _app.Browser();
        using var signedIn = await again.SignInAsync("new@agency.example", TestApp.AdminPassword);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Fact]
    public async Task SecondStep_TurnedOn_AsksForACodeThatWorksOnce()
    {
        var secret = await TurnOnAsync();
        _clock.Shift(TimeSpan.FromMinutes(1));
        var code = TimeCode.At(secret, _clock.GetUtcNow());

        using var browser = await FirstStepAsync();
        var before = await StatusAsync(browser);
        using var right = await browser.SubmitAsync("/sign-in/second-step", ("Form.Code", code));
        var after = await StatusAsync(browser);
        using var thief = await FirstStepAsync();
        using var again = await thief.SubmitAsync("/sign-in/second-step", ("Form.Code", code));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.OK), (before, right.StatusCode, after));
        Assert.Contains("This code doesn't work", await PageClient.ProblemAsync(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondStep_RecoveryCode_WorksOnceAndIsKeptAsAHash()
    {
        var (person, codes) = await TurnOnWithCodesAsync();
        using var browser = await FirstStepAsync();
        using var right = await browser.SubmitAsync("/sign-in/second-step", ("Form.Code", codes[3].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)));
        using var thief = await FirstStepAsync();
        using var again = await thief.SubmitAsync("/sign-in/second-step", ("Form.Code", codes[3]));

        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Contains("This code doesn't work", await PageClient.ProblemAsync(again), StringComparison.Ordinal);
        Assert.Equal(9, (await _app.Get<SetUpSecondFactor>().ViewAsync(person.Id, CancellationToken.None)).CodesLeft);
        var stored = await _app.Get<Database>().ReadAsync(db => db.SecondFactors.Select(x => x.SealedSecret).SingleAsync(), CancellationToken.None);
        Assert.True(stored.Length > 60, "The secret is not sealed.");
    }

    [Fact]
    public async Task SecondStep_TwoHundredGuessesAtOnce_AreNoMoreThanFive()
    {
        await TurnOnAsync();
        using var browser = await FirstStepAsync();
        var hidden = await browser.HiddenAsync("/sign-in/second-step");

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            using var answer = await browser.PostAsync("/sign-in/second-step", [.. hidden, ("Form.Code", $"wrong {i}")]);
            return await PageClient.ProblemAsync(answer);
        }));

        Assert.Equal(PasswordRules.WrongBeforeLockout - 1, answers.Count(answer => answer.StartsWith("This code doesn't work", StringComparison.Ordinal)));
        Assert.Equal(200 - PasswordRules.WrongBeforeLockout + 1, answers.Count(answer => answer.StartsWith("Too many wrong codes", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SecondStep_TakesTooLong_BeginsAgain()
    {
        await TurnOnAsync();
        using var browser = await FirstStepAsync();
        var hidden = await browser.HiddenAsync("/sign-in/second-step");
        await _app.Get<SetUpSecondFactor>().TurnOffAsync((await PersonAsync()).Person.Id, null, TestCore.Admin, CancellationToken.None);

        using var answer = await browser.PostAsync("/sign-in/second-step", [.. hidden, ("Form.Code", "123456")]);

        Assert.Contains("Enter your e-mail address and password again", await PageClient.ProblemAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sessions_Listed_NameDevicesAndEndOneByOne()
    {
        using var phone = _app.Browser();
        var form = (await phone.HiddenAsync("/sign-in")).Append(("Form.Email", TestApp.AdminEmail)).Append(("Form.Password", TestApp.AdminPassword));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Item1, field.Item2))) };
        request.Headers.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        (await phone.SendAsync(request)).Dispose();
        var (person, _) = await PersonAsync();
        var sessions = await _app.Get<Sessions>().ListAsync(person.Id, person.SessionKey, CancellationToken.None);
        var other = Assert.Single(sessions, session => !session.IsOwn);
        Assert.Equal(("Safari on iPhone", "203.0.113.7"), (other.Device, other.Address));

        Assert.Null(await _app.Get<EndSessions>().EndOneAsync(person, other, CancellationToken.None));

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(phone));
        Assert.NotNull(await _app.Get<Sessions>().PersonAsync(person.SessionKey, CancellationToken.None));
        await _app.Get<EndSessions>().EndAllAsync(person, CancellationToken.None);
        Assert.Null(await _app.Get<Sessions>().PersonAsync(person.SessionKey, CancellationToken.None));
    }

    [Fact]
    public async Task Proof_OlderThanAQuarterOfAnHour_IsAskedForAgain()
    {
        var (person, sessions) = await PersonAsync();
        var atFirst = await sessions.IsProvedAsync(person.SessionKey, CancellationToken.None);
        _clock.Shift(ProofRules.Lasts);
        var later = await sessions.IsProvedAsync(person.SessionKey, CancellationToken.None);
        await using var scope = _app.Services.CreateAsyncScope();
        var prove = scope.ServiceProvider.GetRequiredService<ProvePassword>();

        var wrong = await prove.ExecuteAsync(person, "not the password", CancellationToken.None);
        var still = await sessions.IsProvedAsync(person.SessionKey, CancellationToken.None);
        var right = await prove.ExecuteAsync(person, TestApp.AdminPassword, CancellationToken.None);

        Assert.Equal((true, false, false, true), (atFirst, later, still, await sessions.IsProvedAsync(person.SessionKey, CancellationToken.None)));
        Assert.Equal((false, true), (wrong.Succeeded, right.Succeeded));
    }

    [Fact]
    public async Task RecoveryLink_MadeByAnOwner_SetsAPasswordOnceAndWithinTheHour()
    {
        var (person, _) = await PersonAsync();
        using var desk = await _app.SignedInAsync();
        var late = (await _app.Get<IssueRecoveryLink>().ExecuteAsync(person.Id, TestCore.Admin, CancellationToken.None)).Value;
        _clock.Shift(IssueRecoveryLink.Lasts);
        var link = (await _app.Get<IssueRecoveryLink>().ExecuteAsync(person.Id, TestCore.Admin, CancellationToken.None)).Value;
        using var browser = _app.Browser();
        using var over = await browser.GetAsync($"/recover/{late.Token}");
        using var open = await browser.GetAsync($"/recover/{link.Token}");
        var hidden = await browser.HiddenAsync($"/recover/{link.Token}");

        using var weak = await browser.PostAsync($"/recover/{link.Token}", [.. hidden, ("Form.Password", "short"), ("Form.Repeated", "short")]);
        using var saved = await browser.PostAsync($"/recover/{link.Token}", [.. hidden, ("Form.Password", "four other quiet words"), ("Form.Repeated", "four other quiet words")]);
        using var twice = await browser.PostAsync($"/recover/{link.Token}", [.. hidden, ("Form.Password", "five more quiet words"), ("Form.Repeated", "five more quiet words")]);

        Assert.Equal(("no-store", "no-referrer"), (open.Headers.CacheControl!.ToString(), string.Concat(open.Headers.GetValues("Referrer-Policy"))));
        Assert.Contains("no longer works", (await PageClient.ReadAsync(over)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("at least 12", await PageClient.ProblemAsync(weak), StringComparison.Ordinal);
        Assert.Contains("Your new password is saved", (await PageClient.ReadAsync(saved)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, twice.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(desk));
        using var signedIn = await browser.SignInAsync(TestApp.AdminEmail, "four other quiet words");
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var entries = await _app.Get<ActivityList>().GetAsync(ActivityFilter.None, null, 20, CancellationToken.None);
        Assert.Contains(entries, entry => entry is { Action: ActivityAction.RecoveryLinkMade, Actor: TestApp.AdminEmail, Subject: TestApp.AdminEmail });
        Assert.Contains(entries, entry => entry.Action == ActivityAction.PasswordRecovered);
    }

    [Fact]
    public async Task RecoveryMails_FailuresAndAClockSetBack_UseUpNoneOfTheHour()
    {
        await using var receiver = MailReceiver.Start();
        _app.Get<MailSender>().Certificates = (_, certificate, _, _) => certificate?.Subject == MailReceiver.Subject;
        await _app.Get<SaveMailServer>().ExecuteAsync(
            new MailRequest("127.0.0.1", receiver.Port, MailSecurity.StartTls, MailReceiver.User, MailReceiver.Password, MailReceiver.User, "Agency"), TestCore.Admin, CancellationToken.None);
        var time = new TestClock();
        var mails = new RecoveryMails(
            _app.Get<Database>(), _app.Get<MailSender>(), _app.Get<DeliveryQueue>(), _app.Get<IssueRecoveryLink>(), _app.Get<SignInGuesses>(), _app.Get<AgencyDirectory>(), time, NullLogger<RecoveryMails>.Instance);
        var failures = RecoveryMails.MostAnHour + 1;
        string Link(string token) => failures-- > 0 ? throw new IOException("Not now.") : $"https://team.example/recover/{token}";

        mails.Ask(TestApp.AdminEmail, Link, null, "here");
        for (var i = 0; i <= RecoveryMails.MostAnHour; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => mails.SendAsync(CancellationToken.None));
        }

        await mails.SendAsync(CancellationToken.None);
        Assert.Single(receiver.Messages);
        Enumerable.Range(0, RecoveryMails.MostAnHour).ToList().ForEach(_ => mails.Ask(TestApp.AdminEmail, Link, null, "here"));
        await mails.SendAsync(CancellationToken.None);
        Assert.Equal(RecoveryMails.MostAnHour, receiver.Messages.Count);
        time.SetBack(TimeSpan.FromHours(5));
        time.Advance(TimeSpan.FromHours(1));
        mails.Ask(TestApp.AdminEmail, Link, null, "here");
        await mails.SendAsync(CancellationToken.None);
        Assert.Equal(RecoveryMails.MostAnHour + 1, receiver.Messages.Count);
    }

    [Fact]
    public async Task AccountMails_WhatSomebodyMightNotHaveDone_GoesToTheAddressBefore()
    {
        await _app.Get<SaveMailServer>().ExecuteAsync(
            new MailRequest("127.0.0.1", 1, MailSecurity.StartTls, null, null, "desk@agency.example", "Agency"), TestCore.Admin, CancellationToken.None);
        var (person, codes) = await TurnOnWithCodesAsync();
        using var browser = await FirstStepAsync();
        (await browser.PostAsync("/sign-in/second-step", [.. await browser.HiddenAsync("/sign-in/second-step"), ("Form.Code", codes[0])])).Dispose();
        await _app.Get<SetUpSecondFactor>().TurnOffAsync(person.Id, null, new Actor("owner@agency.example", ActivitySource.Browser, "192.0.2.1"), CancellationToken.None);
        using var newDevice = await _app.SignedInAsync();
        (await newDevice.SubmitAsync("/sign-out")).Dispose();
        (await newDevice.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword)).Dispose();
        (person, _) = await PersonAsync();
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ChangePassword>().ExecuteAsync(person, TestApp.AdminPassword, "four other quiet words", CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<ChangeEmail>().ExecuteAsync(person, "four other quiet words", "new@agency.example", CancellationToken.None);

        var mails = await _app.Get<Database>().ReadAsync(db => db.Deliveries.OrderBy(x => x.Key).ToListAsync(), CancellationToken.None);
        Assert.All(mails, mail => Assert.Equal(TestApp.AdminEmail, mail.Recipient));
        Assert.All(mails, mail => Assert.DoesNotContain("://", mail.Body + mail.Html, StringComparison.Ordinal));
        Assert.Equal(
            [
                "Your SocialProfiles recovery codes were renewed", "A recovery code for your SocialProfiles account was used", "The second step for your SocialProfiles account was turned off",
                "New device signed in to your SocialProfiles account", "Your SocialProfiles password was changed", "Your SocialProfiles e-mail address was changed",
            ],
            mails.ConvertAll(mail => mail.Subject));
        Assert.Contains("By: owner@agency.example\n", mails[2].Body, StringComparison.Ordinal);
        Assert.Contains("Device: Firefox on Linux\nNetwork address: 127.0.0.1\n", mails[4].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AccountMails_ManyOfOneKind_AreBoundAndHideNoOther()
    {
        await _app.Get<SaveMailServer>().ExecuteAsync(
            new MailRequest("127.0.0.1", 1, MailSecurity.StartTls, null, null, "desk@agency.example", "Agency"), TestCore.Admin, CancellationToken.None);
        for (var i = 0; i < 5; i++)
        {
            (await _app.SignedInAsync()).Dispose();
        }

        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ChangePassword>().ExecuteAsync((await PersonAsync()).Person, TestApp.AdminPassword, "four other quiet words", CancellationToken.None);

        var subjects = await _app.Get<Database>().ReadAsync(db => db.Deliveries.OrderBy(x => x.Key).Select(x => x.Subject).ToListAsync(), CancellationToken.None);
        Assert.Equal((4, "Your SocialProfiles password was changed"), (subjects.Count, subjects[^1]));
    }

    [Fact]
    public async Task SecondStep_SessionCannotBeStored_LeavesTheCodeUnused()
    {
        var (_, codes) = await TurnOnWithCodesAsync();
        using var browser = await FirstStepAsync();
        var hidden = await browser.HiddenAsync("/sign-in/second-step");
        await SessionTests.BreakAsync(_app, "CREATE TRIGGER broken BEFORE INSERT ON Sessions BEGIN SELECT RAISE(ABORT, 'broken'); END");
        using var broken = await browser.PostAsync("/sign-in/second-step", [.. hidden, ("Form.Code", codes[0])]);
        await SessionTests.BreakAsync(_app, "DROP TRIGGER broken");

        using var answer = await browser.PostAsync("/sign-in/second-step", [.. hidden, ("Form.Code", codes[0])]);

        Assert.NotEqual(HttpStatusCode.Redirect, broken.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("name@agency.example", true)]
    [InlineData("na\u200Bme@agency.example", false)]
    [InlineData("na\U000E0041me@agency.example", false)]
    [InlineData("na me@agency.example", false)]
    public void EmailAddress_WithWhatNobodySees_IsNone(string typed, bool isOne) => Assert.Equal(isOne, EmailAddress.TryRead(typed, out _, out _));

    [Fact]
    public async Task Passkey_Nonsense_IsRefusedWithASentence()
    {
        using var browser = await _app.SignedInAsync();
        List<HttpStatusCode> answers = [];
        foreach (var path in new[] { "/sign-in/passkey", "/account/passkeys", "/account/passkeys/proof" })
        {
            foreach (var body in new[] { "", "[]", "{}", "null", """{"credential":5}""", """{"credential":{}}""", """{"credential":{"id":"AA","type":"public-key","response":{}},"name":"x"}""", "{" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
                request.Headers.Add("Origin", _app.Address.GetLeftPart(UriPartial.Authority));
                using var answer = await browser.SendAsync(request);
                answers.Add(answer.StatusCode);
            }
        }

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.BadRequest, status));
    }

    [Fact]
    public async Task Passkey_RefusedAgainAndAgain_LeavesOnlySoManyLinesInTheActivity()
    {
        using var browser = _app.Browser();
        for (var i = 0; i < 2 * SignInGuesses.WrongFromOnePlace; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in/passkey") { Content = new StringContent("""{"credential":{}}""", System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("Origin", _app.Address.GetLeftPart(UriPartial.Authority));
            using var answer = await browser.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        var noted = await _app.Get<Database>().ReadAsync(db => db.Activity.CountAsync(x => x.Action == ActivityAction.SignInFailed), CancellationToken.None);
        Assert.Equal(SignInGuesses.WrongFromOnePlace, noted);
    }

    private async Task<string> HashAsync() => (await _app.Get<Database>().ReadAsync(db => db.Users.Select(x => x.PasswordHash).SingleAsync(), CancellationToken.None))!;

    /// <summary>The admin in a session of their own.</summary>
    private async Task<(SignedInPerson Person, Sessions Sessions)> PersonAsync()
    {
        var admin = await _app.Get<Database>().ReadAsync(db => db.Users.SingleAsync(), CancellationToken.None);
        var key = await TestTeam.SessionAsync(_app, admin, "Firefox on Linux", "127.0.0.1");
        return (new SignedInPerson(admin.Id, key, new Actor(admin.Email!, ActivitySource.Browser, "127.0.0.1")), _app.Get<Sessions>());
    }

    private async Task<string> TurnOnAsync()
    {
        var (person, _) = await PersonAsync();
        var setUp = (await _app.Get<SetUpSecondFactor>().BeginAsync(person, CancellationToken.None)).Value;
        Assert.IsType<InvalidError>((await _app.Get<SetUpSecondFactor>().ConfirmAsync(person, "nonsense", CancellationToken.None)).Failure);
        Assert.True((await _app.Get<SetUpSecondFactor>().ConfirmAsync(person, TimeCode.At(setUp.Secret, _clock.GetUtcNow()), CancellationToken.None)).Succeeded);
        return setUp.Secret;
    }

    private async Task<(SignedInPerson Person, IReadOnlyList<string> Codes)> TurnOnWithCodesAsync()
    {
        await TurnOnAsync();
        var (person, _) = await PersonAsync();
        return (person, (await _app.Get<SetUpSecondFactor>().RenewCodesAsync(person, CancellationToken.None)).Value);
    }

    private async Task<PageClient> FirstStepAsync()
    {
        var browser = _app.Browser();
        using var answer = await browser.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword);
        Assert.StartsWith("/sign-in/second-step", new Uri(_app.Address, answer.Headers.Location!).PathAndQuery, StringComparison.Ordinal);
        return browser;
    }

    private static async Task<HttpStatusCode> StatusAsync(PageClient browser)
    {
        using var answer = await browser.GetAsync("/account");
        return answer.StatusCode;
    }
}
