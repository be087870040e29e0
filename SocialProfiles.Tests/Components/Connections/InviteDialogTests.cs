using AngleSharp.Html.Dom;
using Bunit;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Web.Components.Connections;

namespace SocialProfiles.Tests.Components.Connections;

public sealed class InviteDialogTests() : UseCaseComponentTests(
    ("Platforms:Instagram:AppId", "1234567890"), ("Platforms:Instagram:AppSecret", "secret"), ("Platforms:TikTok:ClientKey", "aw123"), ("Platforms:TikTok:ClientSecret", "secret"))
{
    [Fact]
    public void Platforms_Offered_AreThoseThatAreSetUpAndTheOthersSayWhatIsMissing()
    {
        var dialog = Open(Guid.NewGuid());

        Assert.Equal([("Instagram", true, false), ("TikTok", true, false), ("YouTube", false, true)], Boxes(dialog).Select(box => (Label(box), box.IsChecked, box.IsDisabled)));
        Assert.Equal("/settings/platforms/youtube", dialog.Find(".invite-platform a").GetAttribute("href"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("91")]
    [InlineData("")]
    public async Task Days_OutOfBounds_AreRefusedWithASentence(string days)
    {
        await NameAgencyAsync();
        var dialog = Open(await TalentAsync());
        dialog.Find("#invite-days").Change(days);

        await dialog.Find("form").SubmitAsync();

        await dialog.WaitForAssertionAsync(() => Assert.Contains("1 to 90 days", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(dialog.FindAll("#invitation-link"));
    }

    [Fact]
    public async Task Link_Made_IsForTheChosenPlatformsAndShownOnce()
    {
        var talent = await TalentAsync();
        await NameAgencyAsync();
        var dialog = Open(talent);
        Boxes(dialog).Single(box => Label(box) == "TikTok").Change(false);

        await dialog.Find("form").SubmitAsync();

        await dialog.WaitForAssertionAsync(() => Assert.StartsWith("http://localhost/invitation/", dialog.Find("#invitation-link").GetAttribute("value"), StringComparison.Ordinal));
        Assert.Empty(dialog.FindAll("form"));
        var invitation = Assert.Single((await Get<InvitationList>().OfTalentAsync(talent, TestContext.Current.CancellationToken)));
        Assert.Equal(["INSTAGRAM"], invitation.Platforms.Select(platform => platform.Platform));
        dialog.Button("Done").Click();
        Assert.True(HasClosedDialog);
    }

    [Fact]
    public async Task AgencyName_NotSetYet_IsAskedForBeforeTheFirstLink()
    {
        var talent = await TalentAsync();
        var dialog = Open(talent);

        await dialog.Find("form").SubmitAsync();
        await dialog.WaitForAssertionAsync(() => Assert.Contains("Enter your agency's name", dialog.Find("#invite-agency-says").TextContent, StringComparison.Ordinal));
        Assert.Empty(await Get<InvitationList>().OfTalentAsync(talent, TestContext.Current.CancellationToken));
        dialog.Find("#invite-agency").Change("Studio Nord");
        await dialog.Find("form").SubmitAsync();

        await dialog.WaitForAssertionAsync(() => Assert.Contains("Studio Nord would like to see", dialog.Find("#invitation-message").GetAttribute("value"), StringComparison.Ordinal));
        Assert.Equal("Studio Nord", (await Get<AgencyDirectory>().GetNameAsync(TestContext.Current.CancellationToken)).Value);
        Assert.Empty(Open(talent).FindAll("#invite-agency"));
    }

    [Fact]
    public async Task Cancel_Pressed_ClosesAndInvitesNobody()
    {
        var talent = await TalentAsync();

        Open(talent).Button("Cancel").Click();

        Assert.True(HasClosedDialog);
        Assert.Empty(await Get<InvitationList>().OfTalentAsync(talent, TestContext.Current.CancellationToken));
    }

    private static IEnumerable<IHtmlInputElement> Boxes(IRenderedComponent<InviteDialog> dialog) => dialog.FindAll("input[type=checkbox]").Cast<IHtmlInputElement>();

    private static string Label(IHtmlInputElement box) => RenderedText.Fold(box.ParentElement!.TextContent);

    private async Task NameAgencyAsync() => await Get<RenameAgency>().AdoptAsync("Studio Nord", CancellationToken.None);

    private IRenderedComponent<InviteDialog> Open(Guid talent) => Render<InviteDialog>(parameters => parameters.Add(dialog => dialog.TalentId, talent));
}
