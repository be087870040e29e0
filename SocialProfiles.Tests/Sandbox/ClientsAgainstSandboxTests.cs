using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Core.Platforms.YouTube;
using SocialProfiles.Sandbox;

namespace SocialProfiles.Tests.Sandbox;

/// <summary>The clients that talk to the real platforms, talking to the sandbox over HTTP.</summary>
public sealed class ClientsAgainstSandboxTests
{
    private const string Instagram = "INSTAGRAM";
    private const string TikTok = "TIKTOK";
    private const string YouTube = "YOUTUBE";

    [Theory]
    [InlineData("nonexistent12345invalid", FailureKind.NotFound, FailureKind.NotFound, FailureKind.NotFound)]
    [InlineData("private.life", FailureKind.NotFound, FailureKind.NotFound, FailureKind.Private)]
    [InlineData("ratelimited.rosa", FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited)]
    [InlineData("flaky.finn", FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown)]
    [InlineData("down.for.days", FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown)]
    [InlineData("html.harbour", FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown)]
    [InlineData("garbled.gus", FailureKind.BadResponse, FailureKind.BadResponse, FailureKind.BadResponse)]
    [InlineData("huge.hana", FailureKind.BadResponse, FailureKind.BadResponse, FailureKind.BadResponse)]
    [InlineData("redirect.rita", FailureKind.BadResponse, FailureKind.BadResponse, FailureKind.BadResponse)]
    [InlineData("silent.sam", FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown)]
    [InlineData("revoked.rae", FailureKind.AgencyRefused, null, FailureKind.AgencyRefused)]
    [InlineData("forbidden.fred", FailureKind.AgencyRefused, null, FailureKind.AgencyRefused)]
    [InlineData("maya.travels", null, null, null)]
    [InlineData("hidden.hugo", null, null, null)]
    [InlineData("empty.emil", null, null, null)]
    public async Task FirstSync_OfAHandle_FailsAsItsBeginningSays(string handle, FailureKind? instagram, FailureKind? tikTok, FailureKind? youTube)
    {
        await using var clients = await SandboxedClients.StartAsync(
            ("Platforms:Instagram:TimeoutSeconds", "1"), ("Platforms:TikTok:TimeoutSeconds", "1"), ("Platforms:YouTube:TimeoutSeconds", "1"));

        var results = await Task.WhenAll(clients.SyncAsync(Instagram, handle), clients.SyncAsync(TikTok, handle), clients.SyncAsync(YouTube, handle));

        Assert.Equal([instagram, tikTok, youTube], results.Select(result => result.Failure?.Kind));
    }

    [Theory]
    [InlineData(Instagram)]
    [InlineData(YouTube)]
    public async Task Sync_OrdinaryHandle_GivesFiftyPostsOverPagesEachOnceAndNewestFirst(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync(
            ("Platforms:Instagram:PageSize", "20"), ("Platforms:YouTube:PageSize", "20"));

        var result = await clients.SyncAsync(platform, "maya.travels");

        Assert.Null(result.Failure);
        Assert.Equal("Maya Travels", result.Profile!.DisplayName);
        Assert.Equal("maya.travels", result.Profile.Handle);
        Assert.True(result.Profile.Followers.Value > 1000);
        Assert.Equal(platform == YouTube, result.Profile.Followers.IsRounded);
        Assert.Equal(50, result.Posts.Count);
        Assert.Equal(50, result.Posts.Select(post => post.Id).Distinct().Count());
        Assert.Equal(result.Posts.OrderByDescending(post => post.PublishedAt), result.Posts);
        Assert.All(result.Posts, post =>
        {
            Assert.Equal(MetricGap.None, post.Likes.Gap);
            Assert.Equal(MetricGap.None, post.Comments.Gap);
            Assert.NotNull(post.Permalink);
        });
        Assert.Contains(result.Posts, post => post.Views.Value > 0);
        Assert.Contains(result.Posts, post => post.Text is { Length: > 10 });
    }

    [Fact]
    public async Task Sync_ByHandOnTikTok_GivesTheNameAndSaysThatNumbersNeedConsent()
    {
        await using var clients = await SandboxedClients.StartAsync();

        var result = await clients.SyncAsync(TikTok, "maya.travels");

        Assert.Equal("Maya Travels", result.Profile!.DisplayName);
        Assert.Equal(MetricGap.NotGranted, result.Profile.Followers.Gap);
        Assert.Empty(result.Posts);
    }

    [Fact]
    public async Task Sync_OfAStoredChannelId_FindsTheSameChannelAsItsHandle()
    {
        await using var clients = await SandboxedClients.StartAsync();
        var client = clients.Client(YouTube);
        var first = await client.GetProfileAsync(new PlatformAccount("maya.travels", null), TestContext.Current.CancellationToken);

        var second = await client.GetProfileAsync(new PlatformAccount("renamed.since", first.Value.AccountId), TestContext.Current.CancellationToken);

        Assert.Equal(first.Value.AccountId, second.Value.AccountId);
        Assert.Equal("maya.travels", second.Value.Handle);
    }

    [Theory]
    [InlineData(Instagram)]
    [InlineData(YouTube)]
    public async Task Sync_HiddenCounts_AreUnknownAndNotZero(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();

        var result = await clients.SyncAsync(platform, "hidden.hugo");

        Assert.NotEmpty(result.Posts);
        Assert.All(result.Posts, post => Assert.Equal(MetricGap.Hidden, post.Likes.Gap));
        Assert.Equal(platform == YouTube ? MetricGap.Hidden : MetricGap.None, result.Profile!.Followers.Gap);
    }

    [Theory]
    [InlineData(Instagram)]
    [InlineData(YouTube)]
    public async Task Sync_OddItems_AreCountedAndTheOthersRead(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var client = clients.Client(platform);
        var profile = (await client.GetProfileAsync(new PlatformAccount("odd.orla", null), TestContext.Current.CancellationToken)).Value;

        var page = (await client.GetPostsAsync(new PlatformAccount("odd.orla", null), profile, null, 50, TestContext.Current.CancellationToken)).Value;

        Assert.NotEmpty(page.Unreadable);
        Assert.NotEmpty(page.Posts);
        Assert.Contains(page.Posts, post => post.PublishedAt is null);
    }

    [Fact]
    public async Task Sync_NewestUploadsPrivate_GoesOnToThoseThatAreNot()
    {
        await using var clients = await SandboxedClients.StartAsync();
        var client = clients.Client(YouTube);
        var account = new PlatformAccount("unlisted.uma", null);
        var profile = (await client.GetProfileAsync(account, TestContext.Current.CancellationToken)).Value;

        var first = (await client.GetPostsAsync(account, profile, null, 50, TestContext.Current.CancellationToken)).Value;
        var second = (await client.GetPostsAsync(account, profile, first.NextCursor, 50, TestContext.Current.CancellationToken)).Value;

        Assert.Equal((0, 50), (first.Posts.Count, first.NotPublic));
        Assert.NotEmpty(second.Posts);
    }

    [Theory]
    [InlineData(Instagram)]
    [InlineData(YouTube)]
    public async Task Sync_UnbelievableFollowers_AreUnknown(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();

        Assert.Equal(Metric.Unknown(MetricGap.Unbelievable), (await clients.SyncAsync(platform, "unbelievable.ugo")).Profile!.Followers);
    }

    [Theory]
    [InlineData(Instagram)]
    [InlineData(YouTube)]
    public async Task Sync_EmptyAccount_SucceedsWithoutPosts(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();

        var result = await clients.SyncAsync(platform, "empty.emil");

        Assert.Null(result.Failure);
        Assert.Equal(0, result.Profile!.Posts.Value);
        Assert.Empty(result.Posts);
    }

    [Theory]
    [InlineData(Instagram)]
    [InlineData(TikTok)]
    [InlineData(YouTube)]
    public async Task Sync_Flaky_SucceedsAtTheSecondAttempt(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();

        var first = await clients.SyncAsync(platform, "flaky.finn");
        var second = await clients.SyncAsync(platform, "flaky.finn");

        Assert.True(first.Failure!.CanPassByItself);
        Assert.Null(second.Failure);
    }

    [Theory]
    [InlineData(Instagram)]
    [InlineData(TikTok)]
    [InlineData(YouTube)]
    public async Task Sync_RateLimited_SaysHowLongToWaitTwiceAndThenSucceeds(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();

        var failures = new[]
        {
            (await clients.SyncAsync(platform, "ratelimited.rosa")).Failure,
            (await clients.SyncAsync(platform, "ratelimited.rosa")).Failure,
            (await clients.SyncAsync(platform, "ratelimited.rosa")).Failure,
        };

        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3), null], failures.Select(failure => failure?.RetryAfter));
        Assert.Null(failures[2]);
    }

    [Fact]
    public async Task Options_WithRealCredentialsConfigured_AreOverriddenSoThatNothingRealIsCalled()
    {
        await using var clients = await SandboxedClients.StartAsync(
            ("Platforms:Instagram:AccessToken", "real-token"),
            ("Platforms:Instagram:AgencyUserId", "17841400000000001"),
            ("Platforms:YouTube:ApiKey", "real-key"),
            ("Platforms:YouTube:DataBaseUrl", "https://www.googleapis.com/youtube/v3"));

        var instagram = clients.Services.GetRequiredService<IOptions<InstagramOptions>>().Value;
        var tikTok = clients.Services.GetRequiredService<IOptions<TikTokOptions>>().Value;
        var youTube = clients.Services.GetRequiredService<IOptions<YouTubeOptions>>().Value;

        Assert.All([instagram.GraphBaseUrl, tikTok.OEmbedBaseUrl, youTube.DataBaseUrl], address => Assert.Equal("127.0.0.1", new Uri(address).Host));
        Assert.NotEqual("real-token", instagram.AccessToken);
        Assert.NotEqual("real-key", youTube.ApiKey);
        Assert.Null((await clients.SyncAsync(Instagram, "maya.travels")).Failure);
    }

    [Fact]
    public async Task SampleTalentsAndExamples_AreHandlesThatThePlatformsAccept()
    {
        await using var clients = await SandboxedClients.StartAsync();
        var catalog = clients.Services.GetRequiredService<PlatformCatalog>();
        var examples = SandboxBehaviours.All.SelectMany(behaviour => new[] { Instagram, TikTok, YouTube }.Select(platform => (platform, behaviour.Example)));

        Assert.All(SampleTalents.All.SelectMany(talent => talent.Accounts).Concat(examples), account =>
        {
            var reading = catalog.Get(account.Item1).Read(account.Item2);
            Assert.True(reading.Accepted, $"{account.Item1} {account.Item2}: {reading.Refusal}");
            Assert.Equal(account.Item2, reading.Handle);
        });
    }
}
