using Microsoft.Extensions.Options;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Fetches what one connection can see: the profile, then posts up to the configured depth. Writes nothing.</summary>
internal sealed class SyncConnection(PlatformCatalog catalog, SyncProgress progress, ConnectionChanges changes, IOptions<IngestionOptions> options)
{
    /// <exception cref="OperationCanceledException">The sync was stopped.</exception>
    public async Task<Result<FetchedAccount, PlatformFailure>> FetchAsync(ClaimedSync claim, CancellationToken cancellationToken)
    {
        if (catalog.ClientOf(claim.Platform) is not { } client)
        {
            return new PlatformFailure(FailureKind.NotConfigured, "no client");
        }

        if (!catalog.Get(claim.Platform).IsConfigured)
        {
            return new PlatformFailure(FailureKind.NotConfigured, "no credentials");
        }

        var account = new PlatformAccount(claim.Handle, claim.AccountId);
        var profile = await client.GetProfileAsync(account, cancellationToken);
        if (!profile.Succeeded)
        {
            return profile.Failure;
        }

        Report(claim, 0);
        var posts = await FetchPostsAsync(client, claim, account, profile.Value, cancellationToken);
        return posts.Succeeded ? new FetchedAccount(profile.Value, posts.Value) : posts.Failure;
    }

    private async Task<Result<List<PlatformPost>, PlatformFailure>> FetchPostsAsync(
        IPlatformClient client, ClaimedSync claim, PlatformAccount account, PlatformProfile profile, CancellationToken cancellationToken)
    {
        var depth = options.Value.PostDepth;
        var posts = new List<PlatformPost>(depth);
        var seen = new HashSet<string>(depth, StringComparer.Ordinal);
        string? cursor = null;
        while (posts.Count < depth)
        {
            var page = await client.GetPostsAsync(account, profile, cursor, depth - posts.Count, cancellationToken);
            if (!page.Succeeded)
            {
                return page.Failure;
            }

            var before = posts.Count;
            posts.AddRange(page.Value.Posts.Where(post => seen.Add(post.Id)).Take(depth - before));
            if (posts.Count > before)
            {
                Report(claim, posts.Count);
            }

            // A page without anything new would be asked for again and again, whatever its cursor says.
            if (page.Value.NextCursor is null || page.Value.NextCursor == cursor || posts.Count == before)
            {
                break;
            }

            cursor = page.Value.NextCursor;
        }

        return posts;
    }

    private void Report(ClaimedSync claim, int posts)
    {
        progress.Report(claim.Id, new SyncStep(ProfileDone: true, posts));
        changes.Moved(claim.Change);
    }
}
