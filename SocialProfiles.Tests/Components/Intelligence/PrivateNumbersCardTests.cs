using Bunit;
using SocialProfiles.Core.History;
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
    public void Number_AskedAbout_SaysHowItIsReckonedAndWhereItWasRead()
    {
        MetricSource source = new() { Platform = "INSTAGRAM", ApiVersion = "v25.0", Endpoints = "me/insights", ByPermission = true };
        DateTimeOffset readAt = new(2026, 11, 7, 12, 0, 0, TimeSpan.Zero);
        PeriodNumber[] all = [new(InsightMetric.Reach, 12_412, MetricGap.None, 5) { Source = source, ReadAt = readAt }, new(InsightMetric.Saves, null, MetricGap.NoDataYet, 0)];
        AudienceGroups audience = new(InsightMetric.FollowersByAge, [("18-24", 1)], MetricGap.None) { ReadOn = new DateOnly(2026, 11, 2), Source = source, ReadAt = readAt };

        var card = Render<PrivateNumbersCard>(parameters => parameters.Add(x => x.Numbers, new PrivateNumbers("INSTAGRAM", "mara", FakeNumbers.Period, all, [audience])));

        var said = card.FindAll("button[aria-describedby]").Select(button => RenderedText.Fold(card.Find($"[id='{button.GetAttribute("popovertarget")}']").TextContent)).ToArray();
        const string From = "@mara: Instagram API v25.0, me/insights, with permission, read 2026-11-07 12:00:00 UTC";
        Assert.Equal(3, said.Length);
        Assert.Contains("Reach per day 12,412", said[0], StringComparison.Ordinal);
        Assert.Contains("1 Nov – 7 Nov 2026. Known for 5 of 7 days.", said[0], StringComparison.Ordinal);
        Assert.Contains(From, said[0], StringComparison.Ordinal);
        Assert.Contains("Saves Unknown: Instagram has no figure for it yet.", said[1], StringComparison.Ordinal);
        Assert.DoesNotContain("Read from", said[1], StringComparison.Ordinal);
        Assert.Contains("as read on 2 Nov 2026", said[2], StringComparison.Ordinal);
        Assert.Contains(From, said[2], StringComparison.Ordinal);
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
