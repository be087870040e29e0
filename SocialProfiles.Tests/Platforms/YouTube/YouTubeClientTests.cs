using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.YouTube;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms.YouTube;

/// <summary>Fixtures mirror developers.google.com/youtube/v3/docs/channels/list, …/playlistItems/list, …/videos/list and …/errors.</summary>
public sealed class YouTubeClientTests : PlatformClientTests
{
    private const string Base = "https://www.googleapis.com/youtube/v3";
    private const string Channels = Base + "/channels?part=id,snippet,contentDetails,statistics&";
    private const string Uploads = Base + "/playlistItems?part=contentDetails&playlistId=UUaaaaaaaaaaaaaaaaaaaaaa&maxResults=50";
    private const string Videos = Base + "/videos?part=snippet,contentDetails,statistics,status&id=abcdefghijk,deleted0001,lmnopqrstuv";
    private const string ChannelId = "UCaaaaaaaaaaaaaaaaaaaaaa";

    private readonly YouTubeOptions _options = new() { ApiKey = "AIzaSecret" };

    protected override string ProfileCall => Channels + "forHandle=@studio.demo";

    protected override (HttpStatusCode Status, string Fixture) NotFound => (HttpStatusCode.OK, "not-found");

    protected override string? Secret => "AIzaSecret";

    private protected override PlatformHttpOptions Options => _options;

    private static PlatformProfile Known { get; } = new() { AccountId = ChannelId, Handle = "demo", DisplayName = "Demo", PostsSource = "UUaaaaaaaaaaaaaaaaaaaaaa" };

    private protected override IPlatformClient NewClient(PlatformHttp line) => new YouTubeClient(line, LineTo(_ => _options.AnalyticsBaseUrl), new FixedOptions<YouTubeOptions>(_options), Clock);

    [Fact]
    public async Task Profile_Found_GivesEveryPublicNumberAndMarksRoundedOnes()
    {
        Http.On(ProfileCall, Fixture("profile"));

        var profile = (await GetProfileAsync()).Value;

        Assert.Equal(
            new PlatformProfile
            {
                AccountId = ChannelId,
                Handle = "demo",
                DisplayName = "Demo",
                Biography = "Films about films",
                AvatarUrl = "https://yt3.ggpht.com/x=s240",
                Followers = Metric.Rounded(731000),
                Following = Metric.Unknown(MetricGap.NotSupported),
                Posts = Metric.Of(412),
                Views = Metric.Of(48211903),
                PostsSource = "UUaaaaaaaaaaaaaaaaaaaaaa",
            },
            profile);
    }

    [Fact]
    public async Task Help_TheArithmeticOfTheQuota_IsWhatASyncCosts()
    {
        Http.On(ProfileCall, Fixture("profile")).On(Uploads, Fixture("uploads-1")).On(Videos, Fixture("videos-1"));
        await GetProfileAsync();
        await Client.GetPostsAsync(new PlatformAccount("demo", null), Known, null, 50, Cancellation);
        double units = Http.Requests.Count;

        // As RetrySchedule spreads it: over the last fifth of the time.
        var minutes = new SocialProfiles.Core.Ingestion.IngestionOptions().RefreshMinutes * 0.9;
        var unitsADay = units * 24 * 60 / minutes;
        var help = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "platforms", "youtube.md"), Cancellation);
        var forTheSchedule = _options.UnitsPerDay * DailyUnits.ScheduleShare;
        Assert.Equal(3, units);
        foreach (var number in new FormattableString[]
        {
            $"every {minutes:0.0} minutes", $"takes {unitsADay:0.0} units a day", $"enough for {Math.Floor(forTheSchedule / unitsADay):0} channels",
            $"200 channels every {200 * units / forTheSchedule * 24 * 60:0} minutes", $"500 every {500 * units / forTheSchedule * 24:0.0} hours",
        })
        {
            Assert.Contains(FormattableString.Invariant(number), help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Profile_SubscribersHidden_AreUnknownRatherThanZero()
    {
        Http.On(ProfileCall, """{"items":[{"id":"UCaaaaaaaaaaaaaaaaaaaaaa","statistics":{"subscriberCount":"0","hiddenSubscriberCount":true}}]}""");

        var profile = (await GetProfileAsync()).Value;

        Assert.Equal(Metric.Unknown(MetricGap.Hidden), profile.Followers);
        Assert.Equal("UUaaaaaaaaaaaaaaaaaaaaaa", profile.PostsSource);
    }

    [Theory]
    [InlineData("demo", null, "forHandle=@demo")]
    [InlineData("あいう", null, "forHandle=@%E3%81%82%E3%81%84%E3%81%86")]
    [InlineData(ChannelId, null, "id=" + ChannelId)]
    [InlineData("user/OldName", null, "forUsername=OldName")]
    [InlineData("c/Custom", null, "forHandle=@Custom")]
    [InlineData("demo", ChannelId, "id=" + ChannelId)]
    [InlineData("demo", "nonsense&key=x", "forHandle=@demo")]
    public async Task Profile_EachWayOfNaming_AsksWithItsFilter(string handle, string? accountId, string filter)
    {
        Http.On(Channels + filter, Fixture("profile"));

        Assert.True((await Client.GetProfileAsync(new PlatformAccount(handle, accountId), Cancellation)).Succeeded);
    }

    [Theory]
    [InlineData("Demo", "@demo", "Demo")]
    [InlineData("oldname", "@demo", "demo")]
    [InlineData("demo", "LegacyCustom", null)]
    [InlineData("demo", "@not a handle", null)]
    public async Task Profile_HandleInTheAnswer_IsTakenWhereItIsNews(string typed, string customUrl, string? expected)
    {
        Http.On(Channels + "forHandle=@" + typed, Fixture("profile").Replace("@demo", customUrl, StringComparison.Ordinal));

        Assert.Equal(expected, (await Client.GetProfileAsync(new PlatformAccount(typed, null), Cancellation)).Value.Handle);
    }

    [Fact]
    public async Task Profile_WithoutKey_IsNotConfiguredAndCallsNobody()
    {
        _options.ApiKey = null;

        Assert.Equal(FailureKind.NotConfigured, (await FailProfileAsync()).Kind);
        Assert.Empty(Http.Requests);
    }

    [Fact]
    public async Task Profile_QuotaUsedUp_WaitsUntilMidnightInCalifornia()
    {
        Http.On(ProfileCall, """{"error":{"code":403,"errors":[{"domain":"youtube.quota","reason":"quotaExceeded"}]}}""", HttpStatusCode.Forbidden);

        var failure = await FailProfileAsync();

        // 12:00 UTC in November is 04:00 there.
        Assert.Equal(FailureKind.RateLimited, failure.Kind);
        Assert.Equal(TimeSpan.FromHours(20) + TimeSpan.FromMinutes(1), failure.RetryAfter);
        Assert.Equal(Clock.GetUtcNow() + failure.RetryAfter, Budget.BlockedUntil);
    }

    [Fact]
    public async Task Posts_TwoPages_AreReadToTheEndNewestFirst()
    {
        Http.On(Uploads, Fixture("uploads-1")).On(Videos, Fixture("videos-1")).On(Uploads + "&pageToken=EAAaB1BUOkNESQ", Fixture("uploads-2"));

        var first = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;
        var second = (await Client.GetPostsAsync(Account, Known, first.NextCursor, 50, Cancellation)).Value;

        Assert.Equal(
            [
                new PlatformPost("abcdefghijk", new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), PostKind.Video)
                {
                    Text = "T", Permalink = "https://www.youtube.com/watch?v=abcdefghijk", ThumbnailUrl = "https://i.ytimg.com/vi/abcdefghijk/mqdefault.jpg", DurationSeconds = 521,
                    Views = Metric.Of(9120), Likes = Metric.Of(402), Comments = Metric.Of(57), Shares = Metric.Unknown(MetricGap.NotGranted),
                },
                new PlatformPost("lmnopqrstuv", new DateTimeOffset(2026, 2, 1, 10, 0, 0, TimeSpan.Zero), PostKind.Video)
                {
                    Text = "Older", Permalink = "https://www.youtube.com/watch?v=lmnopqrstuv", DurationSeconds = 86402,
                    Views = Metric.Of(12), Likes = Metric.Unknown(MetricGap.Hidden), Comments = Metric.Unknown(MetricGap.Hidden), Shares = Metric.Unknown(MetricGap.NotGranted),
                },
            ],
            first.Posts);
        Assert.Empty(second.Posts);
        Assert.Null(second.NextCursor);
    }

    [Fact]
    public async Task Profile_AskedForById_TakesOnlyThatChannel()
    {
        const string others = """{"items":[{"id":"UCbbbbbbbbbbbbbbbbbbbbbb","snippet":{"title":"Other"}},{"id":"UCaaaaaaaaaaaaaaaaaaaaaa","snippet":{"title":"Ours"}}]}""";
        Http.On(Channels + "id=" + ChannelId, others).On(Channels + "id=" + ChannelId, others.Replace("UCa", "UCc", StringComparison.Ordinal));

        var ours = await Client.GetProfileAsync(new PlatformAccount("demo", ChannelId), Cancellation);
        var nobody = await Client.GetProfileAsync(new PlatformAccount("demo", ChannelId), Cancellation);

        Assert.Equal("Ours", ours.Value.DisplayName);
        Assert.Equal(FailureKind.NotFound, nobody.Failure?.Kind);
    }

    [Fact]
    public async Task Posts_ItemsThatCannotBeRead_AreCountedAndPrivateOnesAreNot()
    {
        Http.On(Uploads, """{"items":[null,7,{"contentDetails":{}},{"contentDetails":{"videoId":"a","videoPublishedAt":"2026-03-01T10:00:00Z"}},{"contentDetails":{"videoId":"b"}},{"contentDetails":{"videoId":"private"}}],"nextPageToken":"next"}""");
        Http.On(Videos.Split("&id=")[0] + "&id=a,b,private", """{"items":[{"id":"a","snippet":{}},{"id":"b"}]}""");

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Equal(["another shape", "another shape", "no video id"], page.Unreadable);
        Assert.Equal(1, page.NotPublic);
        Assert.Equal([("a", new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero)), ("b", (DateTimeOffset?)null)], page.Posts.Select(post => (post.Id, post.PublishedAt)));
    }

    [Fact]
    public async Task Posts_NewestAreAllPrivate_StillHaveANextPage()
    {
        Http.On(Uploads, """{"items":[{"contentDetails":{"videoId":"a"}}],"nextPageToken":"next"}""").On(Videos.Split("&id=")[0] + "&id=a", "{}");

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Equal((0, 1, "next"), (page.Posts.Count, page.NotPublic, page.NextCursor));
    }

    [Fact]
    public async Task Posts_ChannelWithoutUploadsList_AreAnEmptyEnd()
    {
        Http.On(Uploads, """{"error":{"code":404,"errors":[{"domain":"youtube.playlistItem","reason":"playlistNotFound"}]}}""", HttpStatusCode.NotFound);

        var page = (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value;

        Assert.Empty(page.Posts);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task Posts_VideosRefused_IsAFailureRatherThanAnEmptyPage()
    {
        Http.On(Uploads, Fixture("uploads-1")).On(Videos, "", HttpStatusCode.ServiceUnavailable);

        Assert.Equal(FailureKind.PlatformDown, (await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Failure?.Kind);
    }

    [Theory]
    [InlineData("\"PT1H\"", 3600)]
    [InlineData("\"P0D\"", 0)]
    [InlineData("\"soon\"", null)]
    [InlineData("\"P99999999999999D\"", null)]
    [InlineData("\"-PT1S\"", null)]
    [InlineData("null", null)]
    public async Task Posts_Duration_IsReadWhereItIsOne(string duration, int? seconds)
    {
        Http.On(Uploads, """{"items":[{"contentDetails":{"videoId":"a"}}]}""");
        Http.On(Videos.Split("&id=")[0] + "&id=a", """{"items":[{"id":"a","snippet":{"publishedAt":"2026-01-01T00:00:00Z"},"contentDetails":{"duration":DURATION}}]}""".Replace("DURATION", duration, StringComparison.Ordinal));

        var post = Assert.Single((await Client.GetPostsAsync(Account, Known, null, 50, Cancellation)).Value.Posts);

        Assert.Equal(seconds, post.DurationSeconds);
        Assert.Equal(Metric.Unknown(MetricGap.NoDataYet), post.Likes);
    }
}
