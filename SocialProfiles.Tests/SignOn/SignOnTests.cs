using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Team;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Hosting;
using SocialProfiles.Web.SignOn;

namespace SocialProfiles.Tests.SignOn;

/// <summary>Signing in by a provider that says what a test wants: who gets in, who doesn't, and what they read.</summary>
public sealed class SignOnTests(SignOnTests.Running running) : IClassFixture<SignOnTests.Running>, IAsyncLifetime
{
    private static int _count;

    private TestApp App => running.App;

    private FakeProvider Provider => running.Provider;

    [Fact]
    public async Task SignIn_OfSomebodyNewWithAGroup_JoinsWithItsRoleAndComesWhereTheyWanted()
    {
        var id = await AddAsync(form => form with { NewRole = Role.Viewer, RoleClaim = "groups", RoleRules = "agency-staff = Editor\nagency-heads = Admin" });
        Says("ada", "ada@agency.example", claims => claims["groups"] = new JsonArray("others", "agency-staff"));
        using var browser = App.Browser();

        using var answer = await SignInAsync(browser, id, "?returnUrl=%2Fnotices");

        Assert.Equal("/notices", answer.Headers.Location!.OriginalString);
        Assert.Equal(("code", "S256", "query"), (Provider.Asked["response_type"], Provider.Asked["code_challenge_method"], Provider.Asked.GetValueOrDefault("response_mode", "query")));
        Assert.Equal($"{App.Address}sign-in/with/{id}/return", Provider.Asked["redirect_uri"]);
        using var page = await browser.GetAsync("/notices");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        var ada = await PersonAsync("ada@agency.example");
        Assert.Equal(Role.Editor, ada!.Role);
        Assert.Null(ada.PasswordHash);
        var session = Assert.Single(await App.Get<Sessions>().ListAsync(ada.Id, null, CancellationToken.None));
        Assert.StartsWith("Provider ", session.By, StringComparison.Ordinal);
        Assert.Contains(await ActivityAsync(), entry => entry is { Action: ActivityAction.ColleagueJoined, Subject: "ada@agency.example" } && entry.Detail!.StartsWith("As an editor; with ", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> Untrusted => new()
    {
        { "another nonce", "NotTrusted" }, { "expired", "NotTrusted" }, { "unsigned", "NotTrusted" }, { "another key", "NotTrusted" }, { "another audience", "NotTrusted" }, { "another issuer", "NotTrusted" },
        { "state of another browser", "Expired" }, { "a code of somebody else", "Refused" },
    };

    [Theory]
    [MemberData(nameof(Untrusted))]
    public async Task Answer_ThatCantBeTrusted_SignsNobodyInAndSaysSo(string what, string problem)
    {
        var id = await AddAsync(form => form with { NewRole = Role.Viewer });
        var email = $"{Guid.NewGuid():N}@agency.example";
        Says(email, email, claims =>
        {
            switch (what)
            {
                case "another nonce":
                    claims["nonce"] = "of another browser";
                    break;
                case "expired":
                    (claims["iat"], claims["exp"]) = (FakeProvider.Now(-1000), FakeProvider.Now(-600));
                    break;
                case "another audience":
                    claims["aud"] = "another-client";
                    break;
                case "another issuer":
                    claims["iss"] = "https://other.example";
                    break;
            }
        });
        Provider.Sign = what switch { "unsigned" => FakeProvider.UnsignedToken, "another key" => FakeProvider.ForeignToken, _ => FakeProvider.Token };
        using var browser = App.Browser();
        var back = await Provider.VisitAsync(await BeginAsync(browser, id));
        using var other = App.Browser();

        using var answer = what switch
        {
            "state of another browser" => await other.GetAsync(back),
            "a code of somebody else" => await browser.GetAsync(back.Replace("code=", "code=0", StringComparison.Ordinal)),
            _ => await browser.GetAsync(back),
        };

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith($"&problem={problem}", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Null(await PersonAsync(email));
        var page = await browser.PageAsync(answer.Headers.Location.OriginalString);
        Assert.NotEqual("", page.QuerySelector("[role=alert]")!.TextContent.Trim());
        Assert.DoesNotContain("Exception", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new@agency.example", false, "EmailNotVerified")]
    [InlineData("new@agency.example", null, "EmailNotVerified")]
    [InlineData("new@elsewhere.example", true, "DomainNotAllowed")]
    [InlineData("new@agency.example.elsewhere.example", true, "DomainNotAllowed")]
    [InlineData("new@sub.agency.example", true, "DomainNotAllowed")]
    [InlineData(null, true, "NoEmail")]
    public async Task SignIn_WithoutAnAddressOfTheAgency_IsRefused(string? email, bool? isVerified, string problem)
    {
        var id = await AddAsync(form => form with { NewRole = Role.Viewer });
        Says(Guid.NewGuid().ToString(), email, claims =>
        {
            if (isVerified is null)
            {
                claims.Remove("email_verified");
            }
            else
            {
                claims["email_verified"] = isVerified.Value;
            }
        });
        using var browser = App.Browser();

        Assert.Equal(problem, await ProblemAsync(browser, id));
    }

    [Fact]
    public async Task Owner_WithTheSameAddress_IsNotConnectedSilentlyAndConnectsUnderTheirAccount()
    {
        var id = await AddAsync();
        Says("boss", TestApp.AdminEmail);
        using var stranger = App.Browser();
        Assert.Equal("ConnectFirst", await ProblemAsync(stranger, id));

        using var owner = await App.SignedInAsync();
        var there = await owner.GetAsync($"/account/connections/{id}/new");
        using var back = await owner.GetAsync(await Provider.VisitAsync(there.Headers.Location!));
        Assert.Equal("/account?connected=true", back.Headers.Location!.OriginalString);
        using var entered = await SignInAsync(stranger, id);
        Assert.Equal("/", entered.Headers.Location!.OriginalString);

        // Somebody else can't have the same account there.
        var member = await MemberAsync(Role.Editor);
        using var other = await TestTeam.SignedInAsync(App, member.Email!);
        there = await other.GetAsync($"/account/connections/{id}/new");
        using var refused = await other.GetAsync(await Provider.VisitAsync(there.Headers.Location!));
        Assert.Equal($"/account?with={id}&problem=Taken", refused.Headers.Location!.OriginalString);

        // Another site can't begin it.
        using var foreign = new HttpRequestMessage(HttpMethod.Get, $"/account/connections/{id}/new");
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var ignored = await other.SendAsync(foreign);
        Assert.Equal("/", ignored.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Member_WithTheSameVerifiedAddress_IsConnectedOnceAndNotByASecondProvider()
    {
        var (first, second) = (await AddAsync(), await AddAsync());
        var member = await MemberAsync(Role.Editor);
        Says($"of {member.Id}", member.Email);
        using var browser = App.Browser();
        using (var entered = await SignInAsync(browser, first))
        {
            Assert.Equal("/", entered.Headers.Location!.OriginalString);
        }

        Assert.Equal("ConnectFirst", await ProblemAsync(App.Browser(), second));

        // An address that passed to somebody else there.
        Says("somebody else", member.Email);
        Assert.Equal("ConnectFirst", await ProblemAsync(App.Browser(), first));

        // One that changed there stays as it is here.
        Says($"of {member.Id}", $"renamed.{member.Id:N}@agency.example");
        using (var entered = await SignInAsync(App.Browser(), first))
        {
            Assert.Equal("/", entered.Headers.Location!.OriginalString);
        }

        Assert.Equal(member.Email, (await PersonAsync(member.Email!))!.Email);
        await App.Get<ChangeMember>().DeactivateAsync(member.Id, TestTeam.Owner, CancellationToken.None);
        Assert.Equal("Deactivated", await ProblemAsync(App.Browser(), first));
    }

    [Fact]
    public async Task Invited_JoinsWithTheRoleOfTheInvitation_UnlessAsAnOwner()
    {
        var id = await AddAsync(form => form with { NewRole = null });
        var (editor, owner) = ($"{Guid.NewGuid():N}@agency.example", $"{Guid.NewGuid():N}@agency.example");
        await TestTeam.InviteAsync(App, editor, Role.Editor);
        await TestTeam.InviteAsync(App, owner, Role.Owner);

        Says(editor, editor);
        using (var entered = await SignInAsync(App.Browser(), id))
        {
            Assert.Equal("/", entered.Headers.Location!.OriginalString);
        }

        Assert.Equal(Role.Editor, (await PersonAsync(editor))!.Role);
        Says(owner, owner);
        Assert.Equal("OwnerInvited", await ProblemAsync(App.Browser(), id));
        Says("nobody", "nobody@agency.example");
        Assert.Equal("NotInTeam", await ProblemAsync(App.Browser(), id));

        // Without a password nobody is made an owner: one must get in while the provider is down.
        var person = (await PersonAsync(editor))!;
        Assert.IsType<ConflictError>((await App.Get<ChangeMember>().GiveRoleAsync(person.Id, Role.Owner, TestTeam.Owner, CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task Roles_ThatFollow_ChangeAtTheNextSignInAndNeverMakeAnOwner()
    {
        var id = await AddAsync(form => form with { NewRole = Role.Viewer, RoleClaim = "realm_access.roles", RoleRules = "heads = Admin", RolesFollow = true });
        var email = $"{Guid.NewGuid():N}@agency.example";
        var roles = new[] { "heads", "Owner" };
        Says(email, email, claims => claims["realm_access"] = new JsonObject { ["roles"] = new JsonArray([.. roles.Select(role => JsonValue.Create(role))]) });
        using var first = App.Browser();
        (await SignInAsync(first, id)).Dispose();
        Assert.Equal(Role.Admin, (await PersonAsync(email))!.Role);

        roles = ["others"];
        using var second = App.Browser();
        (await SignInAsync(second, id)).Dispose();

        Assert.Equal(Role.Viewer, (await PersonAsync(email))!.Role);
        Assert.Equal(HttpStatusCode.Redirect, (await first.GetAsync("/activity")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/")).StatusCode);
        Assert.IsType<InvalidError>((await SaveAsync(null, Provider.Form("Owners") with { RoleClaim = "groups", RoleRules = "heads = Owner" })).Failure);

        // One that is given here would be taken back at the next sign-in.
        Assert.IsType<ConflictError>((await App.Get<ChangeMember>().GiveRoleAsync((await PersonAsync(email))!.Id, Role.Editor, TestTeam.Owner, CancellationToken.None)).Failure);
        Assert.Equal(Role.Viewer, (await PersonAsync(email))!.Role);
    }

    /// <summary>The provider has a session of its own and asks nobody: whoever sits at the browser has shown nothing.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_ThatTheProviderAnsweredWithoutAsking_ProvesNothing(bool saysWhen)
    {
        var id = await AddAsync(form => form with { NewRole = Role.Admin });
        var email = $"{Guid.NewGuid():N}@agency.example";
        Says(email, email, claims =>
        {
            claims.Remove("auth_time");
            if (saysWhen)
            {
                claims["auth_time"] = FakeProvider.Now(-3600);
            }
        });
        using var browser = App.Browser();
        (await SignInAsync(browser, id)).Dispose();

        using var answer = await browser.GetAsync($"/account/connections/{id}/new");

        Assert.Equal($"/account?with={id}&problem=NotProved", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task SecondStep_WhoseProviderWasTurnedOffMeanwhile_BeginsNoSession()
    {
        var id = await AddAsync();
        var member = await MemberAsync(Role.Editor);
        Says($"of {member.Id}", member.Email);
        (await SignInAsync(App.Browser(), id)).Dispose();
        var vouched = new SessionOrigin(id, "Our login", null);
        Assert.Null(await App.Get<SignOnRequired>().RefusalAsync(member.Id, member.Role, vouched, CancellationToken.None));

        await App.Get<SaveSignOnProvider>().RemoveAsync(id, TestTeam.Owner, CancellationToken.None);

        Assert.IsType<SignOnOff>(await App.Get<SignOnRequired>().RefusalAsync(member.Id, member.Role, vouched, CancellationToken.None));

        // Nor where that happened after it was asked.
        Assert.IsType<SignOnOff>((await App.Get<Sessions>().StartAsync(member, stays: false, null, null, isNewDevice: false, vouched, spend: null, CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task Owner_WhoWasConnectedByTheirAddressBefore_IsNotConnectedAnyMore()
    {
        var id = await AddAsync();
        var member = await MemberAsync(Role.Admin);
        Says($"of {member.Id}", member.Email);
        (await SignInAsync(App.Browser(), id)).Dispose();

        Assert.Null((await App.Get<ChangeMember>().GiveRoleAsync(member.Id, Role.Owner, TestTeam.Owner, CancellationToken.None)).Failure);

        Assert.False(await App.Get<Database>().ReadAsync(db => db.SignOnLinks.AnyAsync(x => x.PersonId == member.Id), CancellationToken.None));
    }

    [Fact]
    public async Task SecondStep_ThatSomebodyTurnedOn_IsAskedForAfterTheProvider()
    {
        var id = await AddAsync();
        var member = await MemberAsync(Role.Editor);
        Says($"of {member.Id}", member.Email);
        (await SignInAsync(App.Browser(), id)).Dispose();
        await App.Get<Database>().WriteAsync(db => db.Users.Where(x => x.Id == member.Id).ExecuteUpdateAsync(x => x.SetProperty(each => each.TwoFactorEnabled, true)), CancellationToken.None);
        using var browser = App.Browser();

        using var answer = await SignInAsync(browser, id);

        Assert.Equal("/sign-in/second-step?returnUrl=%2F", answer.Headers.Location!.OriginalString);
        Assert.Equal("Second step", (await browser.PageAsync("/sign-in/second-step")).QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/notices")).StatusCode);
    }

    [Fact]
    public async Task Provider_DownOffOrRemoved_SendsBackWithASentenceAndEndsItsSessions()
    {
        var down = (await SaveAsync(null, Provider.Form($"Down {Guid.NewGuid():N}"[..20]) with { Authority = "http://127.0.0.1:9", Secret = "x" })).Value;
        using (var answer = await App.Browser().GetAsync($"/sign-in/with/{down}"))
        {
            Assert.Equal($"/sign-in?with={down}&problem=NotReached", answer.Headers.Location!.OriginalString);
            var page = await App.Browser().PageAsync(answer.Headers.Location.OriginalString);
            Assert.Contains("doesn't answer", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        }

        await App.Get<SaveSignOnProvider>().RemoveAsync(down, TestTeam.Owner, CancellationToken.None);
        var id = await AddAsync(form => form with { NewRole = Role.Viewer });
        var email = $"{Guid.NewGuid():N}@agency.example";
        Says(email, email);
        using var browser = App.Browser();
        (await SignInAsync(browser, id)).Dispose();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);

        var form = (await App.Get<SignOnList>().FindAsync(id, CancellationToken.None))!.Form;
        await SaveAsync(id, form with { IsOn = false });
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
        using (var answer = await browser.GetAsync($"/sign-in/with/{id}"))
        {
            Assert.Equal($"/sign-in?with={id}&problem=Off", answer.Headers.Location!.OriginalString);
        }

        await SaveAsync(id, form);
        (await SignInAsync(browser, id)).Dispose();
        Assert.IsType<InvalidError>((await SaveAsync(id, form with { Authority = Provider.Address + "/other" })).Failure);
        await SaveAsync(id, form with { Authority = Provider.Address + "/other", Secret = FakeProvider.Secret });
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
        Assert.Equal(0, (await App.Get<SignOnList>().FindAsync(id, CancellationToken.None))!.People);
    }

    [Fact]
    public async Task LogoutToken_EndsTheSessionOnce_AndOneThatIsntRightEndsNothing()
    {
        var id = await AddAsync(form => form with { NewRole = Role.Viewer });
        var email = $"{Guid.NewGuid():N}@agency.example";
        Says(email, email);
        using var browser = App.Browser();
        (await SignInAsync(browser, id)).Dispose();
        foreach (var wrong in new Action<JsonObject>[]
        {
            token => token["nonce"] = "x", token => token.Remove("events"), token => token["aud"] = "other", token => token["iss"] = "https://other.example", token => token["iat"] = FakeProvider.Now(-3600),
            token => token["exp"] = FakeProvider.Now(-600), token => token.Remove("exp"), token => token.Remove("jti"), token => token.Remove("sub"), token => token["events"] = new JsonObject { ["another"] = new JsonObject() },
        })
        {
            var token = Provider.LogoutClaims(email);
            wrong(token);
            Assert.Equal(HttpStatusCode.BadRequest, await LogoutAsync(id, FakeProvider.Token(token)));
        }

        Assert.Equal(HttpStatusCode.BadRequest, await LogoutAsync(id, FakeProvider.UnsignedToken(Provider.LogoutClaims(email))));
        Assert.Equal(HttpStatusCode.BadRequest, await LogoutAsync(id, FakeProvider.ForeignToken(Provider.LogoutClaims(email))));
        Assert.Equal(HttpStatusCode.BadRequest, await LogoutAsync(id, ""));
        Assert.Equal(HttpStatusCode.BadRequest, await LogoutAsync(Guid.NewGuid(), FakeProvider.Token(Provider.LogoutClaims(email))));
        var elsewhere = Provider.LogoutClaims(email);
        elsewhere["sid"] = "another session";
        Assert.Equal(HttpStatusCode.OK, await LogoutAsync(id, FakeProvider.Token(elsewhere)));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);

        var right = Provider.LogoutClaims(email);
        right["sid"] = "session-there";
        Assert.Equal(HttpStatusCode.OK, await LogoutAsync(id, FakeProvider.Token(right)));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
        (await SignInAsync(browser, id)).Dispose();
        Assert.Equal(HttpStatusCode.BadRequest, await LogoutAsync(id, FakeProvider.Token(right)));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LogoutToken_WithSubjectAndSession_EndsWhatOneOfThemFinds(bool isDisconnected)
    {
        var id = await AddAsync(form => form with { NewRole = Role.Viewer });
        var email = $"{Guid.NewGuid():N}@agency.example";
        Says(email, email, claims =>
        {
            if (!isDisconnected)
            {
                claims.Remove("sid");
            }
        });
        using var browser = App.Browser();
        (await SignInAsync(browser, id)).Dispose();
        if (isDisconnected)
        {
            await App.Get<Database>().WriteAsync(db => db.SignOnLinks.Where(x => x.Subject == email).ExecuteDeleteAsync(), CancellationToken.None);
        }

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
        var token = Provider.LogoutClaims(email);
        token["sid"] = "session-there";
        Assert.Equal(HttpStatusCode.OK, await LogoutAsync(id, FakeProvider.Token(token)));

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/")).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Key_ThatIsNew_IsReadAtOnceAndNotTwiceAMinute(bool isLogout)
    {
        await using var provider = await FakeProvider.StartAsync();
        (provider.HasFormerKey, provider.Claims) = (true, claims => (claims["sub"], claims["email"], claims["email_verified"]) = ("new key", "new.key@agency.example", true));
        var id = (await SaveAsync(null, provider.Form($"Keys {isLogout}") with { NewRole = Role.Viewer })).Value;
        using var browser = App.Browser();
        var there = await BeginAsync(browser, id);
        provider.HasFormerKey = false;

        if (isLogout)
        {
            Assert.Equal(HttpStatusCode.OK, await LogoutAsync(id, FakeProvider.Token(provider.LogoutClaims("nobody"))));
        }
        else
        {
            using var entered = await browser.GetAsync(await provider.VisitAsync(there));
            Assert.Equal("/", entered.Headers.Location!.OriginalString);
        }

        Assert.Equal(2, provider.Reads);
        provider.HasFormerKey = true;
        await App.Get<TestSignOnProvider>().ExecuteAsync(id, "https://agency.example/return", CancellationToken.None);
        Assert.Equal(HttpStatusCode.BadRequest, await LogoutAsync(id, FakeProvider.Token(provider.LogoutClaims("nobody"))));
        Assert.Equal(3, provider.Reads);
    }

    [Fact]
    public async Task Provider_ThatDoesntAnswer_IsntAskedByEveryVisitor()
    {
        await using var provider = await FakeProvider.StartAsync();
        provider.IsDown = true;
        var id = (await SaveAsync(null, provider.Form("Has trouble"))).Value;

        for (var visitor = 0; visitor < 3; visitor++)
        {
            using var answer = await App.Browser().GetAsync($"/sign-in/with/{id}");
            Assert.Equal($"/sign-in?with={id}&problem=NotReached", answer.Headers.Location!.OriginalString);
        }

        Assert.Equal(1, provider.Reads);
    }

    [Fact]
    public async Task WayIn_TheLastThatWorks_CantBeRemoved()
    {
        var id = await AddAsync(form => form with { NewRole = Role.Viewer });
        var email = $"{Guid.NewGuid():N}@agency.example";
        Says(email, email);
        (await SignInAsync(App.Browser(), id)).Dispose();
        var person = new SignedInPerson((await PersonAsync(email))!.Id, "no session", TestTeam.As(email));
        await App.Get<Database>().WriteAsync(
            db => Task.FromResult(db.Passkeys.Add(new IdentityUserPasskey<Guid>
            {
                UserId = person.Id,
                CredentialId = [7],
                Data = new IdentityPasskeyData { PublicKey = [1], Name = "Phone", AttestationObject = [1], ClientDataJson = [1], Transports = ["internal"] },
            })), CancellationToken.None);
        var form = (await App.Get<SignOnList>().FindAsync(id, CancellationToken.None))!.Form;

        await SaveAsync(id, form with { Domains = "elsewhere.example" });
        Assert.IsType<ConflictError>(await App.Get<PasskeyList>().RemoveAsync(person, [7], CancellationToken.None));
        await SaveAsync(id, form with { IsOn = false });
        Assert.IsType<ConflictError>(await App.Get<PasskeyList>().RemoveAsync(person, [7], CancellationToken.None));
        await SaveAsync(id, form);
        Assert.Null(await App.Get<PasskeyList>().RemoveAsync(person, [7], CancellationToken.None));
        Assert.IsType<ConflictError>(await App.Get<ConnectSignOn>().DisconnectAsync(person, id, CancellationToken.None));
    }

    [Theory]
    [InlineData(null, SignOnProblem.DomainNotAllowed)]
    [InlineData("elsewhere.example", SignOnProblem.DomainNotAllowed)]
    [InlineData("agency.example", null)]
    public async Task Google_WithDomains_LetsInOnlyAccountsOfTheirWorkspace(string? domain, SignOnProblem? problem)
    {
        var id = await AddAsync(form => form with { Authority = "https://accounts.google.com", NewRole = Role.Viewer });
        SignOnClaim[] claims = [new("sub", "g"), new("email", "google@agency.example"), new("email_verified", "true"), .. domain is null ? Array.Empty<SignOnClaim>() : [new("hd", domain)]];
        await using var scope = App.Services.CreateAsyncScope();

        var forecast = await scope.ServiceProvider.GetRequiredService<EnterBySignOn>().ForecastAsync(id, SignOnClaims.Read(claims)!, CancellationToken.None);

        Assert.Equal(problem, forecast.Problem);
        Assert.Equal(problem is null, (await App.Get<SignOnList>().FindAsync(id, CancellationToken.None))!.VerifiesEmail);
    }

    [Fact]
    public async Task Address_WithWhiteSpaceAround_IsTheSameAddress()
    {
        var id = await AddAsync(form => form with { NewRole = Role.Viewer });
        var member = await MemberAsync(Role.Editor);
        Says($"of {member.Id}", $" {member.Email}");

        using var entered = await SignInAsync(App.Browser(), id);

        Assert.Equal("/", entered.Headers.Location!.OriginalString);
        Assert.Single(await App.Get<Database>().ReadAsync(db => db.Users.Where(x => x.Email!.Contains(member.Email!)).ToListAsync(), CancellationToken.None));
    }

    [Fact]
    public async Task Connecting_WithAnAddressThatIsntVerified_IsRefused()
    {
        var id = await AddAsync();
        var member = await MemberAsync(Role.Editor);
        using var browser = await TestTeam.SignedInAsync(App, member.Email!);
        Says($"of {member.Id}", member.Email, claims => claims["email_verified"] = false);

        using var there = await browser.GetAsync($"/account/connections/{id}/new");
        using var back = await browser.GetAsync(await Provider.VisitAsync(there.Headers.Location!));

        Assert.Equal($"/account?with={id}&problem=EmailNotVerified", back.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task ReturnAddress_ThatIsTooLong_LeadsToTheFirstPage()
    {
        var id = await AddAsync(form => form with { NewRole = Role.Viewer });
        var email = $"{Guid.NewGuid():N}@agency.example";
        Says(email, email);

        using var entered = await SignInAsync(App.Browser(), id, $"?returnUrl=%2F{new string('a', 4000)}");

        Assert.Equal("/", entered.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Proof_ByTheProvider_CountsOnlyWhereItAskedTheSamePersonAgain()
    {
        var id = await AddAsync(form => form with { NewRole = Role.Admin });
        var email = $"{Guid.NewGuid():N}@agency.example";
        Says(email, email);
        using var browser = App.Browser();
        (await SignInAsync(browser, id)).Dispose();
        var person = (await PersonAsync(email))!;
        async Task<bool> IsProvedAsync()
        {
            var since = DateTimeOffset.UnixEpoch.AddDays(365);
            return await App.Get<Database>().ReadAsync(db => db.Sessions.AnyAsync(x => x.PersonId == person.Id && x.ProvedAt > since), CancellationToken.None);
        }

        await App.Get<Database>().WriteAsync(db => db.Sessions.Where(x => x.PersonId == person.Id).ExecuteUpdateAsync(x => x.SetProperty(session => session.ProvedAt, DateTimeOffset.UnixEpoch)), CancellationToken.None);
        Assert.Equal($"/account?with={id}&problem=NotProved", (await browser.GetAsync($"/account/connections/{id}/new")).Headers.Location!.OriginalString);

        Says(email, email, claims => claims["auth_time"] = FakeProvider.Now(-900));
        Assert.Equal($"/account/confirmed?with={id}&problem=NotAsked", await ProveAsync());
        Assert.Equal(("login", "0"), (Provider.Asked["prompt"], Provider.Asked["max_age"]));
        Says("somebody else", email);
        Assert.Equal($"/account/confirmed?with={id}&problem=OtherPerson", await ProveAsync());
        Assert.False(await IsProvedAsync());
        Says(email, email);
        Assert.Equal("/account/confirmed", await ProveAsync());
        Assert.True(await IsProvedAsync());

        // Asked for in a session that is over, by the same person in the same browser.
        using var asked = await browser.GetAsync($"/account/connections/{id}/proof");
        var late = await Provider.VisitAsync(asked.Headers.Location!);
        await App.Get<Sessions>().EndAllAsync(person.Id, CancellationToken.None);
        Says(email, email, claims => claims.Remove("auth_time"));
        (await SignInAsync(browser, id)).Dispose();
        Says(email, email);
        using var refused = await browser.GetAsync(late);
        Assert.Equal($"/account/confirmed?with={id}&problem=Expired", refused.Headers.Location!.OriginalString);
        Assert.False(await IsProvedAsync());

        async Task<string> ProveAsync()
        {
            using var there = await browser.GetAsync($"/account/connections/{id}/proof");
            using var back = await browser.GetAsync(await Provider.VisitAsync(there.Headers.Location!));
            return back.Headers.Location!.OriginalString;
        }
    }

    [Fact]
    public async Task Proof_OfASession_CountsFromWhenItWasAskedForAndForNoLaterSession()
    {
        var member = await MemberAsync(Role.Editor);
        var sessions = App.Get<Sessions>();
        var key = await TestTeam.SessionAsync(App, member);
        var begun = TimeProvider.System.GetUtcNow();
        Task ProvenAtAsync(DateTimeOffset at) => App.Get<Database>().WriteAsync(
            db => db.Sessions.Where(x => x.PersonId == member.Id).ExecuteUpdateAsync(x => x.SetProperty(session => session.StartedAt, begun.AddHours(-1)).SetProperty(session => session.ProvedAt, at)), CancellationToken.None);

        Assert.False(await sessions.ProvedAsync(key, begun.AddMinutes(-1), origin: null, CancellationToken.None));
        Assert.False(await sessions.ProvedAsync("no session", begun, origin: null, CancellationToken.None));

        await ProvenAtAsync(DateTimeOffset.UnixEpoch);
        Assert.True(await sessions.ProvedAsync(key, begun - ProofRules.Lasts, origin: null, CancellationToken.None));
        Assert.False(await sessions.IsProvedAsync(key, CancellationToken.None));
        Assert.True(await sessions.ProvedAsync(key, begun, origin: null, CancellationToken.None));
        Assert.True(await sessions.IsProvedAsync(key, CancellationToken.None));

        // An answer that comes late takes nothing back, unless the clock was ahead.
        Assert.True(await sessions.ProvedAsync(key, begun - ProofRules.Lasts, origin: null, CancellationToken.None));
        Assert.True(await sessions.IsProvedAsync(key, CancellationToken.None));
        await ProvenAtAsync(begun.AddHours(1));
        Assert.True(await sessions.ProvedAsync(key, begun, origin: null, CancellationToken.None));
        Assert.True(await sessions.IsProvedAsync(key, CancellationToken.None));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(" {0} - 1 Our login", true)]
    [InlineData(" {0} - 1", false)]
    [InlineData(" provider - 1 Our login", false)]
    [InlineData(" {0} - yesterday Our login", false)]
    public void SecondStep_WhoseProviderCantBeRead_IsNone(string origin, bool isRead)
    {
        var id = Guid.NewGuid();
        var text = $"{id} stamp False{string.Format(CultureInfo.InvariantCulture, origin, id)}";
        var browser = new DefaultHttpContext();
        var name = SecureCookies.NameOf("SocialProfiles.SecondStep", App.Get<PublicAddress>());
        browser.Request.Headers.Cookie = $"{name}={App.Get<IDataProtectionProvider>().CreateProtector("SocialProfiles.SecondStep.v1").ToTimeLimitedDataProtector().Protect(text, SecondStep.Lasts)}";

        var ticket = App.Get<SecondStepCookie>().Find(browser);

        Assert.Equal((isRead, isRead && origin.Length > 0), (ticket is not null, ticket?.Origin is not null));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task SecondStep_OfWhoeverSignedOutAtTheProviderMeanwhile_BeginsNoSession(bool namesPerson, bool namesSession)
    {
        var id = await AddAsync();
        var member = await MemberAsync(Role.Editor);
        Says($"of {member.Id}", member.Email);
        (await SignInAsync(App.Browser(), id)).Dispose();
        await App.Get<Database>().WriteAsync(db => db.Users.Where(x => x.Id == member.Id).ExecuteUpdateAsync(x => x.SetProperty(each => each.TwoFactorEnabled, true)), CancellationToken.None);
        using var browser = App.Browser();
        (await SignInAsync(browser, id)).Dispose();
        var token = Provider.LogoutClaims($"of {member.Id}");
        if (!namesPerson)
        {
            token.Remove("sub");
        }

        if (namesSession)
        {
            token["sid"] = "session-there";
        }

        using var wrong = await browser.SubmitAsync("/sign-in/second-step", ("Form.Code", "000000"));
        Assert.Contains("This code doesn't work", await PageClient.ProblemAsync(wrong), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await LogoutAsync(id, FakeProvider.Token(token)));
        using var refused = await browser.SubmitAsync("/sign-in/second-step", ("Form.Code", "000000"));

        Assert.Contains("You signed out at Provider", await PageClient.ProblemAsync(refused), StringComparison.Ordinal);
        using var over = await browser.GetAsync("/sign-in/second-step");
        Assert.Equal("/sign-in", new Uri(App.Address, over.Headers.Location!).PathAndQuery);

        // Signed in there once more, they may go on.
        (await SignInAsync(browser, id)).Dispose();
        using var again = await browser.SubmitAsync("/sign-in/second-step", ("Form.Code", "000000"));
        Assert.Contains("This code doesn't work", await PageClient.ProblemAsync(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_SaysWhatIsWrongAndWhoWouldBeLetIn()
    {
        var id = await AddAsync(form => form with { NewRole = Role.Editor });
        var form = (await App.Get<SignOnList>().FindAsync(id, CancellationToken.None))!.Form;
        async Task<SignOnProblem?> ProblemOfAsync(SignOnProviderRequest changed)
        {
            Assert.True((await SaveAsync(id, changed)).Succeeded);
            return (await App.Get<TestSignOnProvider>().ExecuteAsync(id, "https://agency.example/return", CancellationToken.None)).Problem;
        }

        Assert.Null(await ProblemOfAsync(form));
        Assert.Equal(SignOnProblem.SecretWrong, await ProblemOfAsync(form with { Secret = "another" }));
        Assert.Equal(SignOnProblem.IssuerDiffers, await ProblemOfAsync(form with { Secret = "x", Authority = Provider.Address + "/other" }));
        Assert.Equal(SignOnProblem.NoPkce, await ProblemOfAsync(form with { Secret = "x", Authority = Provider.Address + "/plain" }));
        Assert.Equal(SignOnProblem.NoDocument, await ProblemOfAsync(form with { Secret = "x", Authority = Provider.Address + "/nothing" }));
        Assert.Equal(SignOnProblem.NotReached, await ProblemOfAsync(form with { Secret = "x", Authority = "http://127.0.0.1:9" }));
        Assert.Null(await ProblemOfAsync(form with { Secret = FakeProvider.Secret }));

        Says("new", "new.one@agency.example");
        using var owner = await App.SignedInAsync();
        using var there = await owner.GetAsync($"/settings/single-sign-on/{id}/test");
        using var back = await owner.GetAsync(await Provider.VisitAsync(there.Headers.Location!));
        Assert.Equal($"/settings/single-sign-on/{id}?tested=true", back.Headers.Location!.OriginalString);
        Assert.Null(await PersonAsync("new.one@agency.example"));

        // One that comes back to another session is none, and isn't taken for the one before.
        var ownerId = (await PersonAsync(TestApp.AdminEmail))!.Id;
        Assert.Null(App.Get<SignOnTrials>().Find(ownerId, id)!.Problem);
        using var begun = await owner.GetAsync($"/settings/single-sign-on/{id}/test");
        var late = await Provider.VisitAsync(begun.Headers.Location!);
        await App.Get<Sessions>().EndAllAsync(ownerId, CancellationToken.None);
        (await owner.SignInAsync(TestApp.AdminEmail, TestApp.AdminPassword)).Dispose();
        using var expired = await owner.GetAsync(late);
        Assert.Equal(SignOnProblem.Expired, App.Get<SignOnTrials>().Find(ownerId, id)!.Problem);
    }

    [Fact]
    public async Task Provider_SavedByAnybodyButAnOwner_IsRefusedAndItsSecretIsSealed()
    {
        var admin = await MemberAsync(Role.Admin);
        Assert.IsType<ConflictError>((await App.Get<SaveSignOnProvider>().ExecuteAsync(null, Provider.Form("Mine"), TestTeam.As(admin.Email!), CancellationToken.None)).Failure);
        Assert.Equal("domains", Assert.IsType<InvalidError>((await SaveAsync(null, Provider.Form("Open") with { Domains = "" })).Failure).Field);
        Assert.Equal("authority", Assert.IsType<InvalidError>((await SaveAsync(null, Provider.Form("Plain") with { Authority = "http://login.agency.example" })).Failure).Field);
        var id = await AddAsync();
        var stored = await App.Get<Database>().ReadAsync(db => db.SignOnProviders.SingleAsync(x => x.Id == id), CancellationToken.None);
        Assert.DoesNotContain(FakeProvider.Secret, stored.SealedSecret, StringComparison.Ordinal);
    }

    public ValueTask InitializeAsync()
    {
        Provider.Sign = FakeProvider.Token;
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in await App.Get<SignOnList>().AllAsync(CancellationToken.None))
        {
            await App.Get<SaveSignOnProvider>().RemoveAsync(provider.Id, TestTeam.Owner, CancellationToken.None);
        }
    }

    private void Says(string subject, string? email, Action<JsonObject>? more = null) => Provider.Claims = claims =>
    {
        (claims["sub"], claims["email"], claims["email_verified"]) = (subject, email, true);
        if (email is null)
        {
            claims.Remove("email");
        }

        more?.Invoke(claims);
    };

    private async Task<Guid> AddAsync(Func<SignOnProviderRequest, SignOnProviderRequest>? change = null)
    {
        var form = Provider.Form($"Provider {Interlocked.Increment(ref _count)}");
        return (await SaveAsync(null, change?.Invoke(form) ?? form)).Value;
    }

    private Task<Result<Guid, UseCaseError>> SaveAsync(Guid? id, SignOnProviderRequest form) => App.Get<SaveSignOnProvider>().ExecuteAsync(id, form, TestTeam.Owner, CancellationToken.None);

    private Task<Person> MemberAsync(Role role) => TestTeam.JoinAsync(App, $"{Guid.NewGuid():N}@agency.example", role);

    private Task<Person?> PersonAsync(string email) => App.Get<Database>().ReadAsync(db => db.Users.SingleOrDefaultAsync(x => x.Email == email), CancellationToken.None);

    private Task<List<ActivityEntry>> ActivityAsync() => App.Get<Database>().ReadAsync(db => db.Activity.ToListAsync(), CancellationToken.None);

    private static async Task<Uri> BeginAsync(PageClient browser, Guid id, string query = "")
    {
        using var answer = await browser.GetAsync($"/sign-in/with/{id}{query}");
        return answer.Headers.Location!;
    }

    private async Task<HttpResponseMessage> SignInAsync(PageClient browser, Guid id, string query = "") => await browser.GetAsync(await Provider.VisitAsync(await BeginAsync(browser, id, query)));

    private async Task<string> ProblemAsync(PageClient browser, Guid id)
    {
        using var answer = await SignInAsync(browser, id);
        var to = answer.Headers.Location!.OriginalString;
        Assert.StartsWith($"/sign-in?with={id}&problem=", to, StringComparison.Ordinal);
        return to[(to.LastIndexOf('=') + 1)..];
    }

    private async Task<HttpStatusCode> LogoutAsync(Guid id, string token)
    {
        using var answer = await App.Api(null).PostAsync(new Uri($"/sign-in/with/{id}/signed-out", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("logout_token", token)]));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        return answer.StatusCode;
    }

    /// <summary>One application and one provider for the class.</summary>
    public sealed class Running : IAsyncLifetime
    {
        public TestApp App { get; private set; } = null!;

        internal FakeProvider Provider { get; private set; } = null!;

        public async ValueTask InitializeAsync() => (App, Provider) = (await TestApp.StartAsync(("Web:VisitorRequestsPerMinute", "0")), await FakeProvider.StartAsync());

        public async ValueTask DisposeAsync()
        {
            await App.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }
}
