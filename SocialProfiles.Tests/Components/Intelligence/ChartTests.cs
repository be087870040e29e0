using Bunit;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Intelligence;

namespace SocialProfiles.Tests.Components.Intelligence;

public sealed class ChartTests : ComponentTests
{
    [Fact]
    public void Line_WithAGap_EndsBeforeItAndTheTableSaysWhy()
    {
        var numbers = FakeNumbers.Of(FakeNumbers.Account("INSTAGRAM", "mara", Metric.Of(130), 100, 110, null, null, 120, 130, 130));

        var chart = Render<FollowersChart>(parameters => parameters.Add(x => x.Numbers, numbers));

        Assert.Equal(2, chart.Find("path.chart-series").GetAttribute("d")!.Count(letter => letter == 'M'));
        Assert.Equal(("2", "2"), (chart.Find("rect.chart-gap").GetAttribute("x"), chart.Find("rect.chart-gap").GetAttribute("width")));
        Assert.Equal(["100", "110", "Not read", "Not read", "120", "130", "130"], chart.FindAll("tbody td").Select(cell => cell.TextContent));
        Assert.Contains("Known on 5 of 7 days", chart.Find(".chart").GetAttribute("aria-label"), StringComparison.Ordinal);
    }

    [Fact]
    public void Line_OfOnePoint_IsADot()
    {
        var chart = Render<SeriesChart>(parameters => parameters
            .Add(x => x.Label, "One").Add(x => x.Count, 28).Add(x => x.Ticks, []).Add(x => x.Series, [new ChartSeries("One", [.. Enumerable.Range(0, 28).Select(i => i == 20 ? 5.0 : (double?)null)])]));

        Assert.Matches(@"^M20\.5 [0-9.]+h0$", chart.Find("path.chart-marks").GetAttribute("d")!);
    }

    [Fact]
    public void Lines_SixOfEqualRank_EachHaveDashesAndANameOfTheirOwn()
    {
        var chart = Render<SeriesChart>(parameters => parameters.Add(x => x.Label, "Six").Add(x => x.Count, 2).Add(x => x.Ticks, [])
            .Add(x => x.Series, [.. Enumerable.Range(1, ChartSeries.MostNumbered).Select(i => new ChartSeries($"Talent {i}", [100, 100 + i]) { Number = i })]));

        Assert.Equal([1, 2, 3, 4, 5, 6], Enumerable.Range(1, 6).Where(i => chart.FindAll($"path.chart-series.chart-number-{i}").Count == 1 && chart.FindAll($"li line.chart-number-{i}").Count == 1));
        Assert.Equal("Talent 6", chart.FindAll(".chart-legend bdi")[^1].TextContent);
    }

    [Fact]
    public void Bars_UnknownZeroAndSeveralDays_LookAndReadDifferently()
    {
        var numbers = FakeNumbers.Of(FakeNumbers.Account("INSTAGRAM", "mara", Metric.Of(130)));

        var chart = Render<GainsChart>(parameters => parameters.Add(x => x.Numbers, numbers).Add(x => x.Name, "Engagement").Add(x => x.Gain, day => day.Interactions));

        Assert.Equal(["0", "1", "2", "Not known", "4", "5 (since 3 Nov)", "6"], chart.FindAll("tbody td").Select(cell => cell.TextContent));
        Assert.Equal((5, 1, 1), (chart.FindAll("rect.chart-bar").Count, chart.FindAll("rect.chart-gap").Count, chart.FindAll("rect.chart-outlined").Count));
    }

    [Fact]
    public void Bars_OneOfTwoProfilesInErrorForThreeDays_AreDashedAndCountAsUnknown()
    {
        var steady = Gaining(500, 500, 500, 500, 0, 500, 500);
        var failing = Gaining(100_000, 100_000, null, null, null, 400_000, 100_000);
        failing = failing with { Days = [.. failing.Days.Select((day, i) => i == 5 ? day with { Since = FakeNumbers.Period.From.AddDays(1) } : day)] };
        var silent = Gaining(null, null, null, null, null, null, null);

        var chart = Views(FakeNumbers.Of(steady, failing, silent));

        Assert.Equal(["100,500", "100,500", "500 (part)", "500 (part)", "0 (part)", "400,500 (since 2 Nov)", "100,500"], chart.FindAll("tbody td").Select(cell => cell.TextContent));
        Assert.Equal((7, 0, 4), (chart.FindAll("rect.chart-bar").Count, chart.FindAll("rect.chart-gap").Count, chart.FindAll("rect.chart-outlined").Count));
        Assert.Contains("+703K in all, most in 1 Nov 2026. Known for 3 of 7 days.", chart.Text(), StringComparison.Ordinal);
        Assert.Contains("Dashed bars miss a profile or a day, or cover earlier days too, because nothing was read in between.", chart.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_OfWeeks_AreWholeOnlyWhereEachDayIsCountedInItsOwnWeek()
    {
        var start = FakeNumbers.Period.From;
        long?[] gains = [.. Enumerable.Range(0, 105).Select(i => i is 0 or (>= 9 and <= 10) or (>= 15 and <= 35) ? null : (long?)10)];
        var account = Gaining(gains);
        account = account with { Days = [.. account.Days.Select((day, i) => i switch { 11 => day with { Views = 30, Since = start.AddDays(8) }, 36 => day with { Views = 220, Since = start.AddDays(14) }, _ => day })] };

        var chart = Views(FakeNumbers.Of(account) with { Period = new IntelligencePeriod(start, start.AddDays(104)) });

        // A first day that has nothing to compare with, a week that counts all of it later, three weeks that do not, and the one that has it all.
        Assert.Equal(
            ["60 (part)", "70", "10 (part)", "Not known", "Not known", "270 (since 15 Nov)", "70"],
            chart.FindAll("tbody td").Select(cell => cell.TextContent).Take(7));
        Assert.Contains("Known for 10 of 15 weeks; grey isn't known.", chart.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new double[] { }, false, 0, 1)]
    [InlineData(new double[] { 5 }, false, 4, 6)]
    [InlineData(new double[] { 0 }, false, 0, 1)]
    [InlineData(new double[] { 1_234_500, 1_234_900 }, false, 1_234_400, 1_235_000)]
    [InlineData(new double[] { -3, 8 }, true, -5, 10)]
    [InlineData(new double[] { 900_000_000_000, 1 }, true, 0, 1_000_000_000_000)]
    public void Scale_OfValues_EndsOnRoundNumbersAroundThem(double[] values, bool fromZero, double low, double high)
    {
        var scale = ChartScale.Of(values, fromZero);

        Assert.Equal((low, high), (scale.Low, scale.High));
    }

    [Fact]
    public void Hours_Shown_SayEachCellInWordsAndTheBestTimes()
    {
        PublishingHour[] hours = [new(DayOfWeek.Tuesday, 18, 3, 1_200), new(DayOfWeek.Sunday, 11, 2, 900), new(DayOfWeek.Friday, 3, 1, 9_000)];

        var map = Render<PublishingHours>(parameters => parameters.Add(x => x.Hours, hours).Add(x => x.Zone, "Europe/Berlin"));

        Assert.Contains("Best times: Tue 18:00, Sun 11:00 (from 6 posts).", map.Text(), StringComparison.Ordinal);
        Assert.Contains("Europe/Berlin", map.Text(), StringComparison.Ordinal);
        Assert.Equal(7 * 24, map.FindAll("tbody td").Count);
        Assert.Single(map.FindAll("td"), cell => cell.TextContent == "Tue 18:00: 1.2K a post, 3 posts");
        Assert.Equal("Fri 03:00: 9K a post, 1 post", Assert.Single(map.FindAll("td.hours-few")).TextContent);
    }

    [Fact]
    public void Hours_WithSinglePosts_NameNoBestTime() =>
        Assert.Equal("Too few posts for best times: no hour has 2 posts yet.", PublishingHoursText.Best([new(DayOfWeek.Friday, 3, 1, 9_000)]));

    [Theory]
    [InlineData("DE", "Germany")]
    [InlineData("US", "United States")]
    [InlineData("ZZ", "ZZ")]
    public void Country_OfACode_IsItsNameOrTheCode(string code, string name) => Assert.Equal(name, AudienceText.Group(InsightMetric.FollowersByCountry, code));

    private static AccountIntelligence Gaining(params long?[] views) => FakeNumbers.Account("YOUTUBE", "mara", Metric.Of(130)) with
    {
        Days = [.. views.Select((gain, i) => new AccountDay(FakeNumbers.Period.From.AddDays(i), 130, IsRead: gain is not null, gain, null))],
    };

    private IRenderedComponent<GainsChart> Views(TalentIntelligence numbers) =>
        Render<GainsChart>(parameters => parameters.Add(x => x.Numbers, numbers).Add(x => x.Name, "Views").Add(x => x.Gain, day => day.Views));
}
