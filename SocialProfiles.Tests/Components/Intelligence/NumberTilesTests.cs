using AngleSharp.Dom;
using Bunit;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Intelligence;

namespace SocialProfiles.Tests.Components.Intelligence;

/// <summary>What the tiles say of their numbers.</summary>
public sealed class NumberTilesTests : ComponentTests
{
    [Fact]
    public void Number_AskedAbout_SaysWhatItIsFromWhenHowMuchIsKnownAndWhereItWasRead()
    {
        var tile = Tile("Followers", FakeNumbers.Account("INSTAGRAM", "mara", Metric.Of(12_412), 12_072, null, null, 12_412));

        var button = tile.QuerySelector("button")!;
        var card = tile.QuerySelector($"#{button.GetAttribute("popovertarget")}")!;
        Assert.Equal("Followers: 12,412", button.QuerySelector(".sp-unseen")!.TextContent);
        Assert.Contains("Followers now, over 1 profile.", tile.QuerySelector($"#{button.GetAttribute("aria-describedby")}")!.TextContent, StringComparison.Ordinal);
        Assert.True(card.HasAttribute("popover"));
        var text = RenderedText.Fold(card.TextContent);
        Assert.Contains("1 Nov – 7 Nov 2026. 2 of 7 days so far known.", text, StringComparison.Ordinal);
        Assert.Contains("@mara: Instagram API v25.0, business_discovery, public, read 2026-11-07 12:00:00 UTC", text, StringComparison.Ordinal);
        Assert.Contains("+340 (+2.8%)", RenderedText.Fold(tile.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public void Number_ThatAProfileHides_IsADashWithTheReasonAndNeverZero()
    {
        var tile = Tile("Followers", FakeNumbers.Account("YOUTUBE", "mara", Metric.Unknown(MetricGap.Hidden)));

        Assert.Equal("–", tile.QuerySelector("button [aria-hidden]")!.TextContent);
        Assert.Contains("@mara on YouTube: Unknown: the account hides it.", tile.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Number_ThatOneOfTwoProfilesHides_IsAtLeastAndNamesTheOther()
    {
        var tile = Tile("Followers", FakeNumbers.Account("INSTAGRAM", "mara", Metric.Of(500), 400, 500), FakeNumbers.Account("YOUTUBE", "hidden", Metric.Unknown(MetricGap.Hidden)));

        Assert.Equal("500+", tile.QuerySelector("button [aria-hidden]")!.TextContent);
        Assert.Contains("@hidden on YouTube: Unknown: the account hides it.", tile.TextContent, StringComparison.Ordinal);
        Assert.Contains("Growth of 1 of 2 profiles", tile.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Number_ThatAPlatformDoesNotGive_SaysSo()
    {
        var tile = Tile("Shares", FakeNumbers.Account("INSTAGRAM", "mara", Metric.Of(500)));

        Assert.Contains("@mara on Instagram: Unknown: Instagram doesn't provide this number.", tile.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Change_AgainstPostsThatWereNeverRead_IsNotShown()
    {
        var known = FakeNumbers.Account("INSTAGRAM", "mara", Metric.Of(500));
        Assert.Contains("+300 (+300%)", RenderedText.Fold(Tile("Views", known).TextContent), StringComparison.Ordinal);

        var tile = Tile("Views", known with { PostsKnownSince = new DateOnly(2026, 10, 30) });

        Assert.Contains("Not compared: posts before 30 Oct 2026 weren't read", tile.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Posts", "+2 (+100%)")]
    [InlineData("Engagement by followers", "Not compared: followers weren't known when the period began")]
    [InlineData("Engagement by views", "Not compared: those numbers weren't known in the period before")]
    [InlineData("Views", "Not compared: those numbers weren't known in the period before")]
    public void Change_OfAProfileThatIsNew_SaysWhatWasNotKnownAndNotThatThereWereNoPosts(string name, string said)
    {
        var isNew = FakeNumbers.Account("INSTAGRAM", "mara", Metric.Of(500));

        var tile = Tile(name, isNew with
        {
            PostsBefore = isNew.PostsBefore with { Views = new Total(null, 0, 2), ByFollowers = EngagementRate.Of([(null, 40, 2)]), ByViews = EngagementRate.ByViews(0, 0) },
        });

        Assert.Equal(said, RenderedText.Fold(tile.QuerySelector(".tile-change, .tile-note")!.TextContent));
    }

    [Theory]
    [InlineData("Engagement by views", MetricGap.Unbelievable, "Unknown: YouTube gave a number that can't be right.")]
    [InlineData("Engagement by views", MetricGap.NotGranted, "Unknown: needs the talent's permission.")]
    public void Rate_WithoutViews_SaysWhyTheViewsAreUnknown(string name, MetricGap views, string why)
    {
        var account = FakeNumbers.Account("YOUTUBE", "mara", Metric.Of(500));

        var tile = Tile(name, account with { Posts = account.Posts with { Views = new Total(null, 0, 4), ByViews = EngagementRate.ByViews(0, 0), Gaps = account.Posts.Gaps with { Views = views } } });

        Assert.Contains($"@mara on YouTube: {why}", tile.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, "300 views", "The post with the most views of the period, without a date by @mara on TikTok.")]
    [InlineData(3, "57 interactions", "The post with the most likes, comments and shares of the period, without a date by @mara on TikTok.")]
    public void Best_Shown_SaysByWhatItIsTheBest(int viewed, string value, string what)
    {
        var account = FakeNumbers.Account("TIKTOK", "mara", Metric.Of(500));
        IntelligencePost best = new("TIKTOK", "mara", new() { PlatformPostId = "1", Views = 300, Likes = 50, Comments = 7 });

        var figure = new TileFigures(FakeNumbers.Of(account with { Posts = account.Posts with { ViewedPosts = viewed, RatedPosts = 4 } }), FakeNumbers.Period.To, Get<PlatformCatalog>(), best)
            .All.Single(figure => figure.Name == "Best post");

        Assert.Equal((value, what, "Known for 4 of 4 posts"), (figure.Text, figure.What, figure.Known));
    }

    [Fact]
    public void Best_CaptionWithMarkup_IsText()
    {
        var numbers = FakeNumbers.Of(FakeNumbers.Account("TIKTOK", "mara", Metric.Of(500)));
        IntelligencePost best = new("TIKTOK", "mara", new() { PlatformPostId = "1", Text = "<script>alert(1)</script> مرحبا 🎉", Views = 300 });

        var tiles = Render<NumberTiles>(parameters => parameters.Add(x => x.Figures, new TileFigures(numbers, FakeNumbers.Period.To, Get<PlatformCatalog>(), best).All));

        Assert.Empty(tiles.FindAll("script"));
        Assert.Equal("<script>alert(1)</script> مرحبا 🎉", tiles.FindAll(".tile-text bdi")[^1].TextContent);
    }

    private IElement Tile(string name, params AccountIntelligence[] accounts)
    {
        var figures = new TileFigures(FakeNumbers.Of(accounts), FakeNumbers.Period.To, Get<PlatformCatalog>(), best: null).All;
        return Render<NumberTiles>(parameters => parameters.Add(tiles => tiles.Figures, figures)).FindAll(".tile").Single(tile => tile.QuerySelector("dt")!.TextContent == name);
    }
}
