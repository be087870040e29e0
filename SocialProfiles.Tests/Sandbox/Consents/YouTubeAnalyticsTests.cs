using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.YouTube;

namespace SocialProfiles.Tests.Sandbox.Consents;

public sealed class YouTubeAnalyticsTests
{
    private const string Metrics = "views,estimatedMinutesWatched,averageViewDuration,averageViewPercentage,likes,comments,shares,subscribersGained,subscribersLost";
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task ByDay_GivesAColumnForEachMetricAndRowsUntilTwoDaysAgo()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));

        var (status, body) = await ReportAsync(sandbox, "maya.travels", $"startDate=2026-11-01&endDate=2026-11-24&metrics={Metrics}&dimensions=day&sort=day");

        Assert.Equal(200, status);
        Assert.Equal("youtubeAnalytics#resultTable", body.Text("kind"));
        Assert.Equal(Metrics.Split(',').Prepend("day"), body["columnHeaders"]!.AsArray().Select(column => column!["name"]!.GetValue<string>()));
        Assert.Equal(Enumerable.Range(1, 22).Select(day => $"2026-11-{day:D2}"), Rows(body).Select(row => row[0]!.GetValue<string>()));
        Assert.All(Rows(body), row =>
        {
            Assert.True(row[1]!.GetValue<double>() > 0);
            Assert.InRange(row[3]!.GetValue<double>(), 1, 400);
            Assert.InRange(row[4]!.GetValue<double>(), 1, 100);
        });
        Assert.DoesNotContain(".", Rows(body)[0][1]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whole_IsTheSumOfItsDaysAndCountriesShareIt()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        const string Window = "startDate=2026-11-01&endDate=2026-11-10&metrics=views,subscribersGained";

        var (_, days) = await ReportAsync(sandbox, "maya.travels", $"{Window}&dimensions=day");
        var (_, whole) = await ReportAsync(sandbox, "maya.travels", Window);
        var (_, countries) = await ReportAsync(sandbox, "maya.travels", $"{Window}&dimensions=country&sort=-views&maxResults=5");

        var views = Rows(whole)[0][0]!.GetValue<double>();
        Assert.Equal(Rows(days).Sum(row => row[1]!.GetValue<double>()), views);
        Assert.Equal(5, Rows(countries).Count);
        Assert.Equal(Rows(countries).OrderByDescending(row => row[1]!.GetValue<double>()), Rows(countries));
        Assert.True(Rows(countries).Sum(row => row[1]!.GetValue<double>()) < views);
        Assert.All(Rows(countries), row => Assert.Equal(2, row[0]!.GetValue<string>().Length));
    }

    [Theory]
    [InlineData("ageGroup", 1, 7)]
    [InlineData("gender", 1, 3)]
    [InlineData("ageGroup,gender", 2, 21)]
    public async Task Viewers_ByGroup_AddUpToAHundred(string dimensions, int column, int groups)
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));

        var (_, body) = await ReportAsync(sandbox, "maya.travels", $"startDate=2026-10-01&endDate=2026-10-31&metrics=viewerPercentage&dimensions={dimensions}");

        Assert.Equal(groups, Rows(body).Count);
        Assert.InRange(Rows(body).Sum(row => row[column]!.GetValue<double>()), 99, 101);
    }

    [Fact]
    public async Task ByVideo_NamesVideosThatTheDataApiKnows()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));

        var (_, body) = await ReportAsync(
            sandbox, "maya.travels", "startDate=2026-10-01&endDate=2026-10-31&metrics=views,estimatedMinutesWatched,shares&dimensions=video&sort=-views&maxResults=10");
        var ids = Rows(body).Select(row => row[0]!.GetValue<string>()).ToList();
        var (_, videos) = await sandbox.YouTubeAsync($"videos?part=id&id={string.Join(',', ids)}");

        Assert.Equal(10, ids.Count);
        Assert.Equal(ids.Order(StringComparer.Ordinal), videos["items"]!.AsArray().Select(video => video!["id"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ids=channel==MINE&startDate=2026-11-01&endDate=2026-11-10&metrics=views,nonsense", 400, "badRequest")]
    [InlineData("ids=channel==MINE&startDate=2026-11-01&endDate=2026-11-10&metrics=views&dimensions=province", 400, "badRequest")]
    [InlineData("ids=channel==MINE&startDate=2026-11-01&endDate=2026-11-10&metrics=views&dimensions=ageGroup", 400, "badRequest")]
    [InlineData("ids=channel==MINE&startDate=2026-11-01&endDate=2026-11-10&metrics=viewerPercentage&dimensions=day", 400, "badRequest")]
    [InlineData("ids=channel==MINE&startDate=2026-11-01&endDate=2026-11-10&metrics=views&dimensions=video", 400, "badRequest")]
    [InlineData("ids=channel==MINE&startDate=2026-11-01&endDate=2026-11-10&metrics=views&dimensions=day&sort=likes", 400, "badRequest")]
    [InlineData("ids=channel==MINE&startDate=01.11.2026&endDate=2026-11-10&metrics=views", 400, "badRequest")]
    [InlineData("ids=channel==MINE&startDate=2026-11-01&endDate=2026-11-10", 400, "missingRequiredParameter")]
    [InlineData("startDate=2026-11-01&endDate=2026-11-10&metrics=views", 400, "missingRequiredParameter")]
    [InlineData("ids=channel==UCsomebodyelse&startDate=2026-11-01&endDate=2026-11-10&metrics=views", 403, "forbidden")]
    public async Task Report_AskedForWrongly_IsRefused(string query, int expected, string reason)
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var token = await sandbox.GoogleTokenAsync("maya.travels");

        var (status, body) = await sandbox.GetAsync($"youtube-analytics/v2/reports?{query}", token);

        Assert.Equal((expected, reason), (status, body.GoogleError()));
    }

    [Theory]
    [InlineData("empty.emil", "startDate=2026-10-01&endDate=2026-10-31&metrics=views&dimensions=day")]
    [InlineData("tiny.tove", "startDate=2026-10-01&endDate=2026-10-31&metrics=viewerPercentage&dimensions=ageGroup")]
    [InlineData("maya.travels", "startDate=2026-11-23&endDate=2026-11-24&metrics=views")]
    [InlineData("maya.travels", "startDate=0001-01-01&endDate=2014-01-01&metrics=views&dimensions=day")]
    public async Task Report_WithNothingToTell_HasNoRows(string handle, string query)
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));

        var (status, body) = await ReportAsync(sandbox, handle, query);

        Assert.Equal((200, false), (status, body.ContainsKey("rows")));
    }

    [Fact]
    public async Task Report_WithoutScopeOrToken_IsRefused()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var token = await sandbox.GoogleTokenAsync("maya.travels", GoogleConsentSite.Channel);

        Assert.Equal("insufficientPermissions", (await sandbox.GetAsync("youtube-analytics/v2/reports", token)).Body.GoogleError());
        Assert.Equal("authError", (await sandbox.GetAsync("youtube-analytics/v2/reports?key=sandbox-youtube-key")).Body.GoogleError());
    }

    private static async Task<(int Status, JsonObject Body)> ReportAsync(RunningSandbox sandbox, string handle, string query) =>
        await sandbox.GetAsync($"youtube-analytics/v2/reports?ids=channel==MINE&{query}", await sandbox.GoogleTokenAsync(handle));

    private static List<JsonArray> Rows(JsonObject body) => [.. body["rows"]!.AsArray().Select(row => row!.AsArray())];
}
