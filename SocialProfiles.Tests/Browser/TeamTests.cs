using Microsoft.Playwright;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Team;
using SocialProfiles.Tests.TestKit;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

/// <summary>An owner invites a colleague, who joins on a phone; what each sees is what their role includes.</summary>
public sealed class TeamTests(Chromium chromium)
{
    [Fact]
    public async Task Colleague_InvitedAsViewer_SeesTalentsAndNothingToChangeUntilMadeAnEditor()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<AddSampleTalents>().ExecuteAsync(Actor.System, CancellationToken.None);
        await using var owner = await AdminBrowser.SignedInAsync(chromium, app);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Settings" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Team" }).ClickAsync();
        await owner.Page.GetByLabel("E-mail address", new() { Exact = true }).FillAsync("ines@agency.example");
        await owner.Page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("Viewer");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Create invitation link" }).ClickAsync();
        await Expect(owner.Page.GetByRole(AriaRole.Heading, new() { Name = "Link for ines@agency.example" })).ToBeVisibleAsync();
        await owner.AssertAccessibleAsync();
        await owner.AssertFitsAsync();
        var link = await owner.Page.GetByLabel("Invitation link", new() { Exact = true }).InputValueAsync();

        await using var phone = await AdminBrowser.OpenAsync(chromium, app, 390, scheme: ColorScheme.Dark);
        await phone.Page.GotoAsync(link);
        await Expect(phone.Page.GetByText("invites you as a viewer")).ToBeVisibleAsync();
        await phone.AssertAccessibleAsync();
        await phone.AssertFitsAsync();
        await phone.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestTeam.Password);
        await phone.Page.GetByLabel("Password again").FillAsync(TestTeam.Password);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Join and sign in" }).ClickAsync();

        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Add talent" })).ToHaveCountAsync(0);
        await Expect(phone.Page.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToHaveCountAsync(0);
        await phone.Page.GetByRole(AriaRole.Link, new() { Name = "Maya" }).First.ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Social profiles" })).ToBeVisibleAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Invite talent" })).ToHaveCountAsync(0);
        await Expect(phone.Page.GetByLabel("Handle or link")).ToHaveCountAsync(0);
        await phone.AssertAccessibleAsync();
        await phone.AssertFitsAsync();
        await phone.Page.GotoAsync("/settings/team");
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "You can't see this page" })).ToBeVisibleAsync();

        await phone.Page.GotoAsync("/");
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Roster", Exact = true })).ToBeVisibleAsync();
        await owner.Page.ReloadAsync();
        await owner.Page.GetByLabel("Role for ines@agency.example").SelectOptionAsync("Editor");
        await owner.AssertAccessibleAsync();
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Change role" }).ClickAsync();
        await Expect(owner.Page.GetByText("ines@agency.example is now an editor.")).ToBeVisibleAsync();

        // The page that was open ends, and after signing in again there is more to do.
        await Expect(phone.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await phone.Page.GetByLabel("E-mail").FillAsync("ines@agency.example");
        await phone.Page.GetByLabel("Password").FillAsync(TestTeam.Password);
        await phone.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Expect(phone.Page.GetByRole(AriaRole.Button, new() { Name = "Add talent" })).ToBeVisibleAsync();
        Assert.Contains((await app.Get<TeamList>().GetAsync(CancellationToken.None)).Members, member => member is { Email: "ines@agency.example", Role: Role.Editor });
    }
}
