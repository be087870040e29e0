using AngleSharp.Html.Dom;
using Bunit;
using SocialProfiles.Core.Connections;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Connections;

namespace SocialProfiles.Tests.Components.Connections;

public sealed class ConnectProfileFormTests() : UseCaseComponentTests(("Platforms:Instagram:AppId", "1234567890"), ("Platforms:Instagram:AppSecret", "secret"))
{
    private readonly List<ConnectionView> _connected = [];

    [Fact]
    public async Task Connect_LinkOfAnotherPlatform_SwitchesThePicker()
    {
        var form = Show(await TalentAsync());
        Assert.Equal("INSTAGRAM", Chosen(form));

        _ = form.Find("#connect-handle").InputAsync("https://www.youtube.com/@mara.films?si=x");

        Assert.Equal("YOUTUBE", Chosen(form));
        Assert.Equal("Connects @mara.films on YouTube.", RenderedText.Fold(form.Find("#connect-says").TextContent));
        await SubmitAsync(form);
        await form.WaitForAssertionAsync(() => Assert.Equal(("YOUTUBE", "mara.films"), (Assert.Single(_connected).Platform, _connected[0].Handle)));
    }

    [Theory]
    [InlineData("?connect=youtube&handle=maya.travels", "YOUTUBE", "Connects @maya.travels on YouTube.")]
    [InlineData("?connect=nowhere&handle=maya.travels", "INSTAGRAM", "Connects @maya.travels on Instagram.")]
    [InlineData("?connect=TIKTOK", "TIKTOK", "")]
    public async Task Link_ProposesAHandle_FillsItInAndConnectsNothing(string query, string platform, string says)
    {
        var talent = await TalentAsync();
        Get<Microsoft.AspNetCore.Components.NavigationManager>().NavigateTo($"/talents/{talent}{query}");

        var form = Show(talent);

        Assert.Equal(platform, Chosen(form));
        Assert.Equal(says, RenderedText.Fold(form.Find("#connect-says").TextContent));
        Assert.Empty((await Get<ConnectionList>().OfTalentAsync(talent, TestContext.Current.CancellationToken))!);
    }

    [Theory]
    [InlineData("mara lind")]
    [InlineData("https://instagram.com.evil.io/mara")]
    [InlineData("https://instagram.com@evil.io/mara")]
    [InlineData("http://127.0.0.1/mara")]
    [InlineData("../../etc/passwd")]
    [InlineData("mara🎉")]
    [InlineData("")]
    public async Task Connect_WhatIsNoHandle_IsRefusedWithASentenceAndConnectsNothing(string text)
    {
        var talent = await TalentAsync();
        var form = Show(talent);
        _ = form.Find("#connect-handle").InputAsync(text);

        await SubmitAsync(form);

        await form.WaitForAssertionAsync(() => Assert.EndsWith(".", RenderedText.Fold(form.Find("[role=alert]").TextContent), StringComparison.Ordinal));
        Assert.Equal("true", form.Find("#connect-handle").GetAttribute("aria-invalid"));
        Assert.Empty(_connected);
        Assert.Empty((await Get<ConnectionList>().OfTalentAsync(talent, TestContext.Current.CancellationToken))!);
    }

    [Fact]
    public async Task Connect_AccountOfAnotherTalent_LinksToTheTalentWhoHasIt()
    {
        var owner = await TalentAsync("Ada Owner");
        await Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(owner, "INSTAGRAM", "shared.name"), TestCore.Admin, TestContext.Current.CancellationToken);
        var form = Show(await TalentAsync("Bob Other"));
        _ = form.Find("#connect-handle").InputAsync("Shared.Name");

        await SubmitAsync(form);

        await form.WaitForAssertionAsync(() => Assert.Equal(("Open Ada Owner", $"/talents/{owner}"), (form.Find("[role=alert] a").TextContent, form.Find("[role=alert] a").GetAttribute("href"))));
    }

    [Fact]
    public async Task Connect_Accepted_SaysSoAndIsReadyForTheNext()
    {
        var form = Show(await TalentAsync());
        _ = form.Find("#connect-handle").InputAsync("@mara.lind");

        await SubmitAsync(form);

        await form.WaitForAssertionAsync(() => Assert.Equal("@mara.lind on Instagram is connected. Its first sync is queued.", form.Find("[role=status]").TextContent));
        Assert.Equal("", form.Find("#connect-handle").GetAttribute("value") ?? "");
        Assert.Equal("mara.lind", Assert.Single(_connected).Handle);
    }

    [Fact]
    public async Task Typing_AccountOfAnotherTalent_SaysWhoHasItBeforeAnythingIsPressed()
    {
        var owner = await TalentAsync("Ada Owner");
        await Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(owner, "INSTAGRAM", "shared.name"), TestCore.Admin, TestContext.Current.CancellationToken);
        var form = Show(await TalentAsync("Bob Other"));

        _ = form.Find("#connect-handle").InputAsync("@Shared.Name");
        Time.Advance(TimeSpan.FromMilliseconds(400));

        await form.WaitForAssertionAsync(() => Assert.StartsWith("@shared.name on Instagram is already connected, to Ada Owner.", RenderedText.Fold(form.Find("[role=alert]").TextContent), StringComparison.Ordinal));
        _ = form.Find("#connect-handle").InputAsync("@Shared.Name2");
        await form.WaitForAssertionAsync(() => Assert.Empty(form.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task Typing_AccountThatTheTalentHasAlready_SaysThatConnectingRefreshesIt()
    {
        var talent = await TalentAsync();
        await Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "INSTAGRAM", "mara.lind"), TestCore.Admin, TestContext.Current.CancellationToken);
        var form = Show(talent);

        _ = form.Find("#connect-handle").InputAsync("mara.lind");
        Time.Advance(TimeSpan.FromMilliseconds(400));

        await form.WaitForAssertionAsync(() => Assert.Equal(
            "@mara.lind on Instagram is already connected here. Connecting it again refreshes it.", RenderedText.Fold(form.Find("#connect-says").TextContent)));
    }

    // Nobody wants to read that a handle is wrong while still typing it.
    [Fact]
    public async Task Typing_WhatIsNoHandleYet_IsSpokenOfWhenItPauses()
    {
        var form = Show(await TalentAsync());

        _ = form.Find("#connect-handle").InputAsync("mara lind");
        Time.Advance(TimeSpan.FromMilliseconds(399));
        Assert.Empty(form.FindAll("[role=alert]"));
        Time.Advance(TimeSpan.FromMilliseconds(1));

        form.WaitForAssertion(() => Assert.Single(form.FindAll("[role=alert]")));
    }

    [Fact]
    public async Task Platform_NotSetUpHere_SaysWhatIsMissingAndLinksToTheHelp()
    {
        var form = Show(await TalentAsync());

        form.FindAll("input[type=radio]").OfType<IHtmlInputElement>().Single(radio => radio.Value == "YOUTUBE").Change("YOUTUBE");

        Assert.Contains("YouTube isn't set up here yet.", form.Text(), StringComparison.Ordinal);
        Assert.Equal("/help/youtube", form.Find(".connect-access a").GetAttribute("href"));
    }

    private static string Chosen(IRenderedComponent<ConnectProfileForm> form) => form.Find("input[type=radio][checked]").GetAttribute("value")!;

    private static Task SubmitAsync(IRenderedComponent<ConnectProfileForm> form) => form.Find("form").SubmitAsync();

    private IRenderedComponent<ConnectProfileForm> Show(Guid talent) =>
        Render<ConnectProfileForm>(parameters => parameters.Add(form => form.TalentId, talent).Add(form => form.Connected, connection => _connected.Add(connection)));
}
