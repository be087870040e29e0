using Bunit;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Intelligence;

namespace SocialProfiles.Tests.Components.Intelligence;

/// <summary>What only a permission shows, and what is said where there is none.</summary>
public sealed class PrivateNumbersCardTests : ComponentTests
{
    [Fact]
    public void Audience_WhosePermissionEnded_SaysWhenItWasReadAndWhyNotSince()
    {
        var card = Card(new AudienceGroups(InsightMetric.FollowersByAge, [("18-24", 1)], MetricGap.NotGranted) { ReadOn = new DateOnly(2026, 6, 3) });

        var text = RenderedText.Fold(card.Find(".private-audience").TextContent);
        Assert.Contains("3 Jun 2026", text, StringComparison.Ordinal);
        Assert.Contains("100%", text, StringComparison.Ordinal);
        Assert.Contains("Since then unknown: needs the talent's permission.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Audience_ThatWasNeverThere_SaysWhy()
    {
        var card = Card(new AudienceGroups(InsightMetric.FollowersByAge, [], MetricGap.NoDataYet));

        Assert.Equal("Unknown: Instagram has no figure for it yet.", card.Find(".private-audience p").TextContent);
        Assert.Empty(card.FindAll(".private-audience :is(ul, button)"));
    }

    [Fact]
    public void Profile_ByHand_SaysWhatThePermissionWouldShow()
    {
        var byHand = FakeNumbers.Account("YOUTUBE", "mara", Metric.Of(500));

        var lines = Render<OnlyWithPermission>(parameters => parameters.Add(x => x.Numbers, FakeNumbers.Of(
            byHand, FakeNumbers.Account("INSTAGRAM", "granted", Metric.Of(500)) with { IsByConsent = true }, FakeNumbers.Account("BLUESKY", "mara.example", Metric.Of(500)))));

        Assert.Equal("@mara: Watch time, shares and viewer data need the talent's permission.", RenderedText.Fold(Assert.Single(lines.FindAll("li span")).TextContent));
    }

    private IRenderedComponent<PrivateNumbersCard> Card(params AudienceGroups[] audience) =>
        Render<PrivateNumbersCard>(parameters => parameters.Add(x => x.Numbers, new PrivateNumbers("INSTAGRAM", "mara", FakeNumbers.Period, [], audience)));
}
