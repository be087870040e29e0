using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.TikTok;

namespace SocialProfiles.Tests.Platforms.TikTok;

/// <summary>Fixtures mirror developers.tiktok.com/doc/tiktok-api-v2-get-user-info, …/tiktok-api-v2-video-list and …/tiktok-api-v2-error-handling.</summary>
public sealed class TikTokConsentedTests : ConsentedClientTests
{
    private const string User = "https://open.tiktokapis.com/v2/user/info/?fields=open_id,avatar_url,display_name";
    private const string Videos = "https://open.tiktokapis.com/v2/video/list/?fields=id,create_time,title,video_description,duration,cover_image_url,share_url,like_count,comment_count,share_count,view_count";

    private readonly TikTokOptions _options = new();

    protected override string ProfileCall => User + ",username,bio_description,follower_count,following_count,likes_count,video_count";

    protected override string ProfileFixture => "user";

    protected override (HttpStatusCode Status, string Fixture) NotFound => (HttpStatusCode.OK, "user-not-found");

    protected override (HttpStatusCode Status, string Body) DeadToken =>
        (HttpStatusCode.Unauthorized, """{"data":{},"error":{"code":"access_token_invalid","message":"The access token is invalid or not found in the request.","log_id":"2026"}}""");

    protected override IReadOnlyList<string> AllScopes => ["user.info.basic", "user.info.profile", "user.info.stats", "video.list"];

    private protected override PlatformHttpOptions Options => _options;

    private static PlatformProfile Known { get; } = new() { AccountId = "5b1e7c90-aaaa-4bbb-8ccc-0123456789ab", Handle = "demo.user", DisplayName = "Demo" };

    private protected override IPlatformClient NewClient(PlatformHttp line) => new TikTokClient(line, LineTo(_ => _options.ApiBaseUrl));

    [Fact]
    public async Task Profile_AllScopes_GivesEveryNumber()
    {
        Http.On(ProfileCall, Fixture("user"));

        Assert.Equal(
            new PlatformProfile
            {
                AccountId = "5b1e7c90-aaaa-4bbb-8ccc-0123456789ab",
                Handle = "demo.user",
                DisplayName = "Demo",
                Biography = "Hi",
                AvatarUrl = "https://p16-sign.tiktokcdn-us.com/x.jpeg",
                Followers = Metric.Of(1200),
                Following = Metric.Of(10),
                Posts = Metric.Of(42),
                Likes = Metric.Of(34000),
            },
            (await GetProfileAsync()).Value);
    }

    [Theory]
    [InlineData("user.info.basic", "")]
    [InlineData("user.info.basic user.info.profile", ",username,bio_description")]
    [InlineData("user.info.basic user.info.stats", ",follower_count,following_count,likes_count,video_count")]
    public async Task Profile_FewerScopes_AsksForFewerFields(string scopes, string fields)
    {
        Http.On(User + fields, """{"data":{"user":{"open_id":"1","display_name":"Demo"}},"error":{"code":"ok"}}""");

        var profile = (await Client.GetProfileAsync(With(scopes.Split(' ')), Cancellation)).Value;

        Assert.Equal(Metric.Unknown(scopes.Contains("stats", StringComparison.Ordinal) ? MetricGap.NoDataYet : MetricGap.NotGranted), profile.Followers);
    }

    [Theory]
    [InlineData("scope_permission_missed", HttpStatusCode.BadRequest)]
    [InlineData("scope_permission_missed", HttpStatusCode.Unauthorized)]
    [InlineData("scope_not_authorized", HttpStatusCode.OK)]
    public async Task Profile_LessGrantedThanWeKnow_IsReadWithTheBasicFields(string code, HttpStatusCode status)
    {
        Http.On(ProfileCall, $$$"""{"data":{},"error":{"code":"{{{code}}}"}}""", status).On(User, Fixture("user"));

        Assert.Equal("Demo", (await GetProfileAsync()).Value.DisplayName);
    }

    [Theory]
    [InlineData("access_token_invalid", FailureKind.AccessRefused, null)]
    [InlineData("rate_limit_exceeded", FailureKind.RateLimited, null)]
    [InlineData("internal_error", FailureKind.PlatformDown, null)]
    [InlineData("invalid_params", FailureKind.InvalidRequest, null)]
    [InlineData("something_new", FailureKind.BadResponse, null)]
    public async Task Profile_ErrorInsideASuccess_IsAFailure(string code, FailureKind kind, ConsentEndReason? end)
    {
        Http.On(ProfileCall, $$$"""{"data":{},"error":{"code":"{{{code}}}","log_id":"1"}}""");

        var failure = await FailProfileAsync();

        Assert.Equal((kind, end), (failure.Kind, failure.End));
    }

    [Fact]
    public async Task Profile_BasicScopeGone_EndsTheConsent()
    {
        const string body = """{"error":{"code":"scope_not_authorized"}}""";
        Http.On(ProfileCall, body, HttpStatusCode.Unauthorized).On(User, body, HttpStatusCode.Unauthorized);

        var failure = await FailProfileAsync();

        Assert.Equal((FailureKind.MissingScope, ConsentEndReason.ScopeMissing), (failure.Kind, failure.End));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"data":{"user":{"open_id":""}},"error":{"code":"ok"}}""")]
    [InlineData("""{"data":{"user":{"open_id":"../x"}},"error":{"code":"ok"}}""")]
    public async Task Profile_WithoutAnIdThatIsOne_IsBadResponse(string body)
    {
        Http.On(ProfileCall, body);

        Assert.Equal(FailureKind.BadResponse, (await FailProfileAsync()).Kind);
    }

    [Fact]
    public async Task Posts_TwoPages_AreReadByCursorInMilliseconds()
    {
        Http.On(Videos, Fixture("videos")).On(Videos, Fixture("videos-last"));

        var first = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;
        var second = (await Client.GetPostsAsync(Account, Known, first.NextCursor, 3, Cancellation)).Value;

        Assert.Equal(
            [
                new PlatformPost("7080217258529737986", new DateTimeOffset(2022, 3, 29, 8, 0, 0, TimeSpan.Zero), PostKind.ShortVideo)
                {
                    Text = "Title #tag", Permalink = "https://www.tiktok.com/@demo.user/video/7080217258529737986", ThumbnailUrl = "https://p16-sign.tiktokcdn-us.com/y.jpeg", DurationSeconds = 15,
                    Views = Metric.Of(345), Likes = Metric.Of(12), Comments = Metric.Of(1), Shares = Metric.Of(0),
                },
                new PlatformPost("7080217258529737985", new DateTimeOffset(2022, 3, 29, 7, 46, 40, TimeSpan.Zero), PostKind.ShortVideo)
                {
                    Views = Metric.Unknown(MetricGap.NoDataYet), Likes = Metric.Unknown(MetricGap.NoDataYet), Comments = Metric.Unknown(MetricGap.NoDataYet), Shares = Metric.Unknown(MetricGap.NoDataYet),
                },
                new PlatformPost("without-a-time", null, PostKind.ShortVideo)
                {
                    Views = Metric.Unknown(MetricGap.NoDataYet), Likes = Metric.Unknown(MetricGap.NoDataYet), Comments = Metric.Unknown(MetricGap.NoDataYet), Shares = Metric.Unknown(MetricGap.NoDataYet),
                },
            ],
            first.Posts);
        Assert.Equal(("1648540000000", null), (first.NextCursor, second.NextCursor));
        Assert.Equal(["""{"max_count":20}""", """{"max_count":3,"cursor":1648540000000}"""], Http.Requests.Select(request => request.Body));
        Assert.All(Http.Requests, request => Assert.Equal((HttpMethod.Post, "application/json", "Bearer " + Token), (request.Method, request.MediaType, request.Headers["Authorization"])));
    }

    [Fact]
    public async Task Posts_ItemsOfAnotherShape_AreCountedAndTheRestIsRead()
    {
        Http.On(Videos, """{"data":{"videos":[null,[1],{"id":7080217258529737986,"title":5},{"create_time":1648540800},{"id":"7080217258529737986"},{"id":"42"},{"id":"43","create_time":-5,"share_url":"https://evil.example/x"}],"has_more":false},"error":{"code":"ok"}}""");

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Equal(["another shape", "another shape", "another shape", "no id"], page.Unreadable);
        // The id holds the second: the upper 32 bits of 7080217258529737986.
        Assert.Equal([("7080217258529737986", DateTimeOffset.FromUnixTimeSeconds(7080217258529737986L >> 32)), ("42", (DateTimeOffset?)null), ("43", null)], page.Posts.Select(post => (post.Id, post.PublishedAt)));
        Assert.Null(page.Posts[2].Permalink);
    }

    [Fact]
    public async Task Posts_MoreWithoutACursor_IsNoEndOfTheList()
    {
        Http.On(Videos, """{"data":{"videos":[],"has_more":true},"error":{"code":"ok"}}""");

        Assert.True((await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value.EndsEarly);
    }

    [Fact]
    public async Task Profile_WithStats_HasTheLikesThatTheTermsPromise()
    {
        Http.On(ProfileCall, Fixture("user"));

        Assert.Equal(Metric.Of(34000), (await GetProfileAsync()).Value.Likes);
    }

    [Fact]
    public async Task Posts_CursorThatNeverMoves_EndsThePaging()
    {
        Http.On(Videos, Fixture("videos"));

        Assert.Null((await Client.GetPostsAsync(Account, Known, "1648540000000", 50, Cancellation)).Value.NextCursor);
    }

    [Fact]
    public async Task Posts_ScopeNotGranted_AreAGapAndNotNone()
    {
        Http.On(Videos, """{"error":{"code":"scope_not_authorized"}}""", HttpStatusCode.Unauthorized);

        var never = await Client.GetPostsAsync(With("user.info.basic"), Known, null, 50, Cancellation);
        Assert.Empty(Http.Requests);
        var noLonger = await Client.GetPostsAsync(Account, Known, null, 50, Cancellation);

        Assert.Equal((MetricGap.NotGranted, false), (never.Value.Gap, never.Value.IsRefused));
        Assert.Equal((MetricGap.NotGranted, true), (noLonger.Value.Gap, noLonger.Value.IsRefused));
    }

    [Theory]
    [InlineData("""{"error":{"code":"ok"}}""", 200, FailureKind.BadResponse)]
    [InlineData("""{"data":{},"error":{"code":"access_token_invalid"}}""", 200, FailureKind.AccessRefused)]
    [InlineData("", 500, FailureKind.PlatformDown)]
    [InlineData("", 429, FailureKind.RateLimited)]
    [InlineData("{}", 404, FailureKind.BadResponse)]
    public async Task Posts_Refused_AreAFailureRatherThanAnEmptyPage(string body, int status, FailureKind kind)
    {
        Http.On(Videos, body, (HttpStatusCode)status);

        Assert.Equal(kind, (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Failure?.Kind);
    }
}
