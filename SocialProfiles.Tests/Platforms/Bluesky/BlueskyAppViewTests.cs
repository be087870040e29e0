using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Tests.Platforms.Bluesky;

/// <summary>The client against Bluesky's own server on this machine, with the accounts of <c>AppView/appview.js</c>.</summary>
public sealed class BlueskyAppViewTests
{
    /// <summary>Address of the running AppView. Tests download nothing, so who wants these starts it: docs/add-a-platform.md.</summary>
    private const string Variable = "BLUESKY_APPVIEW";

    [Fact]
    public async Task Account_OfARealServer_IsReadWithItsOwnPostsAndNobodyElses()
    {
        await using var services = TestPlatforms.Provide(("Platforms:Bluesky:AppViewBaseUrl", AppView()));
        var client = services.GetRequiredService<PlatformCatalog>().ClientOf("BLUESKY")!;
        var account = new PlatformAccount("alice.test", null);

        var profile = (await client.GetProfileAsync(account, TestContext.Current.CancellationToken)).Value;
        var first = (await client.GetPostsAsync(account, profile, null, 50, TestContext.Current.CancellationToken)).Value;
        var second = first.NextCursor is null ? PostPage.Empty : (await client.GetPostsAsync(account, profile, first.NextCursor, 48, TestContext.Current.CancellationToken)).Value;

        Assert.Equal(("alice.test", "Alice", "Films about films"), (profile.Handle, profile.DisplayName, profile.Biography));
        Assert.StartsWith("did:plc:", profile.AccountId, StringComparison.Ordinal);
        // The reply is a post to Bluesky, too.
        Assert.Equal((Metric.Of(1), Metric.Of(0), Metric.Of(3)), (profile.Followers, profile.Following, profile.Posts));
        Assert.Equal(
            [(null, PostKind.Image, Metric.Of(0), Metric.Of(0), Metric.Of(0)), ("The first post of all", PostKind.Other, Metric.Of(1), Metric.Of(1), Metric.Of(2))],
            first.Posts.Select(post => (post.Text, post.Kind, post.Likes, post.Comments, post.Shares)));
        Assert.NotNull(first.Posts[0].ThumbnailUrl);
        Assert.All(first.Posts, post => Assert.InRange(post.PublishedAt!.Value, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue));
        Assert.Empty(first.Unreadable);
        Assert.Equal((0, null, false), (second.Posts.Count, second.NextCursor, second.EndsEarly));
    }

    [Fact]
    public async Task Account_OfARealServer_IsFoundByItsLastingIdToo()
    {
        await using var services = TestPlatforms.Provide(("Platforms:Bluesky:AppViewBaseUrl", AppView()));
        var client = services.GetRequiredService<PlatformCatalog>().ClientOf("BLUESKY")!;
        var first = await client.GetProfileAsync(new PlatformAccount("alice.test", null), TestContext.Current.CancellationToken);

        var second = await client.GetProfileAsync(new PlatformAccount("renamed.test", first.Value.AccountId), TestContext.Current.CancellationToken);

        Assert.Equal(first.Value, second.Value);
    }

    [Theory]
    [InlineData("nobody.test", FailureKind.NotFound)]
    [InlineData("gone.test", FailureKind.NotFound)]
    [InlineData("banned.test", FailureKind.NotFound)]
    [InlineData("no_handle", FailureKind.InvalidRequest)]
    public async Task Account_ThatARealServerRefuses_HasItsMeaning(string handle, FailureKind kind)
    {
        await using var services = TestPlatforms.Provide(("Platforms:Bluesky:AppViewBaseUrl", AppView()));
        var client = services.GetRequiredService<PlatformCatalog>().ClientOf("BLUESKY")!;

        Assert.Equal(kind, (await client.GetProfileAsync(new PlatformAccount(handle, null), TestContext.Current.CancellationToken)).Failure?.Kind);
    }

    private static string AppView()
    {
        var address = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(address is { Length: > 0 }, $"No AppView runs here: {Variable} is not set.");
        return address!;
    }
}
