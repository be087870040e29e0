using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Bluesky;

namespace SocialProfiles.Tests.Platforms.Bluesky;

/// <summary>Fixtures mirror the lexicons app.bsky.actor.getProfile and app.bsky.feed.getAuthorFeed of github.com/bluesky-social/atproto.</summary>
public sealed class BlueskyClientTests : PlatformClientTests
{
    private const string Did = "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Base = "https://public.api.bsky.app/xrpc/";
    private const string Feed = Base + "app.bsky.feed.getAuthorFeed?actor=did%3Aplc%3Aaaaaaaaaaaaaaaaaaaaaaaaa&filter=posts_no_replies&limit=50";

    private readonly BlueskyOptions _options = new();

    protected override string ProfileCall => Base + "app.bsky.actor.getProfile?actor=studio.demo";

    protected override (HttpStatusCode Status, string Fixture) NotFound => (HttpStatusCode.BadRequest, "not-found");

    protected override string? Secret => null;

    private protected override PlatformHttpOptions Options => _options;

    private static PlatformProfile Known { get; } = new() { AccountId = Did, Handle = "studio.demo", DisplayName = "Demo" };

    private protected override IPlatformClient NewClient(PlatformHttp line) => new BlueskyClient(line, new FixedOptions<BlueskyOptions>(_options));

    [Fact]
    public async Task Profile_Found_GivesEveryNumberThatBlueskyHas()
    {
        Http.On(ProfileCall, Fixture("profile"));

        Assert.Equal(
            new PlatformProfile
            {
                AccountId = Did,
                Handle = "studio.demo",
                DisplayName = "Demo",
                Biography = "Films about films",
                AvatarUrl = $"https://cdn.bsky.app/img/avatar/plain/{Did}/bafkreiavatar@jpeg",
                Followers = Metric.Of(18234),
                Following = Metric.Of(311),
                Posts = Metric.Of(942),
                Views = Metric.Unknown(MetricGap.NotSupported),
                Likes = Metric.Unknown(MetricGap.NotSupported),
            },
            (await GetProfileAsync()).Value);
    }

    [Fact]
    public async Task Profile_NothingButAnId_IsAnAccountWithUnknownNumbers()
    {
        Http.On(ProfileCall, $$"""{"did":"{{Did}}","followersCount":null,"followsCount":"many","postsCount":9200000000000000000}""");

        var profile = (await GetProfileAsync()).Value;

        Assert.Equal((Handle, null), (profile.DisplayName, profile.Handle));
        Assert.Equal([MetricGap.NoDataYet, MetricGap.Unbelievable, MetricGap.Unbelievable], new[] { profile.Followers, profile.Following, profile.Posts }.Select(metric => metric.Gap));
    }

    [Theory]
    [InlineData("demo.new", "demo.new")]
    [InlineData("handle.invalid", null)]
    [InlineData("not a handle", null)]
    [InlineData("localhost", null)]
    public async Task Profile_HandleInTheAnswer_IsBelievedOnlyWhenItIsOne(string given, string? expected)
    {
        Http.On(ProfileCall, Fixture("profile").Replace("studio.demo", given, StringComparison.Ordinal));

        Assert.Equal(expected, (await GetProfileAsync()).Value.Handle);
    }

    [Theory]
    [InlineData("studio.demo", Did, "did%3Aplc%3Aaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData(Did, null, "did%3Aplc%3Aaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("studio.demo", "1&limit=1", "studio.demo")]
    public async Task Profile_OfAKnownAccount_IsAskedForByItsLastingId(string handle, string? accountId, string actor)
    {
        Http.On(Base + "app.bsky.actor.getProfile?actor=" + actor, Fixture("profile"));

        Assert.True((await Client.GetProfileAsync(new PlatformAccount(handle, accountId), Cancellation)).Succeeded);
    }

    [Theory]
    [InlineData("""{"did":"did:example:x"}""")]
    [InlineData("""{"did":"../../evil"}""")]
    [InlineData("""{"handle":"studio.demo"}""")]
    public async Task Profile_WithoutAnIdOfBlueskys_IsBadResponse(string body)
    {
        Http.On(ProfileCall, body);

        Assert.Equal(FailureKind.BadResponse, (await FailProfileAsync()).Kind);
    }

    [Fact]
    public async Task Posts_TwoPages_AreTheAccountsOwnWithKindThumbnailAndNumbers()
    {
        Http.On(Feed, Fixture("feed-1")).On(Feed + "&cursor=2026-11-18T08%3A00%3A00Z", Fixture("feed-2"));

        var first = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;
        var second = (await Client.GetPostsAsync(Account, Known, first.NextCursor, 48, Cancellation)).Value;

        Assert.Equal(
            [
                new PlatformPost("3lvideo222222", At(20), PostKind.Video)
                {
                    Permalink = $"https://bsky.app/profile/{Did}/post/3lvideo222222",
                    ThumbnailUrl = "https://video.bsky.app/watch/did%3Aplc%3Aaaaaaaaaaaaaaaaaaaaaaaaa/bafkreivideo/thumbnail.jpg",
                    Likes = Metric.Of(512), Comments = Metric.Of(12), Shares = Metric.Of(34),
                },
                new PlatformPost("3limages222222", At(18), PostKind.Carousel)
                {
                    Text = "Two frames", Permalink = $"https://bsky.app/profile/{Did}/post/3limages222222",
                    ThumbnailUrl = $"https://cdn.bsky.app/img/feed_thumbnail/plain/{Did}/bafkreione@jpeg",
                    Likes = Metric.Of(3), Comments = Metric.Of(1), Shares = Metric.Of(2),
                },
            ],
            first.Posts);
        Assert.Equal(
            [
                // An app that says that it is written next year is not believed.
                new PlatformPost("3lquoted22222", At(10), PostKind.Image)
                {
                    Text = "Look at this", Permalink = $"https://bsky.app/profile/{Did}/post/3lquoted22222", ThumbnailUrl = "https://cdn.bsky.app/thumb.jpg",
                    Likes = Metric.Of(0), Comments = Metric.Of(0), Shares = Metric.Unknown(MetricGap.NoDataYet),
                },
                new PlatformPost("3llink2222222", At(9), PostKind.Other)
                {
                    Text = "Read this", Permalink = $"https://bsky.app/profile/{Did}/post/3llink2222222", ThumbnailUrl = "https://cdn.bsky.app/link.jpg",
                    Likes = Metric.Unknown(MetricGap.NoDataYet), Comments = Metric.Unknown(MetricGap.NoDataYet), Shares = Metric.Unknown(MetricGap.NoDataYet),
                },
            ],
            second.Posts);
        Assert.Null(second.NextCursor);
        Assert.False(second.EndsEarly);
    }

    [Fact]
    public async Task Posts_NothingButReposts_StillHaveANextPage()
    {
        Http.On(Feed, """{"feed":[{"post":{"uri":"at://did:plc:bbbbbbbbbbbbbbbbbbbbbbbb/app.bsky.feed.post/3l"},"reason":{"$type":"app.bsky.feed.defs#reasonRepost"}}],"cursor":"next"}""");

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Equal((0, 0, "next"), (page.Posts.Count, page.Unreadable.Count, page.NextCursor));
    }

    [Fact]
    public async Task Posts_PinnedByTheAccount_IsItsOwn()
    {
        Http.On(Feed, $$$"""{"feed":[{"post":{"uri":"at://{{{Did}}}/app.bsky.feed.post/3lpinned"},"reason":{"$type":"app.bsky.feed.defs#reasonPin"}}]}""");

        Assert.Equal("3lpinned", Assert.Single((await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value.Posts).Id);
    }

    [Fact]
    public async Task Posts_ItemsThatCannotBeRead_AreCounted()
    {
        Http.On(Feed, $$$$"""{"feed":[null,7,{},{"post":{"uri":"https://evil.example/x"}},{"post":{"uri":"at://{{{{Did}}}}/app.bsky.feed.post/a b"}},{"post":{"uri":"at://{{{{Did}}}}/app.bsky.feed.like/3l"}},{"post":{"uri":"at://{{{{Did}}}}/app.bsky.feed.post/3l","record":{"createdAt":"soon"},"embed":{"$type":"app.bsky.embed.new#view","thumbnail":"javascript:alert(1)"}}}]}""");

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Equal(["another shape", "another shape", "no uri", "no uri", "no uri", "no uri"], page.Unreadable);
        var post = Assert.Single(page.Posts);
        Assert.Equal(("3l", null, PostKind.Other, null), (post.Id, post.PublishedAt, post.Kind, post.ThumbnailUrl));
    }

    [Fact]
    public async Task Posts_CursorThatLeadsToItself_EndsTheListEarly()
    {
        Http.On(Feed + "&cursor=again", """{"feed":[],"cursor":"again"}""");

        var page = (await Client.GetPostsAsync(Account, Known, "again", 50, Cancellation)).Value;

        Assert.Null(page.NextCursor);
        Assert.True(page.EndsEarly);
    }

    [Fact]
    public async Task Posts_Refused_IsAFailureRatherThanAnEmptyPage()
    {
        Http.On(Feed, "", HttpStatusCode.ServiceUnavailable);

        Assert.Equal(FailureKind.PlatformDown, (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Failure?.Kind);
    }

    private static DateTimeOffset At(int day) => new(2026, 11, day, 8, 0, 0, TimeSpan.Zero);
}
