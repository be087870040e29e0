using AngleSharp.Html.Dom;
using Bunit;
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
        var dialog = Open(await TalentAsync());
        dialog.Find("#invite-days").Input(days);

        await dialog.Find("form").SubmitAsync();

        await dialog.WaitForAssertionAsync(() => Assert.Contains("1 to 90 days", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Empty(dialog.FindAll("[aria-label='Link for the talent']"));
    }

    [Fact]
    public async Task Link_Made_IsForTheChosenPlatformsAndShownOnce()
    {
        var talent = await TalentAsync();
        var dialog = Open(talent);
        Boxes(dialog).Single(box => Label(box) == "TikTok").Change(false);

        await dialog.Find("form").SubmitAsync();

        await dialog.WaitForAssertionAsync(() => Assert.StartsWith("http://localhost/invitation/", dialog.Find("[aria-label='Link for the talent']").GetAttribute("value"), StringComparison.Ordinal));
        Assert.Empty(dialog.FindAll("form"));
        var invitation = Assert.Single((await Get<InvitationList>().OfTalentAsync(talent, TestContext.Current.CancellationToken)));
        Assert.Equal(["INSTAGRAM"], invitation.Platforms.Select(platform => platform.Platform));
        dialog.Button("Done").Click();
        Assert.True(HasClosedDialog);
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

    private IRenderedComponent<InviteDialog> Open(Guid talent) => Render<InviteDialog>(parameters => parameters.Add(dialog => dialog.TalentId, talent));
}
