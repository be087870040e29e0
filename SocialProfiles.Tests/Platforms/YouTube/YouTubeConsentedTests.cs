using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.YouTube;

namespace SocialProfiles.Tests.Platforms.YouTube;

/// <summary>Fixtures mirror developers.google.com/youtube/v3/docs/channels/list and developers.google.com/youtube/analytics/reference/reports/query.</summary>
public sealed class YouTubeConsentedTests : ConsentedClientTests
{
    private const string Base = "https://www.googleapis.com/youtube/v3";
    private const string Reports = "https://youtubeanalytics.googleapis.com/v2/reports?ids=channel%3D%3DMINE&";
    private const string DayMetrics = "views,estimatedMinutesWatched,averageViewDuration,likes,comments,shares,subscribersGained,subscribersLost";
    private const string Viewers = Reports + "startDate=2026-10-28&endDate=2026-11-24&metrics=viewerPercentage&dimensions=ageGroup,gender";
    private const string Countries = Reports + "startDate=2026-10-28&endDate=2026-11-24&metrics=views&dimensions=country&sort=-views";
    private const string NoRows = """{"kind":"youtubeAnalytics#resultTable","columnHeaders":[]}""";
    private const string UnknownMetric = """{"error":{"code":400,"message":"Unknown identifier (shares) given in field parameters.metrics.","errors":[{"message":"m","domain":"global","reason":"badRequest"}],"status":"INVALID_ARGUMENT"}}""";

    private static readonly DateOnly _since = new(2026, 11, 20);
    private readonly YouTubeOptions _options = new();

    protected override string ProfileCall => Base + "/channels?part=id,snippet,contentDetails,statistics&mine=true";

    protected override (HttpStatusCode Status, string Fixture) NotFound => (HttpStatusCode.OK, "not-found");

    protected override (HttpStatusCode Status, string Body) DeadToken =>
        (HttpStatusCode.Unauthorized, """{"error":{"code":401,"message":"m","errors":[{"message":"Invalid Credentials","domain":"global","reason":"authError"}],"status":"UNAUTHENTICATED"}}""");

    protected override IReadOnlyList<string> AllScopes => ["https://www.googleapis.com/auth/youtube.readonly", "https://www.googleapis.com/auth/yt-analytics.readonly"];

    private protected override PlatformHttpOptions Options => _options;

    private static PlatformProfile Known { get; } = new() { AccountId = "UCaaaaaaaaaaaaaaaaaaaaaa", Handle = "demo", DisplayName = "Demo", PostsSource = "UUaaaaaaaaaaaaaaaaaaaaaa" };

    private static string Days => Reports + $"startDate=2026-11-20&endDate=2026-11-24&metrics={DayMetrics}&dimensions=day&sort=day";

    private protected override IPlatformClient NewClient(PlatformHttp line) =>
        new YouTubeClient(line, LineTo(_ => _options.AnalyticsBaseUrl), new FixedOptions<YouTubeOptions>(_options), Clock);

    [Fact]
    public async Task Profile_Found_IsTheConsentsOwnChannelWithoutAnyKey()
    {
        Http.On(ProfileCall, Fixture("profile"));

        var profile = (await Client.GetProfileAsync(Account with { AccountId = "UCbbbbbbbbbbbbbbbbbbbbbb" }, Cancellation)).Value;

        Assert.Equal(("UCaaaaaaaaaaaaaaaaaaaaaa", Metric.Rounded(731000)), (profile.AccountId, profile.Followers));
        Assert.False(Http.Requests[0].Headers.ContainsKey("X-Goog-Api-Key"));
    }

    [Theory]
    [InlineData(403, "insufficientPermissions", FailureKind.MissingScope, ConsentEndReason.ScopeMissing)]
    [InlineData(403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", FailureKind.MissingScope, ConsentEndReason.ScopeMissing)]
    [InlineData(403, "accessNotConfigured", FailureKind.AgencyRefused, null)]
    [InlineData(403, "somethingNew", FailureKind.AgencyRefused, null)]
    [InlineData(400, "badRequest", FailureKind.InvalidRequest, null)]
    [InlineData(403, "quotaExceeded", FailureKind.RateLimited, null)]
    [InlineData(401, "authError", FailureKind.AccessRefused, null)]
    [InlineData(401, "youtubeSignupRequired", FailureKind.NotFound, null)]
    [InlineData(503, "backendError", FailureKind.PlatformDown, null)]
    public async Task Profile_EachError_SaysWhyTheConsentEnded(int status, string reason, FailureKind kind, ConsentEndReason? end)
    {
        Http.On(ProfileCall, $$$"""{"error":{"code":{{{status}}},"message":"m","errors":[{"reason":"{{{reason}}}"}]}}""", (HttpStatusCode)status);

        var failure = await FailProfileAsync();

        Assert.Equal((kind, end), (failure.Kind, failure.End));
    }

    [Fact]
    public async Task Posts_PrivateAndUnlisted_AreNobodysBusiness()
    {
        Http.On(Base + "/playlistItems?part=contentDetails&playlistId=UUaaaaaaaaaaaaaaaaaaaaaa&maxResults=50", """{"items":[{"contentDetails":{"videoId":"a"}},{"contentDetails":{"videoId":"b"}},{"contentDetails":{"videoId":"c"}}]}""");
        Http.On(
            Base + "/videos?part=snippet,contentDetails,statistics,status&id=a,b,c",
            """{"items":[{"id":"a","snippet":{"publishedAt":"2026-01-01T00:00:00Z"},"status":{"privacyStatus":"unlisted"}},{"id":"b","snippet":{"publishedAt":"2026-01-01T00:00:00Z"},"status":{"privacyStatus":"private"}},{"id":"c","snippet":{"publishedAt":"2026-01-01T00:00:00Z"},"status":{"privacyStatus":"public"}}]}""");

        var post = Assert.Single((await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value.Posts);

        Assert.Equal(("c", Metric.Unknown(MetricGap.NotSupported)), (post.Id, post.Shares));
        Assert.All(Http.Requests, request => Assert.Equal("Bearer " + Token, request.Headers["Authorization"]));
    }

    [Fact]
    public async Task Insights_AllThere_HaveTheirDaysAndGroups()
    {
        Http.On(Days, Fixture("report-days")).On(Viewers, Fixture("report-viewers")).On(Countries, Fixture("report-countries"));

        var insights = (await GetInsightsAsync(Known, _since)).Value;

        Assert.Equal(
            [
                (InsightMetric.Views, 20, 1500), (InsightMetric.WatchMinutes, 20, 4200), (InsightMetric.AverageViewSeconds, 20, 168), (InsightMetric.Likes, 20, 90), (InsightMetric.Comments, 20, 0),
                (InsightMetric.Shares, 20, 7), (InsightMetric.NewFollowers, 20, 31), (InsightMetric.LostFollowers, 20, 4),
                (InsightMetric.Views, 21, 1600), (InsightMetric.WatchMinutes, 21, 4300.5), (InsightMetric.AverageViewSeconds, 21, 161), (InsightMetric.Comments, 21, 1),
            ],
            insights.Values.Where(value => value.Slice.Length == 0).Select(value => (value.Metric, value.Day.Day, value.Value)));
        Assert.Equal(
            [
                (InsightMetric.ViewersByAge, "18-24", 30.3), (InsightMetric.ViewersByAge, "65+", 5.7),
                (InsightMetric.ViewersByGender, "female", 25.1), (InsightMetric.ViewersByGender, "male", 10.2), (InsightMetric.ViewersByGender, "other", 0.7),
                (InsightMetric.ViewsByCountry, "DE", 900), (InsightMetric.ViewsByCountry, "US", 600),
            ],
            insights.Values.Where(value => value.Slice.Length > 0).Select(value => (value.Metric, value.Slice, value.Value)));
        Assert.Empty(insights.Gaps);
    }

    [Fact]
    public async Task Insights_NoRows_AreNotCountedYet()
    {
        Http.On(Days, NoRows).On(Viewers, NoRows).On(Countries, """{"rows":[["DE",1]]}""");

        var insights = (await GetInsightsAsync(Known, _since)).Value;

        Assert.Empty(insights.Values);
        Assert.Equal(11, insights.Gaps.Count);
        Assert.All(insights.Gaps, gap => Assert.Equal(MetricGap.NoDataYet, gap.Gap));
    }

    [Fact]
    public async Task Insights_OneMetricUnknown_CostsOnlyItself()
    {
        Http.On(Days, UnknownMetric, HttpStatusCode.BadRequest);
        foreach (var metric in DayMetrics.Split(','))
        {
            var isUnknown = metric == "shares";
            Http.On(
                Days.Replace(DayMetrics, metric, StringComparison.Ordinal),
                isUnknown ? UnknownMetric : $$"""{"columnHeaders":[{"name":"day"},{"name":"{{metric}}"}],"rows":[["2026-11-20",5]]}""",
                isUnknown ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        }

        Http.On(Viewers, UnknownMetric, HttpStatusCode.BadRequest).On(Countries, Fixture("report-countries"));

        var insights = (await GetInsightsAsync(Known, _since)).Value;

        Assert.Equal(
            [(InsightMetric.Shares, MetricGap.NotSupported), (InsightMetric.ViewersByAge, MetricGap.NotSupported), (InsightMetric.ViewersByGender, MetricGap.NotSupported)],
            GapsOf(insights));
        Assert.Equal(7, insights.Values.Count(value => value.Value == 5));
    }

    [Fact]
    public async Task Insights_ScopeNotGranted_AreGapsAndAskNobody()
    {
        var insights = (await GetInsightsAsync(Known, _since, With("https://www.googleapis.com/auth/youtube.readonly"))).Value;

        Assert.Equal(11, insights.Gaps.Count);
        Assert.All(insights.Gaps, gap => Assert.Equal(MetricGap.NotGranted, gap.Gap));
        Assert.Empty(Http.Requests);
    }

    [Fact]
    public async Task Insights_ScopeTakenAwaySince_AreGaps()
    {
        Http.On(Days, """{"error":{"code":403,"errors":[{"reason":"insufficientPermissions"}]}}""", HttpStatusCode.Forbidden);

        Assert.All((await GetInsightsAsync(Known, _since)).Value.Gaps, gap => Assert.Equal(MetricGap.NotGranted, gap.Gap));
    }

    [Theory]
    [InlineData("""{"error":{"code":401,"errors":[{"reason":"authError"}]}}""", 401, FailureKind.AccessRefused)]
    [InlineData("""{"error":{"code":403,"errors":[{"reason":"quotaExceeded"}]}}""", 403, FailureKind.RateLimited)]
    [InlineData("<html>", 502, FailureKind.PlatformDown)]
    [InlineData("<html>", 400, FailureKind.BadResponse)]
    [InlineData("""{"columnHeaders":[{"name":"day"}],"rows":[["\ud83d"]]}""", 200, FailureKind.BadResponse)]
    public async Task Insights_WhatConcernsAllOfThem_EndsTheReading(string body, int status, FailureKind kind)
    {
        Http.On(Days, body, (HttpStatusCode)status);

        var answer = await GetInsightsAsync(Known, _since);

        Assert.Equal(kind, (answer.Failure ?? answer.Value.EndedBy)?.Kind);
    }
}
