using System.Globalization;
using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;

namespace SocialProfiles.Tests.Platforms.Instagram;

/// <summary>
/// Fixtures mirror developers.facebook.com/documentation/instagram-platform/reference/me, …/instagram-user/media,
/// …/instagram-user/insights and …/instagram-media/insights.
/// </summary>
public sealed class InstagramConsentedTests : ConsentedClientTests
{
    private const string Graph = "https://graph.instagram.com/v25.0/";
    private const string Media = Graph + "17841400000000002/media?fields=id,timestamp,media_type,caption,media_product_type,media_url,thumbnail_url,permalink,like_count,comments_count&limit=25";
    private const string Totals = "reach,views,accounts_engaged,total_interactions,likes,comments,shares,saves";
    private const string PostMetrics = "views,reach,shares,saved";
    private const string NoSuchMetric = """{"error":{"message":"(#100) metric must be one of the following values: a, b","type":"OAuthException","code":100}}""";
    private const string Empty = """{"data":[]}""";

    private const string Stories = Graph + "17841400000000002/stories?fields=id,timestamp,media_type,caption,media_product_type,media_url,thumbnail_url,permalink";
    private const string StoryMetrics = "views,reach,shares";

    private static readonly DateOnly _yesterday = new(2026, 11, 23);
    private readonly InstagramOptions _options = new();

    protected override string ProfileCall => Graph + "me?fields=user_id,username,name,biography,profile_picture_url,followers_count,follows_count,media_count";

    protected override string ProfileFixture => "me";

    protected override (HttpStatusCode Status, string Fixture) NotFound => (HttpStatusCode.BadRequest, "me-not-found");

    protected override (HttpStatusCode Status, string Body) DeadToken => (HttpStatusCode.BadRequest, Fixture("dead-token"));

    protected override IReadOnlyList<string> AllScopes => ["instagram_business_basic", "instagram_business_manage_insights"];

    private protected override PlatformHttpOptions Options => _options;

    private static PlatformProfile Known { get; } = new() { AccountId = "17841400000000002", Handle = Handle, DisplayName = "Studio Demo" };

    private static PlatformPost Reel { get; } = new("17880000000000001", DateTimeOffset.UnixEpoch, PostKind.ShortVideo);

    private static PlatformPost Picture { get; } = new("17880000000000002", DateTimeOffset.UnixEpoch, PostKind.Image);

    private static PlatformPost Album { get; } = new("17880000000000005", DateTimeOffset.UnixEpoch, PostKind.Carousel);

    private protected override IPlatformClient NewClient(PlatformHttp line) =>
        new InstagramClient(line, LineTo(_ => _options.UserGraphBaseUrl), new FixedOptions<InstagramOptions>(_options), Clock);

    [Fact]
    public async Task Profile_Found_HasTheAccountsIdRatherThanThePersons()
    {
        Http.On(ProfileCall, Fixture("me"));

        var profile = (await GetProfileAsync()).Value;

        Assert.Equal(
            new PlatformProfile
            {
                AccountId = "17841400000000002",
                Handle = "Studio.Demo",
                DisplayName = "Studio Demo",
                Biography = "Hi",
                AvatarUrl = "https://scontent.cdninstagram.com/v/x.jpg?oe=68",
                Followers = Metric.Of(20411),
                Following = Metric.Of(312),
                Posts = Metric.Of(640),
            },
            profile);
    }

    [Fact]
    public async Task Profile_AccountThatCannotBeRead_IsNotFound()
    {
        Http.On(ProfileCall, """{"id":"27280000000000001"}""");

        Assert.Equal(FailureKind.NotFound, (await FailProfileAsync()).Kind);
    }

    [Fact]
    public async Task Profile_OneFieldRefused_IsReadWithoutIt()
    {
        Http.On(ProfileCall, """{"error":{"message":"(#100) Tried accessing nonexisting field (biography)","code":100}}""", HttpStatusCode.BadRequest);
        Http.On(ProfileCall.Replace(",biography", "", StringComparison.Ordinal), Fixture("me"));

        Assert.Equal(Metric.Of(20411), (await GetProfileAsync()).Value.Followers);
    }

    [Theory]
    [InlineData("""{"code":190,"error_subcode":463}""", FailureKind.ConsentExpired, ConsentEndReason.Expired)]
    [InlineData("""{"code":190,"error_subcode":460}""", FailureKind.ConsentExpired, ConsentEndReason.PasswordChanged)]
    [InlineData("""{"code":190,"error_subcode":467}""", FailureKind.ConsentExpired, ConsentEndReason.Revoked)]
    [InlineData("""{"code":190,"error_subcode":458}""", FailureKind.ConsentExpired, ConsentEndReason.RemovedAtPlatform)]
    [InlineData("""{"code":190,"message":"Invalid OAuth access token - Cannot parse access token"}""", FailureKind.AccessRefused, null)]
    [InlineData("""{"code":190,"error_subcode":459}""", FailureKind.AccessRefused, null)]
    [InlineData("""{"code":102}""", FailureKind.AccessRefused, null)]
    [InlineData("""{"code":10}""", FailureKind.AgencyRefused, null)]
    [InlineData("""{"code":200,"message":"API access blocked."}""", FailureKind.AgencyRefused, null)]
    [InlineData("""{"code":100}""", FailureKind.InvalidRequest, null)]
    [InlineData("""{"code":4}""", FailureKind.RateLimited, null)]
    [InlineData("""{"code":1}""", FailureKind.PlatformDown, null)]
    [InlineData("""{"code":9999}""", FailureKind.BadResponse, null)]
    public async Task Profile_EachError_SaysWhyTheConsentEnded(string error, FailureKind kind, ConsentEndReason? end)
    {
        Http.On(ProfileCall, $$"""{"error":{{error}}}""", HttpStatusCode.BadRequest);

        var failure = await FailProfileAsync();

        Assert.Equal((kind, end), (failure.Kind, failure.End));
    }

    [Theory]
    [InlineData(80002, false)]
    [InlineData(4, true)]
    public async Task Profile_Limit_PausesTheOthersOnlyWhereItIsTheirsToo(int code, bool pauses)
    {
        const string usage = """{"17841400000000002":[{"type":"instagram","call_count":100,"estimated_time_to_regain_access":7}]}""";
        Http.On(ProfileCall, $$$"""{"error":{"code":{{{code}}}}}""", HttpStatusCode.BadRequest, ("X-Business-Use-Case-Usage", usage));

        Assert.Equal(TimeSpan.FromMinutes(7), (await FailProfileAsync()).RetryAfter);
        Assert.Equal(pauses, Budget.BlockedUntil is not null);
    }

    [Fact]
    public async Task Posts_TwoPages_AreReadByCursorAndTheNextAddressIsNeverTaken()
    {
        Http.On(Media, Fixture("media")).On(Stories, Empty).On(Media + "&after=QVFIUx%3D%3D", Fixture("media-last"));

        var first = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;
        var second = (await Client.GetPostsAsync(Account, Known, first.NextCursor, 48, Cancellation)).Value;

        Assert.Equal(
            [
                new PlatformPost("17880000000000001", new DateTimeOffset(2026, 7, 5, 18, 30, 0, TimeSpan.Zero), PostKind.ShortVideo)
                {
                    Text = "Backstage", Permalink = "https://www.instagram.com/reel/C8abc/", ThumbnailUrl = "https://scontent.cdninstagram.com/still.jpg",
                    Views = Metric.Unknown(MetricGap.NoDataYet), Likes = Metric.Of(1811), Comments = Metric.Of(29), Shares = Metric.Unknown(MetricGap.NoDataYet),
                },
                new PlatformPost("17880000000000002", new DateTimeOffset(2026, 6, 20, 10, 0, 0, TimeSpan.Zero), PostKind.Carousel)
                {
                    Permalink = "https://www.instagram.com/p/C8abd/",
                    Views = Metric.Unknown(MetricGap.NoDataYet), Likes = Metric.Unknown(MetricGap.Hidden), Comments = Metric.Of(2), Shares = Metric.Unknown(MetricGap.NoDataYet),
                },
            ],
            first.Posts);
        Assert.Equal("https://scontent.cdninstagram.com/picture.jpg", Assert.Single(second.Posts).ThumbnailUrl);
        Assert.Equal(("QVFIUx==", null), (first.NextCursor, second.NextCursor));
        Assert.All(Http.Requests, request => Assert.DoesNotContain(Token, request.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Posts_InsightsNotGranted_SayThatViewsNeedThem()
    {
        Http.On(Media, Fixture("media")).On(Stories, Empty);

        var page = (await Client.GetPostsAsync(With("instagram_business_basic"), Known, null, 50, Cancellation)).Value;

        Assert.All(page.Posts, post => Assert.Equal(Metric.Unknown(MetricGap.NotGranted), post.Views));
    }

    [Fact]
    public async Task Posts_ItemsThatCannotBeRead_AreCountedAndTheRestIsRead()
    {
        Http.On(Media, """{"data":[null,"x",{"id":"1","caption":[]},{"media_type":"IMAGE"},{"id":"2","timestamp":"yesterday","media_type":"IMAGE","permalink":"https://evil.example/p"}]}""").On(Stories, Empty);

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Equal(["another shape", "another shape", "another shape", "no id"], page.Unreadable);
        var post = Assert.Single(page.Posts);
        Assert.Equal(("2", null, null), (post.Id, post.PublishedAt, post.Permalink));
        // Neither likes nor comments are in the answer: nothing says that somebody hides them.
        Assert.Equal(MetricGap.NoDataYet, post.Likes.Gap);
    }

    [Fact]
    public async Task Posts_StoriesOfTheDay_ComeBesideThem()
    {
        Http.On(Media, Fixture("media-last"));
        Http.On(Stories, """{"data":[{"id":"18","media_type":"IMAGE","media_product_type":"STORY","timestamp":"2026-11-24T08:00:00+0000","permalink":"https://www.instagram.com/stories/studio.demo/18"}]}""");

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Equal(2, page.Posts.Count);
        Assert.Equal(("18", PostKind.Story, "https://www.instagram.com/stories/studio.demo/18"), (page.Posts[0].Id, page.Posts[0].Kind, page.Posts[0].Permalink));
    }

    [Fact]
    public async Task Posts_StoriesRefused_CostNoPostAndAreSaid()
    {
        Http.On(Media, Fixture("media-last")).On(Stories, """{"error":{"code":10}}""", HttpStatusCode.BadRequest);

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Single(page.Posts);
        Assert.Equal("stories: HTTP 400, code 10", page.Remark);
    }

    [Theory]
    [InlineData("""{"code":10}""")]
    [InlineData("""{"code":200}""")]
    [InlineData("""{"code":100,"error_subcode":33,"type":"GraphMethodException"}""")]
    public async Task Posts_ListNotGranted_IsAGap(string error)
    {
        Http.On(Media, $$"""{"error":{{error}}}""", HttpStatusCode.BadRequest);

        Assert.Same(PostPage.Refused, (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value);
    }

    [Fact]
    public async Task Insights_OfAStory_AskForWhatStoriesHave()
    {
        NoGroups();
        var story = Picture with { Id = "18", Kind = PostKind.Story };
        Http.On(PostCall(story, StoryMetrics), Fixture("media-insights"));

        var insights = (await GetInsightsAsync(Known, _yesterday.AddDays(1), null, story)).Value;

        Assert.Equal((Metric.Of(1377), Metric.Unknown(MetricGap.NotSupported)), (insights.Posts["18"].Reach, insights.Posts["18"].Saves));
    }

    [Fact]
    public async Task Insights_ScopeNotGranted_AreGapsAndAskNobody()
    {
        var insights = (await GetInsightsAsync(Known, _yesterday, With("instagram_business_basic"), Reel)).Value;

        Assert.Equal(13, insights.Gaps.Count);
        Assert.All(insights.Gaps, gap => Assert.Equal(MetricGap.NotGranted, gap.Gap));
        Assert.Empty(insights.Values);
        Assert.Empty(insights.Posts);
        Assert.Empty(Http.Requests);
    }

    [Fact]
    public async Task Insights_AllThere_HaveTheirDays()
    {
        Http.On(TotalsOf(23), Fixture("totals")).On(TotalsOf(22), Fixture("totals").Replace("177", "99", StringComparison.Ordinal));
        Http.On(NewFollowersSince(22), Fixture("new-followers"));
        Http.On(Demographics("age"), Groups("25-34", "65+")).On(Demographics("gender"), Groups("F", "U")).On(Demographics("country"), Groups("DE", "US")).On(Demographics("city"), Groups("Berlin, Berlin", "New York, New York"));
        Http.On(PostCall(Reel), Fixture("media-insights"));

        var insights = (await GetInsightsAsync(Known, _yesterday.AddDays(-1), null, Reel)).Value;

        Assert.Equal(
            [(23, 177), (22, 99)],
            insights.Values.Where(value => value.Metric == InsightMetric.Reach).Select(value => (value.Day.Day, (int)value.Value)));
        Assert.Equal(2, insights.Values.Count(value => value is { Metric: InsightMetric.Likes, Value: 0 }));
        Assert.Equal(2, insights.Values.Count(value => value is { Metric: InsightMetric.Comments, Value: 7 }));
        // What ended at midnight in California on the 23rd was the 22nd; the 21st was not asked for.
        Assert.Equal(new InsightValue(InsightMetric.NewFollowers, new DateOnly(2026, 11, 22), "", 9), Assert.Single(insights.Values, value => value.Metric == InsightMetric.NewFollowers));
        Assert.Equal(
            [
                (InsightMetric.FollowersByAge, "25-34", 60), (InsightMetric.FollowersByAge, "65+", 30), (InsightMetric.FollowersByGender, "female", 60), (InsightMetric.FollowersByGender, "other", 30),
                (InsightMetric.FollowersByCountry, "DE", 60), (InsightMetric.FollowersByCountry, "US", 30), (InsightMetric.FollowersByCity, "Berlin, Berlin", 60), (InsightMetric.FollowersByCity, "New York, New York", 30),
            ],
            insights.Values.Where(value => value.Slice.Length > 0).Select(value => (value.Metric, value.Slice, (int)value.Value)));
        Assert.All(insights.Values.Where(value => value.Slice.Length > 0), value => Assert.Equal(new DateOnly(2026, 11, 24), value.Day));
        Assert.Equal([(InsightMetric.Shares, MetricGap.NoDataYet), (InsightMetric.Saves, MetricGap.NoDataYet)], GapsOf(insights));
        Assert.Equal(
            new PostInsights { Views = Metric.Of(2400), Reach = Metric.Of(1377), Shares = Metric.Of(0), Saves = Metric.Unknown(MetricGap.NoDataYet) },
            Assert.Single(insights.Posts).Value);
        Assert.All(Http.Requests, request => Assert.DoesNotContain(Token, request.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Insights_LongAgo_AskForAWeekOfTotalsAndOfFollowersNoMoreThanThirtyDaysToTheSecond()
    {
        for (var day = 17; day <= 23; day++)
        {
            Http.On(TotalsOf(day), Empty);
        }

        // Summer time ended on the 1st of November.
        Http.On($"{Graph}17841400000000002/insights?metric=follower_count&period=day&since={At(new DateOnly(2026, 10, 26))}&until={At(new DateOnly(2026, 11, 24))}", Empty);
        NoGroups();

        var insights = (await GetInsightsAsync(Known, new DateOnly(2026, 1, 1))).Value;

        Assert.Equal(13, insights.Gaps.Count);
        Assert.All(insights.Gaps, gap => Assert.Equal(MetricGap.NoDataYet, gap.Gap));
    }

    [Fact]
    public async Task Insights_OneMetricUnknown_CostsOnlyItself()
    {
        Http.On(TotalsOf(23), NoSuchMetric, HttpStatusCode.BadRequest);
        foreach (var metric in Totals.Split(','))
        {
            Http.On(TotalsOf(23, metric), metric == "saves" ? NoSuchMetric : $$$"""{"data":[{"name":"{{{metric}}}","total_value":{"value":5}}]}""", metric == "saves" ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        }

        Http.On(TotalsOf(22, Totals.Replace(",saves", "", StringComparison.Ordinal)), Fixture("totals"));
        Http.On(NewFollowersSince(22), NoSuchMetric, HttpStatusCode.BadRequest);
        NoGroups();

        var insights = (await GetInsightsAsync(Known, _yesterday.AddDays(-1))).Value;

        Assert.Contains((InsightMetric.Saves, MetricGap.NotSupported), GapsOf(insights));
        Assert.Contains((InsightMetric.NewFollowers, MetricGap.NotSupported), GapsOf(insights));
        Assert.DoesNotContain(insights.Gaps, gap => gap.Metric == InsightMetric.Shares);
        Assert.Equal(7, insights.Values.Count(value => value is { Day.Day: 23, Value: 5 }));
    }

    [Fact]
    public async Task Insights_PostsWithoutThem_ConcernOnlyThemselves()
    {
        NoGroups();
        Http.On(PostCall(Reel), """{"error":{"message":"(#10) Not enough viewers for the media to show insights","type":"OAuthException","code":10}}""", HttpStatusCode.BadRequest);
        Http.On(PostCall(Picture), """{"error":{"message":"Media posted before business account conversion","code":100,"error_subcode":2108006}}""", HttpStatusCode.BadRequest);
        Http.On(PostCall(Picture with { Id = "gone" }), Fixture("me-not-found"), HttpStatusCode.BadRequest);
        Http.On(PostCall(Album), Empty);
        Http.On(PostCall(Picture with { Id = "last" }), Fixture("media-insights"));

        var insights = (await GetInsightsAsync(Known, _yesterday.AddDays(1), null, Reel, Picture, Picture with { Id = "gone" }, Album, Picture with { Id = "last" })).Value;

        Assert.Equal([Reel.Id, Picture.Id, Album.Id, "last"], insights.Posts.Keys);
        Assert.Equal(Metric.Unknown(MetricGap.NoDataYet), insights.Posts[Reel.Id].Reach);
        Assert.Equal(Metric.Unknown(MetricGap.NotSupported), insights.Posts[Picture.Id].Reach);
        Assert.Equal(Metric.Unknown(MetricGap.NoDataYet), insights.Posts[Album.Id].Reach);
        Assert.Equal(Metric.Of(1377), insights.Posts["last"].Reach);
    }

    [Fact]
    public async Task Insights_MetricThatReelsDoNotHave_IsNotAskedForAgainAndStaysForPictures()
    {
        NoGroups();
        Http.On(PostCall(Reel), NoSuchMetric, HttpStatusCode.BadRequest);
        foreach (var metric in PostMetrics.Split(','))
        {
            Http.On(PostCall(Reel, metric), metric == "saved" ? NoSuchMetric : Empty, metric == "saved" ? HttpStatusCode.BadRequest : HttpStatusCode.OK);
        }

        Http.On(PostCall(Reel with { Id = "second" }, "views,reach,shares"), Fixture("media-insights"));
        Http.On(PostCall(Picture), Fixture("media-insights"));

        var insights = (await GetInsightsAsync(Known, _yesterday.AddDays(1), null, Reel, Reel with { Id = "second" }, Picture)).Value;

        Assert.Equal(Metric.Unknown(MetricGap.NotSupported), insights.Posts["second"].Saves);
        Assert.Equal(Metric.Of(2400), insights.Posts["second"].Views);
        Assert.Equal(Metric.Unknown(MetricGap.NoDataYet), insights.Posts[Picture.Id].Saves);
    }

    [Fact]
    public async Task Insights_ManyPosts_AskForTheNewestTwentyFive()
    {
        NoGroups();
        var posts = Enumerable.Range(0, 30).Select(i => Picture with { Id = $"post-{i}" }).ToArray();
        foreach (var post in posts.Take(25))
        {
            Http.On(PostCall(post), Empty);
        }

        Assert.Equal(25, (await GetInsightsAsync(Known, _yesterday.AddDays(1), null, posts)).Value.Posts.Count);
    }

    [Theory]
    [InlineData("""{"error":{"code":190,"error_subcode":463}}""", 400, FailureKind.ConsentExpired)]
    [InlineData("""{"error":{"code":80002}}""", 400, FailureKind.RateLimited)]
    [InlineData("<html>", 502, FailureKind.PlatformDown)]
    [InlineData("<html>", 200, FailureKind.BadResponse)]
    public async Task Insights_WhatConcernsAllOfThem_EndsTheReading(string body, int status, FailureKind kind)
    {
        Http.On(TotalsOf(23), body, (HttpStatusCode)status);

        var answer = await GetInsightsAsync(Known, _yesterday);

        Assert.Equal(kind, (answer.Failure ?? answer.Value.EndedBy)?.Kind);
    }

    [Fact]
    public async Task Insights_ScopeTakenAwaySince_AreGaps()
    {
        Http.On(TotalsOf(23), """{"error":{"message":"(#10) Application does not have permission for this action","code":10}}""", HttpStatusCode.Forbidden);

        var insights = (await GetInsightsAsync(Known, _yesterday, null, Reel)).Value;

        Assert.All(insights.Gaps, gap => Assert.Equal(MetricGap.NotGranted, gap.Gap));
        Assert.Single(Http.Requests);
    }

    private void NoGroups()
    {
        foreach (var breakdown in new[] { "age", "gender", "country", "city" })
        {
            Http.On(Demographics(breakdown), Empty);
        }
    }

    private string Groups(string first, string second) =>
        Fixture("demographics").Replace("FIRST", first, StringComparison.Ordinal).Replace("SECOND", second, StringComparison.Ordinal);

    private static string TotalsOf(int day, string metrics = Totals) =>
        $"{Graph}17841400000000002/insights?metric={metrics}&metric_type=total_value&period=day&since={At(new DateOnly(2026, 11, day))}&until={At(new DateOnly(2026, 11, day + 1))}";

    private static string NewFollowersSince(int day) =>
        $"{Graph}17841400000000002/insights?metric=follower_count&period=day&since={At(new DateOnly(2026, 11, day))}&until={At(new DateOnly(2026, 11, 24))}";

    private static string Demographics(string breakdown) =>
        $"{Graph}17841400000000002/insights?metric=follower_demographics&period=lifetime&timeframe=this_month&metric_type=total_value&breakdown={breakdown}";

    private static string PostCall(PlatformPost post, string metrics = PostMetrics) => $"{Graph}{post.Id}/insights?metric={metrics}";

    /// <summary>Midnight in California.</summary>
    private static string At(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), day <= new DateOnly(2026, 11, 1) ? TimeSpan.FromHours(-7) : TimeSpan.FromHours(-8))
            .ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
