using SocialProfiles.Core.Platforms;
using SocialProfiles.Sandbox;

namespace SocialProfiles.Tests.Sandbox;

/// <summary>The Bluesky client, talking to the sandbox over HTTP.</summary>
public sealed class BlueskySandboxTests
{
    private const string Bluesky = "BLUESKY";

    [Theory]
    [InlineData("nonexistent12345invalid", FailureKind.NotFound)]
    [InlineData("private.life", FailureKind.NotFound)]
    [InlineData("ratelimited.rosa", FailureKind.RateLimited)]
    [InlineData("flaky", FailureKind.PlatformDown)]
    [InlineData("down.for.days", FailureKind.PlatformDown)]
    [InlineData("html.harbour", FailureKind.PlatformDown)]
    [InlineData("garbled.gus", FailureKind.BadResponse)]
    [InlineData("redirect.rita", FailureKind.BadResponse)]
    [InlineData("revoked.rae", null)]
    [InlineData("hidden.hugo", null)]
    [InlineData("empty.emil", null)]
    [InlineData("maya", null)]
    public async Task FirstSync_OfAHandle_FailsAsItsBeginningSays(string typed, FailureKind? kind)
    {
        await using var clients = await SandboxedClients.StartAsync();

        Assert.Equal(kind, (await clients.SyncAsync(Bluesky, TestHandle(typed))).Failure?.Kind);
    }

    [Fact]
    public async Task Sync_OrdinaryHandle_GivesFiftyPostsOverPagesEachOnceAndNewestFirst()
    {
        await using var clients = await SandboxedClients.StartAsync(("Platforms:Bluesky:PageSize", "25"));

        var result = await clients.SyncAsync(Bluesky, TestHandle("maya-travels"));

        Assert.Null(result.Failure);
        Assert.Equal(("Maya Travels", "maya-travels.bsky.social"), (result.Profile!.DisplayName, result.Profile.Handle));
        Assert.True(result.Profile.Followers.Value > 1000);
        Assert.Equal(50, result.Posts.Select(post => post.Id).Distinct().Count());
        Assert.Equal(result.Posts.OrderByDescending(post => post.PublishedAt), result.Posts);
        Assert.All(result.Posts, post => Assert.Equal((MetricGap.None, MetricGap.None, MetricGap.None, MetricGap.NotSupported), (post.Likes.Gap, post.Comments.Gap, post.Shares.Gap, post.Views.Gap)));
        Assert.True(result.Posts.Select(post => post.Kind).Distinct().Count() > 2);
    }

    [Fact]
    public async Task Sync_OfAStoredId_FindsTheSameAccountAfterItsHandleChanged()
    {
        await using var clients = await SandboxedClients.StartAsync();
        var first = (await clients.SyncAsync(Bluesky, "maya.travels", wanted: 0)).Profile!;

        var second = await clients.Client(Bluesky).GetProfileAsync(new PlatformAccount("renamed.since", first.AccountId), TestContext.Current.CancellationToken);

        Assert.Equal((first.AccountId, "maya.travels"), (second.Value.AccountId, second.Value.Handle));
    }

    [Fact]
    public async Task Sync_NewestItemsAreReposts_GoesOnToTheAccountsOwn()
    {
        await using var clients = await SandboxedClients.StartAsync();
        var account = new PlatformAccount("unlisted.uma", null);
        var profile = (await clients.Client(Bluesky).GetProfileAsync(account, TestContext.Current.CancellationToken)).Value;

        var first = (await clients.Client(Bluesky).GetPostsAsync(account, profile, null, 50, TestContext.Current.CancellationToken)).Value;
        var second = (await clients.Client(Bluesky).GetPostsAsync(account, profile, first.NextCursor, 50, TestContext.Current.CancellationToken)).Value;

        Assert.Empty(first.Posts);
        Assert.NotEmpty(second.Posts);
    }

    [Fact]
    public async Task Sync_OddItems_AreCountedAndTheOthersRead()
    {
        await using var clients = await SandboxedClients.StartAsync();
        var account = new PlatformAccount("odd.orla", null);
        var profile = (await clients.Client(Bluesky).GetProfileAsync(account, TestContext.Current.CancellationToken)).Value;

        var page = (await clients.Client(Bluesky).GetPostsAsync(account, profile, null, 50, TestContext.Current.CancellationToken)).Value;

        Assert.NotEmpty(page.Unreadable);
        Assert.Contains(page.Posts, post => post.PublishedAt is null);
    }

    [Fact]
    public void Examples_OfTheBehaviours_AreHandlesThatBlueskyAccepts() => Assert.All(SandboxBehaviours.All, behaviour =>
        Assert.Same(behaviour, SandboxBehaviours.For(TestHandle(behaviour.Example))));

    private static string TestHandle(string typed) => Platforms.TestPlatforms.Get(Bluesky).Read(typed).Handle!;
}
