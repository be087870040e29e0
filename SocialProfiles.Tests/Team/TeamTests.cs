using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Team;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Team;

/// <summary>One application for all of them: each test has people of its own, beside the owner who set it up.</summary>
public sealed class TeamTests(TeamTests.Running running) : IClassFixture<TeamTests.Running>
{
    private TestApp App => running.App;

    private ChangeMember Changing => App.Get<ChangeMember>();

    [Fact]
    public async Task Join_FromTheLink_IsSignedInWithTheRoleAndTheLinkIsUsedUp()
    {
        var link = (await TestTeam.InviteAsync(App, "join@agency.example", Role.Editor)).Value;
        using var browser = App.Browser();

        using var joined = await browser.SubmitAsync($"/join/{link.Token}", ("Form.Password", TestTeam.Password), ("Form.Repeated", TestTeam.Password));
        using var again = await browser.GetAsync($"/join/{link.Token}");

        Assert.Equal(HttpStatusCode.Redirect, joined.StatusCode);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await StatusAsync(browser, "/"), await StatusAsync(browser, "/settings/team")));
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Contains("This link no longer works", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short", "short", "at least")]
    [InlineData(TestTeam.Password, "four other quiet wards", "The two passwords differ.")]
    public async Task Join_PasswordThatCannotBeTaken_SaysSoAndKeepsTheLink(string password, string repeated, string sentence)
    {
        var link = (await TestTeam.InviteAsync(App, $"{Guid.NewGuid():N}@agency.example", Role.Viewer)).Value;
        using var browser = App.Browser();

        using var refused = await browser.SubmitAsync($"/join/{link.Token}", ("Form.Password", password), ("Form.Repeated", repeated));

        Assert.Contains(sentence, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, $"/join/{link.Token}"));
        Assert.Equal(0, await App.Get<Database>().ReadAsync(db => db.Users.CountAsync(x => x.Email == link.Email), CancellationToken.None));
    }

    [Fact]
    public async Task Join_SameLinkFromManyAtOnce_MakesOneAccount()
    {
        var link = (await TestTeam.InviteAsync(App, "many@agency.example", Role.Viewer)).Value;
        var browsers = Enumerable.Range(0, 5).Select(_ => App.Browser()).ToArray();

        // All have the page open before the first of them sends it: afterwards the link is used up.
        var forms = await Task.WhenAll(browsers.Select(browser => browser.HiddenAsync($"/join/{link.Token}")));
        var answers = await Task.WhenAll(browsers.Zip(forms, async (browser, hidden) =>
        {
            using var _ = browser;
            using var answer = await browser.PostAsync($"/join/{link.Token}", [.. hidden, ("Form.Password", TestTeam.Password), ("Form.Repeated", TestTeam.Password)]);
            return answer.StatusCode;
        }));

        Assert.Single(answers, HttpStatusCode.Redirect);
        Assert.Equal(1, await App.Get<Database>().ReadAsync(db => db.Users.CountAsync(x => x.Email == link.Email), CancellationToken.None));
    }

    [Fact]
    public async Task Invite_SameAddressAgain_OnlyTheNewLinkWorks()
    {
        var first = (await TestTeam.InviteAsync(App, "again@agency.example", Role.Viewer)).Value;
        var second = (await TestTeam.InviteAsync(App, "AGAIN@agency.example", Role.Editor)).Value;
        using var browser = App.Browser();

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.OK), (await StatusAsync(browser, $"/join/{first.Token}"), await StatusAsync(browser, $"/join/{second.Token}")));
    }

    [Fact]
    public async Task Invite_RoleAboveOnesOwn_IsRefused()
    {
        await TestTeam.JoinAsync(App, "admin.two@agency.example", Role.Admin);
        await TestTeam.JoinAsync(App, "editor.two@agency.example", Role.Editor);

        Assert.True((await TestTeam.InviteAsync(App, "x1@agency.example", Role.Admin, TestTeam.As("admin.two@agency.example"))).Succeeded);
        Assert.IsType<ConflictError>((await TestTeam.InviteAsync(App, "x2@agency.example", Role.Owner, TestTeam.As("admin.two@agency.example"))).Failure);
        Assert.IsType<ConflictError>((await TestTeam.InviteAsync(App, "x3@agency.example", Role.Viewer, TestTeam.As("editor.two@agency.example"))).Failure);
        Assert.IsType<ConflictError>((await TestTeam.InviteAsync(App, "x4@agency.example", Role.Viewer, new Actor("Reporting", ActivitySource.Api))).Failure);
    }

    [Fact]
    public async Task Join_InviterDeactivatedOrWithALowerRoleByThen_LinkLetsNobodyIn()
    {
        var gone = await TestTeam.JoinAsync(App, "inviter.gone@agency.example", Role.Admin);
        var lower = await TestTeam.JoinAsync(App, "inviter.lower@agency.example", Role.Admin);
        var first = (await TestTeam.InviteAsync(App, "guest.one@agency.example", Role.Admin, TestTeam.As(gone.Email!))).Value;
        var second = (await TestTeam.InviteAsync(App, "guest.two@agency.example", Role.Admin, TestTeam.As(lower.Email!))).Value;
        using var browser = App.Browser();
        var before = (await StatusAsync(browser, $"/join/{first.Token}"), await StatusAsync(browser, $"/join/{second.Token}"));

        await Changing.DeactivateAsync(gone.Id, TestTeam.Owner, CancellationToken.None);
        await Changing.GiveRoleAsync(lower.Id, Role.Editor, TestTeam.Owner, CancellationToken.None);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), before);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (await StatusAsync(browser, $"/join/{first.Token}"), await StatusAsync(browser, $"/join/{second.Token}")));
        await TestTeam.InviteAsync(App, "guest.three@agency.example", Role.Admin);
        Assert.Equal(
            [("guest.three@agency.example", true), ("guest.two@agency.example", false), ("guest.one@agency.example", false)],
            (await App.Get<TeamList>().GetAsync(CancellationToken.None)).Invited.Where(invited => invited.Email.StartsWith("guest.", StringComparison.Ordinal)).Select(invited => (invited.Email, invited.LetsIn)));
    }

    [Fact]
    public async Task ReservedEmail_InvitationExpired_IsFreeAgain()
    {
        await TestTeam.InviteAsync(App, "late@agency.example", Role.Viewer);
        var now = TimeProvider.System.GetUtcNow();

        Task<bool> IsReservedAsync(DateTimeOffset at) =>
            App.Get<Database>().ReadAsync(db => new InvitedEmails(new TestClock(at)).IsReservedAsync(db, "LATE@AGENCY.EXAMPLE", CancellationToken.None), CancellationToken.None);

        Assert.Equal((true, false), (await IsReservedAsync(now), await IsReservedAsync(now.AddDays(InviteColleague.Days + 1))));
    }

    [Fact]
    public async Task ChangeEmail_ToAnAddressThatIsInvited_IsRefusedAndTheInvitationStays()
    {
        var link = (await TestTeam.InviteAsync(App, "boss@agency.example", Role.Owner)).Value;
        var viewer = await TestTeam.JoinAsync(App, "taker@agency.example", Role.Viewer);
        var key = await TestTeam.SessionAsync(App, viewer);
        await using var scope = App.Services.CreateAsyncScope();

        var problem = await scope.ServiceProvider.GetRequiredService<ChangeEmail>().ExecuteAsync(
            new SignedInPerson(viewer.Id, key, TestTeam.As(viewer.Email!)), TestTeam.Password, "Boss@agency.example", CancellationToken.None);

        Assert.Equal("Somebody has been invited to the team with this e-mail address. Enter another one.", problem!.Sentence);
        using var browser = App.Browser();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, $"/join/{link.Token}"));
    }

    [Fact]
    public async Task PasswordLink_ByAnAdmin_IsRefusedAndByAnOwnerEndsWithTheRole()
    {
        await using var agency = await TestApp.StartAsync();
        var admin = await TestTeam.JoinAsync(agency, "admin.links@agency.example", Role.Admin);
        var second = await TestTeam.JoinAsync(agency, "second.owner@agency.example", Role.Owner);
        var recovering = agency.Get<RecoverColleague>();

        var refused = await recovering.MakeLinkAsync(second.Id, TestTeam.As(admin.Email!), CancellationToken.None);
        var made = await recovering.MakeLinkAsync(admin.Id, TestTeam.As(second.Email!), CancellationToken.None);
        using var browser = agency.Browser();
        var before = await browser.PageAsync($"/recover/{made.Value.Token}");
        await agency.Get<ChangeMember>().DeactivateAsync(second.Id, TestTeam.Owner, CancellationToken.None);
        var after = await browser.PageAsync($"/recover/{made.Value.Token}");

        Assert.IsType<ConflictError>(refused.Failure);
        Assert.IsType<ConflictError>(await recovering.TurnOffSecondStepAsync(second.Id, TestTeam.As(admin.Email!), CancellationToken.None));
        Assert.NotNull(before.QuerySelector("form"));
        Assert.Null(after.QuerySelector("form"));
    }

    [Fact]
    public async Task Invite_SomebodyOfTheTeam_SaysWho()
    {
        var refused = await TestTeam.InviteAsync(App, TestApp.AdminEmail.ToUpperInvariant(), Role.Viewer);

        Assert.Equal($"{TestApp.AdminEmail} is already on the team, as an owner.", Assert.IsType<InvalidError>(refused.Failure).Sentence);
    }

    [Fact]
    public async Task GiveRole_ToSomebodySignedIn_EndsTheirSessionAndHoldsAfterwards()
    {
        var person = await TestTeam.JoinAsync(App, "rise@agency.example", Role.Viewer);
        using var before = await TestTeam.SignedInAsync(App, person.Email!);

        var given = await Changing.GiveRoleAsync(person.Id, Role.Admin, TestTeam.Owner, CancellationToken.None);
        using var after = await TestTeam.SignedInAsync(App, person.Email!);

        Assert.True(given.Succeeded);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (await StatusAsync(before, "/"), await StatusAsync(after, "/settings/team")));
    }

    [Fact]
    public async Task Change_ThatChangesNothing_SignsNobodyOut()
    {
        var person = await TestTeam.JoinAsync(App, "same@agency.example", Role.Editor);
        using var browser = await TestTeam.SignedInAsync(App, person.Email!);

        Assert.True((await Changing.GiveRoleAsync(person.Id, Role.Editor, TestTeam.Owner, CancellationToken.None)).Succeeded);
        Assert.True((await Changing.ReactivateAsync(person.Id, TestTeam.Owner, CancellationToken.None)).Succeeded);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/"));
    }

    [Fact]
    public async Task Deactivate_SomebodySignedIn_IsOutAndTheRightPasswordSaysWhy()
    {
        var person = await TestTeam.JoinAsync(App, "gone@agency.example", Role.Editor);
        using var browser = await TestTeam.SignedInAsync(App, person.Email!);

        await Changing.DeactivateAsync(person.Id, TestTeam.Owner, CancellationToken.None);
        using var right = await browser.SignInAsync(person.Email!, TestTeam.Password);
        using var wrong = await browser.SignInAsync(person.Email!, "not the password at all");

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser, "/"));
        Assert.Equal("Your account was deactivated. Ask an owner or an admin at your agency.", await PageClient.ProblemAsync(right));
        Assert.Equal("E-mail address and password don't match. Check both and try again.", await PageClient.ProblemAsync(wrong));
    }

    [Fact]
    public async Task Reactivate_SomebodyDeactivated_SignsInWithTheOldRole()
    {
        var person = await TestTeam.JoinAsync(App, "back@agency.example", Role.Editor);
        await Changing.DeactivateAsync(person.Id, TestTeam.Owner, CancellationToken.None);

        await Changing.ReactivateAsync(person.Id, TestTeam.Owner, CancellationToken.None);
        using var browser = await TestTeam.SignedInAsync(App, person.Email!);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await StatusAsync(browser, "/"), await StatusAsync(browser, "/activity")));
    }

    [Fact]
    public async Task Change_OfAnOwnerByAnAdmin_IsRefused()
    {
        var admin = await TestTeam.JoinAsync(App, "climber@agency.example", Role.Admin);
        var owner = await IdOfAsync(TestApp.AdminEmail);

        Assert.IsType<ConflictError>((await Changing.GiveRoleAsync(owner, Role.Viewer, TestTeam.As(admin.Email!), CancellationToken.None)).Failure);
        Assert.IsType<ConflictError>((await Changing.DeactivateAsync(owner, TestTeam.As(admin.Email!), CancellationToken.None)).Failure);
        Assert.IsType<ConflictError>((await Changing.GiveRoleAsync(admin.Id, Role.Owner, TestTeam.As(admin.Email!), CancellationToken.None)).Failure);
        Assert.IsType<ConflictError>((await Changing.HandOverAsync(owner, TestTeam.As(admin.Email!), CancellationToken.None)).Failure);
        Assert.Equal((Role.Owner, Role.Admin), (await RoleOfAsync(owner), await RoleOfAsync(admin.Id)));
    }

    [Fact]
    public async Task Change_OfOneself_IsRefused()
    {
        var owner = await IdOfAsync(TestApp.AdminEmail);

        Assert.IsType<ConflictError>((await Changing.DeactivateAsync(owner, TestTeam.Owner, CancellationToken.None)).Failure);
        Assert.IsType<ConflictError>((await Changing.GiveRoleAsync(owner, Role.Viewer, TestTeam.Owner, CancellationToken.None)).Failure);
        Assert.Equal(Role.Owner, await RoleOfAsync(owner));
    }

    [Fact]
    public async Task Deactivate_TheOnlyOwner_IsRefusedAlsoToTheCommandLine()
    {
        await using var alone = await TestApp.StartAsync();
        var owner = await alone.Get<Database>().ReadAsync(db => db.Users.Select(x => x.Id).SingleAsync(), CancellationToken.None);

        var refused = await alone.Get<ChangeMember>().DeactivateAsync(owner, Actor.System, CancellationToken.None);

        Assert.Equal("This is the only owner who can sign in. Make somebody else an owner first.", Assert.IsType<ConflictError>(refused.Failure).Sentence);
        using var browser = await alone.SignedInAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/settings/team"));
    }

    [Fact]
    public async Task GiveRole_TwoOwnersToEachOtherAtOnce_LeavesOne()
    {
        await using var two = await TestApp.StartAsync();
        var other = await TestTeam.JoinAsync(two, "second@agency.example", Role.Owner);
        var first = await two.Get<Database>().ReadAsync(db => db.Users.Where(x => x.Email == TestApp.AdminEmail).Select(x => x.Id).SingleAsync(), CancellationToken.None);
        var changing = two.Get<ChangeMember>();

        await Task.WhenAll(
            changing.GiveRoleAsync(first, Role.Viewer, TestTeam.As(other.Email!), CancellationToken.None),
            changing.GiveRoleAsync(other.Id, Role.Viewer, TestTeam.Owner, CancellationToken.None));

        Assert.Equal(1, await two.Get<Database>().ReadAsync(db => db.Users.CountAsync(x => x.Role == Role.Owner && x.DeactivatedAt == null), CancellationToken.None));
    }

    [Fact]
    public async Task HandOver_ToAColleague_SwapsTheRolesAndSignsBothOut()
    {
        await using var agency = await TestApp.StartAsync();
        var heir = await TestTeam.JoinAsync(agency, "heir@agency.example", Role.Editor);
        using var owner = await agency.SignedInAsync();
        using var colleague = await TestTeam.SignedInAsync(agency, heir.Email!);

        var handed = await agency.Get<ChangeMember>().HandOverAsync(heir.Id, TestTeam.Owner, CancellationToken.None);

        Assert.True(handed.Succeeded);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (await StatusAsync(owner, "/"), await StatusAsync(colleague, "/")));
        Assert.Equal(
            [(TestApp.AdminEmail, Role.Admin), ("heir@agency.example", Role.Owner)],
            (await agency.Get<TeamList>().GetAsync(CancellationToken.None)).Members.Select(member => (member.Email, member.Role)));
    }

    private static async Task<HttpStatusCode> StatusAsync(PageClient browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    private Task<Guid> IdOfAsync(string email) => App.Get<Database>().ReadAsync(db => db.Users.Where(x => x.Email == email).Select(x => x.Id).SingleAsync(), CancellationToken.None);

    private Task<Role> RoleOfAsync(Guid id) => App.Get<Database>().ReadAsync(db => db.Users.Where(x => x.Id == id).Select(x => x.Role).SingleAsync(), CancellationToken.None);

    public sealed class Running : IAsyncLifetime
    {
        public TestApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() => App = await TestApp.StartAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
