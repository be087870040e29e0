using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Instagram;

namespace SocialProfiles.Tests.Sandbox.Consents;

public sealed class InstagramInsightsTests
{
    private const string Totals = "reach,views,accounts_engaged,total_interactions,likes,comments,shares,saves,replies,profile_links_taps";

    // Four in the morning in California.
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly long _midnight = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    [Fact]
    public async Task Series_OfThirtyDays_NamesTheEndOfEachDayAndCountsNewFollowers()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));

        var (_, body) = await AccountAsync(sandbox, "maya.travels", $"metric=follower_count,reach&period=day&since={DaysAgo(30)}&until={_midnight}");

        var followers = Metric(body, "follower_count")["values"]!.AsArray();
        Assert.Equal(30, followers.Count);
        Assert.Equal("2026-11-24T08:00:00+0000", followers[^1]!["end_time"]!.GetValue<string>());
        Assert.All(followers, day => Assert.True(day!["value"]!.GetValue<long>() >= 0));
        Assert.Contains(followers, day => day!["value"]!.GetValue<long>() > 0);
        Assert.Contains("since=", body["paging"]!["next"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Totals_OfAWindow_AreThoseOfItsDays()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var days = new List<JsonObject>();
        for (var i = 3; i > 0; i--)
        {
            days.Add((await AccountAsync(sandbox, "maya.travels", $"metric={Totals}&metric_type=total_value&period=day&since={DaysAgo(i)}&until={DaysAgo(i - 1)}")).Body);
        }

        var (_, window) = await AccountAsync(sandbox, "maya.travels", $"metric={Totals}&metric_type=total_value&period=day&since={DaysAgo(3)}&until={_midnight}");

        Assert.All(Totals.Split(','), metric => Assert.Equal(days.Sum(day => Total(day, metric)), Total(window, metric)));
        Assert.True(Total(window, "views") > Total(window, "reach"));
        Assert.True(Total(window, "total_interactions") > Total(window, "likes"));
    }

    [Fact]
    public async Task Days_ThatAreOver_StayAsTheyWere()
    {
        var clock = new SettableClock(_now);
        await using var sandbox = await RunningSandbox.StartAsync(clock);
        var query = $"metric=views&metric_type=total_value&period=day&since={DaysAgo(1)}&until={_midnight}";
        var (_, before) = await AccountAsync(sandbox, "maya.travels", query);
        clock.Now += TimeSpan.FromDays(20);

        Assert.Equal(Total(before, "views"), Total((await AccountAsync(sandbox, "maya.travels", query)).Body, "views"));
    }

    [Theory]
    [InlineData("metric=views,impressions&metric_type=total_value&period=day", "100")]
    [InlineData("metric=views&period=day", "100")]
    [InlineData("metric=follower_count&metric_type=total_value&period=day", "100")]
    [InlineData("metric=reach", "100")]
    [InlineData("period=day", "100")]
    [InlineData("metric=reach&period=day&since=soon", "100")]
    [InlineData("metric=reach&period=day&since=1700000000&until=1800000000", "100")]
    [InlineData("metric=views&metric_type=total_value&period=day&breakdown=follower_type", "100")]
    [InlineData("metric=follower_demographics&period=day&metric_type=total_value&breakdown=age", "100")]
    [InlineData("metric=follower_demographics&period=lifetime&metric_type=total_value", "100")]
    [InlineData("metric=follower_demographics&period=lifetime&metric_type=total_value&breakdown=shoe_size", "100")]
    public async Task Account_WithOneThingThatDoesNotFit_RefusesTheWholeCall(string query, string error)
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));

        var (status, body) = await AccountAsync(sandbox, "maya.travels", query);

        Assert.Equal((400, error), (status, body.GraphError()));
    }

    [Fact]
    public async Task FollowerCount_LongerAgoThanThirtyDays_IsRefused()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));

        Assert.Equal("100", (await AccountAsync(sandbox, "maya.travels", $"metric=follower_count&period=day&since={DaysAgo(40)}&until={DaysAgo(35)}")).Body.GraphError());
        Assert.Equal("none", (await AccountAsync(sandbox, "maya.travels", $"metric=reach&period=day&since={DaysAgo(40)}&until={DaysAgo(35)}")).Body.GraphError());
    }

    [Fact]
    public async Task FollowsAndUnfollows_HasAValueOnlyByFollowType()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        const string Query = "metric=follows_and_unfollows&metric_type=total_value&period=day";

        var (_, without) = await AccountAsync(sandbox, "maya.travels", Query);
        var (_, with) = await AccountAsync(sandbox, "maya.travels", $"{Query}&breakdown=follow_type");

        Assert.Empty(Metric(without, "follows_and_unfollows")["total_value"]!.AsObject());
        var results = Metric(with, "follows_and_unfollows")["total_value"]!["breakdowns"]![0]!["results"]!.AsArray();
        Assert.Equal(Total(with, "follows_and_unfollows"), results.Sum(result => result!["value"]!.GetValue<long>()));
    }

    [Theory]
    [InlineData("age", 7)]
    [InlineData("gender", 3)]
    [InlineData("country", 9)]
    [InlineData("city", 7)]
    [InlineData("age,gender", 21)]
    public async Task Demographics_OfFollowers_AddUpToThem(string breakdown, int groups)
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));

        var (_, body) = await AccountAsync(
            sandbox, "maya.travels", $"metric=follower_demographics&period=lifetime&timeframe=this_month&metric_type=total_value&breakdown={breakdown}");

        var written = Metric(body, "follower_demographics")["total_value"]!["breakdowns"]![0]!;
        Assert.Equal(breakdown.Split(','), written["dimension_keys"]!.AsArray().Select(key => key!.GetValue<string>()));
        Assert.Equal(groups, written["results"]!.AsArray().Count);
        var followers = (await sandbox.DiscoverAsync("maya.travels")).Number("followers_count");
        Assert.InRange(written["results"]!.AsArray().Sum(result => result!["value"]!.GetValue<long>()), followers - groups, followers);
    }

    [Theory]
    [InlineData("tiny.tove", "metric=follower_demographics&period=lifetime&metric_type=total_value&breakdown=age")]
    [InlineData("tiny.tove", "metric=follower_count&period=day")]
    [InlineData("empty.emil", "metric=views,likes&metric_type=total_value&period=day")]
    public async Task Account_WithNothingToTell_HasEmptyDataAndNoZeros(string handle, string query)
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));

        var (status, body) = await AccountAsync(sandbox, handle, query);

        Assert.Equal(200, status);
        Assert.Empty(body["data"]!.AsArray());
    }

    [Fact]
    public async Task Insights_WithoutTheirScope_AreRefusedAndTheProfileIsNot()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var token = await sandbox.InstagramTokenAsync("maya.travels", InstagramConsentSite.Basic);
        var (_, media) = await sandbox.GetAsync("instagram-user/v25.0/me/media", token);

        Assert.Equal("10", (await sandbox.GetAsync("instagram-user/v25.0/me/insights?metric=reach&period=day", token)).Body.GraphError());
        Assert.Equal("10", (await sandbox.GetAsync($"instagram-user/v25.0/{media["data"]![0]!["id"]}/insights?metric=reach", token)).Body.GraphError());
        Assert.Equal("none", (await sandbox.GetAsync("instagram-user/v25.0/me", token)).Body.GraphError());
    }

    [Fact]
    public async Task Media_ByItsKind_TakesItsOwnMetricsAndRefusesOthersWhole()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var token = await sandbox.InstagramTokenAsync("maya.travels");
        var media = await MediaAsync(sandbox, token);
        var reel = media.First(post => post.Text("media_product_type") == "REELS" && post.Number("like_count") > 0).Text("id");
        var photo = media.First(post => post.Text("media_product_type") == "FEED" && post.Number("like_count") > 0).Text("id");

        var (_, ofReel) = await MediaInsightsAsync(sandbox, token, reel, "views,reach,likes,comments,saved,shares,total_interactions,ig_reels_avg_watch_time");
        var (_, ofPhoto) = await MediaInsightsAsync(sandbox, token, photo, "views,reach,likes,comments,saved,shares,total_interactions,profile_visits,follows");

        Assert.Equal(8, ofReel["data"]!.AsArray().Count);
        Assert.Equal(9, ofPhoto["data"]!.AsArray().Count);
        Assert.Equal("lifetime", ofPhoto["data"]![0]!["period"]!.GetValue<string>());
        Assert.True(Value(ofPhoto, "views") >= Value(ofPhoto, "reach"));
        Assert.Equal(Value(ofPhoto, "likes") + Value(ofPhoto, "comments") + Value(ofPhoto, "saved") + Value(ofPhoto, "shares"), Value(ofPhoto, "total_interactions"));
        Assert.Equal(media.First(post => post.Text("id") == photo).Number("like_count"), Value(ofPhoto, "likes"));
        Assert.Equal("100", (await MediaInsightsAsync(sandbox, token, reel, "views,profile_visits")).Body.GraphError());
        Assert.Equal("100", (await MediaInsightsAsync(sandbox, token, photo, "views,ig_reels_avg_watch_time")).Body.GraphError());
        Assert.Equal("100", (await MediaInsightsAsync(sandbox, token, reel, "plays")).Body.GraphError());
        Assert.Equal("100", (await MediaInsightsAsync(sandbox, token, reel, "")).Body.GraphError());
    }

    [Fact]
    public async Task Media_FromBeforeTheAccountWasProfessionalOrOfSomebodyElse_HasNoInsights()
    {
        await using var sandbox = await RunningSandbox.StartAsync(new SettableClock(_now));
        var token = await sandbox.InstagramTokenAsync("maya.travels");
        var media = await MediaAsync(sandbox, token);
        var foreign = (await MediaAsync(sandbox, await sandbox.InstagramTokenAsync("somebody.else")))[0].Text("id");

        Assert.Equal("100/2108006", (await MediaInsightsAsync(sandbox, token, media[^1].Text("id"), "views")).Body.GraphError());
        Assert.Equal("100/33", (await MediaInsightsAsync(sandbox, token, foreign, "views")).Body.GraphError());
    }

    private static async Task<(int Status, JsonObject Body)> AccountAsync(RunningSandbox sandbox, string handle, string query) =>
        await sandbox.GetAsync($"instagram-user/v25.0/me/insights?{query}", await sandbox.InstagramTokenAsync(handle));

    private static Task<(int Status, JsonObject Body)> MediaInsightsAsync(RunningSandbox sandbox, string token, string id, string metrics) =>
        sandbox.GetAsync($"instagram-user/v25.0/{id}/insights?metric={metrics}", token);

    private static async Task<List<JsonObject>> MediaAsync(RunningSandbox sandbox, string token)
    {
        var media = new List<JsonObject>();
        string? address = $"instagram-user/v25.0/me/media?fields=id,media_product_type,like_count&limit=100&access_token={token}";
        while (address is not null)
        {
            var (_, page) = await sandbox.GetAsync(address);
            media.AddRange(page["data"]!.AsArray().Select(post => post!.AsObject()));
            address = page["paging"]?["next"]?.GetValue<string>();
        }

        return media;
    }

    private static string DaysAgo(int days) => (_midnight - (days * 86_400L)).ToString(CultureInfo.InvariantCulture);

    private static JsonObject Metric(JsonObject body, string name) => body["data"]!.AsArray().Single(metric => metric!["name"]!.GetValue<string>() == name)!.AsObject();

    private static long Total(JsonObject body, string name) => Metric(body, name)["total_value"]!["value"]!.GetValue<long>();

    private static long Value(JsonObject body, string name) => Metric(body, name)["values"]![0]!["value"]!.GetValue<long>();
}
