using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;

namespace SocialProfiles.Tests.Platforms.Instagram;

/// <summary>Fixtures mirror developers.facebook.com/docs/instagram-platform/…/business-discovery and …/graph-api/guides/error-handling.</summary>
public sealed class InstagramClientTests : PlatformClientTests
{
    private const string Target = "https://graph.facebook.com/v25.0/17841400000000099?fields=business_discovery.username(studio.demo)%7B";
    private const string ProfileFields = "id,username,name,biography,profile_picture_url,followers_count,follows_count,media_count";
    private const string MediaFields = "id,timestamp,media_type,caption,media_product_type,media_url,permalink,like_count,comments_count,view_count";

    private readonly InstagramOptions _options = new() { AgencyUserId = "17841400000000099", AccessToken = "EAAGsecret" };

    protected override string ProfileCall => $"{Target}{ProfileFields}%7D";

    protected override (HttpStatusCode Status, string Fixture) NotFound => (HttpStatusCode.BadRequest, "not-found");

    protected override string? Secret => "EAAGsecret";

    private protected override PlatformHttpOptions Options => _options;

    private static PlatformProfile Known { get; } = new() { AccountId = "17841400000000002", Handle = Handle, DisplayName = "Studio Demo" };

    private protected override IPlatformClient NewClient(PlatformHttp line) => new InstagramClient(line, LineTo(_ => _options.UserGraphBaseUrl), new FixedOptions<InstagramOptions>(_options), Clock);

    [Fact]
    public async Task Profile_Found_GivesEveryPublicNumber()
    {
        Http.On(ProfileCall, Fixture("profile"));

        var profile = (await GetProfileAsync()).Value;

        Assert.Equal(
            new PlatformProfile
            {
                AccountId = "17841400000000002",
                Handle = "Studio.Demo",
                DisplayName = "Studio Demo",
                Biography = "Hi",
                AvatarUrl = "https://scontent.cdninstagram.com/v/x.jpg?oe=68",
                Followers = Metric.Of(51230),
                Following = Metric.Of(312),
                Posts = Metric.Of(318),
                Views = Metric.Unknown(MetricGap.NotSupported),
            },
            profile);
    }

    [Fact]
    public async Task Profile_WithoutNumbers_SaysThatTheyAreNotCountedYet()
    {
        Http.On(ProfileCall, """{"business_discovery":{"id":"1","username":"studio.demo"}}""");

        var profile = (await GetProfileAsync()).Value;

        Assert.Equal(Metric.Unknown(MetricGap.NoDataYet), profile.Followers);
        Assert.Equal("studio.demo", profile.DisplayName);
    }

    [Fact]
    public async Task Profile_AgeGated_IsNotFound()
    {
        Http.On(ProfileCall, """{"id":"17841400000000099"}""");

        Assert.Equal(FailureKind.NotFound, (await FailProfileAsync()).Kind);
    }

    [Fact]
    public async Task Profile_UnknownAccount_TellsCodeAndRequestButNoLocalisedText()
    {
        Http.On(ProfileCall, Fixture("not-found"), HttpStatusCode.BadRequest);

        Assert.Equal("HTTP 400, code 110/2207013, request AbC_12-x", (await FailProfileAsync()).Detail);
    }

    [Fact]
    public async Task Profile_WithoutCredentials_IsNotConfiguredAndCallsNobody()
    {
        _options.AccessToken = null;

        Assert.Equal(FailureKind.NotConfigured, (await FailProfileAsync()).Kind);
        Assert.Empty(Http.Requests);
    }

    [Fact]
    public async Task Posts_TwoPages_AreReadToTheEnd()
    {
        Http.On($"{Target}media.limit(25)%7B{MediaFields}%7D%7D", Fixture("posts-1"));
        Http.On($"{Target}media.limit(25).after(QVFIUx%3D%3D)%7B{MediaFields}%7D%7D", Fixture("posts-2"));

        var first = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;
        var second = (await Client.GetPostsAsync(Account, Known, first.NextCursor, 47, Cancellation)).Value;

        Assert.Equal(["17880000000000009", "17880000000000008", "17880000000000007", "17880000000000006"], first.Posts.Select(post => post.Id));
        Assert.Equal(["another shape"], first.Unreadable);
        Assert.Equal(["17880000000000005"], second.Posts.Select(post => post.Id));
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task Posts_EachKind_SaysWhatIsKnownAndWhyTheRestIsNot()
    {
        Http.On($"{Target}media.limit(25)%7B{MediaFields}%7D%7D", Fixture("posts-1"));

        var posts = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value.Posts;

        Assert.Equal(
            [
                new PlatformPost("17880000000000009", new DateTimeOffset(2026, 8, 3, 16, 5, 10, TimeSpan.Zero), PostKind.ShortVideo)
                {
                    Text = "Backstage", Permalink = "https://www.instagram.com/reel/C8abc/",
                    Views = Metric.Of(1811), Likes = Metric.Of(64), Comments = Metric.Of(9), Shares = Metric.Unknown(MetricGap.NotGranted),
                },
                new PlatformPost("17880000000000008", new DateTimeOffset(2026, 8, 1, 8, 0, 0, TimeSpan.Zero), PostKind.Image)
                {
                    Permalink = "https://www.instagram.com/p/C8abd/", ThumbnailUrl = "https://scontent.cdninstagram.com/v/picture.jpg",
                    Views = Metric.Unknown(MetricGap.NotGranted), Likes = Metric.Unknown(MetricGap.Hidden), Comments = Metric.Of(2), Shares = Metric.Unknown(MetricGap.NotGranted),
                },
                new PlatformPost("17880000000000007", new DateTimeOffset(2026, 7, 5, 18, 30, 0, TimeSpan.Zero), PostKind.Carousel)
                {
                    Views = Metric.Unknown(MetricGap.NotGranted), Likes = Metric.Of(5), Comments = Metric.Of(0), Shares = Metric.Unknown(MetricGap.NotGranted),
                },
                new PlatformPost("17880000000000006", null, PostKind.Image)
                {
                    Views = Metric.Unknown(MetricGap.NotGranted), Likes = Metric.Unknown(MetricGap.NoDataYet), Comments = Metric.Unknown(MetricGap.NoDataYet), Shares = Metric.Unknown(MetricGap.NotGranted),
                },
            ],
            posts);
    }

    [Fact]
    public async Task Posts_FewerWantedThanAPageHolds_AsksForNoMore()
    {
        Http.On($"{Target}media.limit(3)%7B{MediaFields}%7D%7D", Fixture("posts-2"));

        Assert.True((await Client.GetPostsAsync(Account, Known, null, 3, Cancellation)).Succeeded);
    }

    [Fact]
    public async Task Posts_AccountWithoutAny_IsAnEmptyEnd()
    {
        Http.On($"{Target}media.limit(25)%7B{MediaFields}%7D%7D", """{"business_discovery":{"id":"1"}}""");

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Empty(page.Posts);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task Posts_CursorThatNeverMoves_EndsThePaging()
    {
        Http.On($"{Target}media.limit(25).after(QVFIUx%3D%3D)%7B{MediaFields}%7D%7D", Fixture("posts-1"));

        Assert.Null((await Client.GetPostsAsync(Account, Known, "QVFIUx==", 50, Cancellation)).Value.NextCursor);
    }

    [Fact]
    public async Task Posts_OneFieldRefused_AreFetchedWithoutItForAnHour()
    {
        var fewer = $"{Target}media.limit(25)%7B{MediaFields.Replace(",view_count", "", StringComparison.Ordinal)}%7D%7D";
        var withoutViews = Fixture("posts-1").Replace("\"view_count\": 1811, ", "", StringComparison.Ordinal);
        Http.On($"{Target}media.limit(25)%7B{MediaFields}%7D%7D", Fixture("refused-field"), HttpStatusCode.BadRequest);
        Http.On(fewer, withoutViews).On(fewer, withoutViews);

        var first = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;
        Clock.Advance(TimeSpan.FromMinutes(59));
        await Client.GetPostsAsync(Account, Known, null, 50, Cancellation);

        Assert.Equal(3, Http.Requests.Count);
        Assert.All(first.Posts, post => Assert.Equal(Metric.Unknown(MetricGap.NotSupported), post.Views));
        Assert.Equal(Metric.Of(64), first.Posts[0].Likes);

        Http.On($"{Target}media.limit(25)%7B{MediaFields}%7D%7D", Fixture("posts-1"));
        Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Metric.Of(1811), (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value.Posts[0].Views);
    }

    [Fact]
    public async Task Profile_SeveralFieldsRefusedInTurn_GivesTheOthers()
    {
        const string refusal = """{"error":{"message":"(#100) Tried accessing nonexisting field (FIELD) on node type (IGUser)","code":100}}""";
        Http.On(ProfileCall, refusal.Replace("FIELD", "biography", StringComparison.Ordinal), HttpStatusCode.BadRequest);
        Http.On($"{Target}id,username,name,profile_picture_url,followers_count,follows_count,media_count%7D", refusal.Replace("FIELD", "follows_count", StringComparison.Ordinal), HttpStatusCode.BadRequest);
        Http.On($"{Target}id,username,name,profile_picture_url,followers_count,media_count%7D", """{"business_discovery":{"id":"1","username":"studio.demo","followers_count":9}}""");

        var profile = (await GetProfileAsync()).Value;

        Assert.Equal(Metric.Of(9), profile.Followers);
        Assert.Equal(Metric.Unknown(MetricGap.NotSupported), profile.Following);
    }

    [Fact]
    public async Task Profile_FieldRefusedThatWasNeverAskedFor_IsOurFault()
    {
        Http.On(ProfileCall, Fixture("refused-field"), HttpStatusCode.BadRequest);

        Assert.Equal(FailureKind.InvalidRequest, (await FailProfileAsync()).Kind);
        Assert.Single(Http.Requests);
    }
}
