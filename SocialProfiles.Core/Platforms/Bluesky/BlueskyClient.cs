using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.Bluesky;

/// <summary>Reads accounts and their posts from Bluesky's public AppView (docs.bsky.app/docs/api). Everything there is public, and needs no credential.</summary>
internal sealed class BlueskyClient(
    [FromKeyedServices(BlueskyPlatform.PlatformKey)] PlatformHttp http,
    IOptionsMonitor<BlueskyOptions> options) : IPlatformClient
{
    public string PlatformKey => BlueskyPlatform.PlatformKey;

    public PlatformSource SourceOf(bool byPermission) => new("app.bsky", "actor.getProfile, feed.getAuthorFeed");

    public async Task<Result<PlatformProfile, PlatformFailure>> GetProfileAsync(PlatformAccount account, CancellationToken cancellationToken)
    {
        var reply = await http.GetAsync(
            "/xrpc/app.bsky.actor.getProfile?actor=" + ActorOf(account.AccountId, account),
            PlatformCredential.None, BlueskyJson.Default.BlueskyProfile, BlueskyFailures.Read, cancellationToken);
        if (!reply.Succeeded)
        {
            return reply.Failure;
        }

        return reply.Value.Did is { } did && BlueskyHandle.IsDid(did)
            ? BlueskyReading.Profile(reply.Value, did, account)
            : new PlatformFailure(FailureKind.BadResponse, "HTTP 200, no DID");
    }

    public async Task<Result<PostPage, PlatformFailure>> GetPostsAsync(PlatformAccount account, PlatformProfile profile, string? cursor, int wanted, CancellationToken cancellationToken)
    {
        if (wanted < 1)
        {
            return PostPage.Empty;
        }

        // A whole page however few are wanted: reposts, which are not the account's, take their places in it. Replies to others
        // are left out at the platform, as the account's own page leaves them out.
        var most = options.CurrentValue.PageSize.ToString(CultureInfo.InvariantCulture);
        var page = cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor);
        var reply = await http.GetAsync(
            $"/xrpc/app.bsky.feed.getAuthorFeed?actor={ActorOf(profile.AccountId, account)}&filter=posts_no_replies&limit={most}{page}",
            PlatformCredential.None, BlueskyJson.Default.BlueskyFeed, BlueskyFailures.Read, cancellationToken);
        return reply.Succeeded ? BlueskyReading.Page(reply.Value, cursor) : reply.Failure;
    }

    /// <summary>The DID finds the account after a change of its handle, too.</summary>
    private static string ActorOf(string? accountId, PlatformAccount account) =>
        Uri.EscapeDataString(accountId is not null && BlueskyHandle.IsDid(accountId) ? accountId : account.Handle);
}
