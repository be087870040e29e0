using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Intelligence;

namespace SocialProfiles.Tests.Components.Intelligence;

public sealed class IntelligenceViewTests : ComponentTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);

    [Theory]
    [InlineData(null, 28)]
    [InlineData("7", 7)]
    [InlineData("365", 365)]
    [InlineData("12", 28)]
    [InlineData("a week", 28)]
    public void Days_OfTheAddress_AreThoseThatCanBeChosen(string? days, int length) =>
        Assert.Equal(IntelligencePeriod.Last(length, _today), Read(days).Period(_today).Value);

    [Theory]
    [InlineData("2026-11-01", "2026-11-10", null)]
    [InlineData("2026-11-10", "2026-11-01", "Choose a first day that isn't after the last day.")]
    [InlineData("2026-11-10", "2026-11-25", "Choose a last day that isn't in the future.")]
    [InlineData("2020-01-01", "2026-11-01", "Choose a period of at most two years.")]
    [InlineData("0001-01-01", "0001-01-02", "Choose a first day in 2000 or later.")]
    [InlineData("2026-11-10", null, "Choose a first and a last day.")]
    [InlineData("yesterday", "today", "Choose a first and a last day.")]
    public void OwnDays_OfTheAddress_AreReadOrAnsweredByASentence(string? from, string? to, string? problem) =>
        Assert.Equal(problem, Read(null, from, to).Period(_today).Failure?.Sentence);

    [Theory]
    [InlineData("/t")]
    [InlineData("/t?days=90&platform=tiktok")]
    [InlineData("/t?from=2026-11-01&to=2026-11-10&sort=likes&dir=asc&kind=video&posts=all&page=3")]
    public void Address_ReadAgain_IsTheSame(string address)
    {
        var query = System.Web.HttpUtility.ParseQueryString(new Uri("http://x" + address).Query);

        var view = IntelligenceView.Read(
            Get<PlatformCatalog>(), query["days"], query["from"], query["to"], query["platform"], query["sort"], query["dir"], query["kind"], query["posts"], query["page"]);

        Assert.Equal(address, view.Address("/t"));
    }

    [Fact]
    public void Period_OfWords_NamesItsYearOnceWhereItCan()
    {
        Assert.Equal("28 Oct – 24 Nov 2026", PeriodText.Of(IntelligencePeriod.Last(28, _today)));
        Assert.Equal("25 Nov 2025 – 24 Nov 2026", PeriodText.Of(IntelligencePeriod.Last(365, _today)));
        Assert.Equal("24 Nov 2026", PeriodText.Of(new IntelligencePeriod(_today, _today)));
    }

    private IntelligenceView Read(string? days, string? from = null, string? to = null) => IntelligenceView.Read(Get<PlatformCatalog>(), days, from, to, null);
}
