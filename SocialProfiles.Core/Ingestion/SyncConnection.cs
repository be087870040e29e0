using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Fetches what one connection can see: the profile, posts up to the configured depth, and by consent the private numbers.
/// Writes nothing.
/// </summary>
internal sealed partial class SyncConnection(
    PlatformCatalog catalog,
    ConsentTokens consents,
    SyncProgress progress,
    ConnectionChanges changes,
    TimeProvider time,
    IOptions<IngestionOptions> options,
    ILogger<SyncConnection> logger)
{
    /// <summary>Platforms count private numbers for some days on.</summary>
    private const int DaysReadAgain = 3;

    /// <summary>How long a list that a permission does not open is not asked for again, unless the talent gives access anew.</summary>
    private static readonly TimeSpan _refusedFor = TimeSpan.FromHours(24);

    /// <summary>How far back the first reading goes, days.</summary>
    private const int FirstDays = 30;

    /// <exception cref="OperationCanceledException">The sync was stopped.</exception>
    public async Task<Result<FetchedAccount, PlatformFailure>> FetchAsync(ClaimedSync claim, CancellationToken cancellationToken)
    {
        if (catalog.ClientOf(claim.Platform) is not { } client)
        {
            return new PlatformFailure(FailureKind.NotConfigured, "no client");
        }

        if (claim.Type == ConnectionType.OAuth)
        {
            return await FetchByConsentAsync(client, claim, cancellationToken);
        }

        return catalog.Get(claim.Platform).IsConfigured
            ? await FetchAccountAsync(client, claim, new PlatformAccount(claim.Handle, claim.AccountId), cancellationToken)
            : new PlatformFailure(FailureKind.NotConfigured, "no credentials");
    }

    private async Task<Result<FetchedAccount, PlatformFailure>> FetchByConsentAsync(IPlatformClient client, ClaimedSync claim, CancellationToken cancellationToken)
    {
        var consent = await consents.GetAsync(claim.Id, null, cancellationToken);
        if (!consent.Succeeded)
        {
            return consent.Failure;
        }

        var fetched = await FetchWithAsync(client, claim, consent.Value, isRenewed: false, cancellationToken);
        if (fetched.Succeeded || !fetched.Failure.IsTokenRefused)
        {
            return fetched;
        }

        // A token can die before its time; a renewal tells whether only the token did. Once: a second refusal right after it is
        // a fault of the platform or of something in between, and ends nothing.
        var renewed = await consents.GetAsync(claim.Id, consent.Value.Access.AccessToken, cancellationToken);
        if (renewed.Succeeded)
        {
            return await FetchWithAsync(client, claim, renewed.Value, isRenewed: true, cancellationToken);
        }

        return renewed.Failure;
    }

    private async Task<Result<FetchedAccount, PlatformFailure>> FetchWithAsync(IPlatformClient client, ClaimedSync claim, LiveConsent consent, bool isRenewed, CancellationToken cancellationToken)
    {
        var account = new PlatformAccount(claim.Handle, claim.AccountId, consent.Access);
        var fetched = await FetchAccountAsync(client, claim, account, cancellationToken);
        if (fetched.Succeeded && consent.HasFailed)
        {
            fetched = fetched.Value with { RecoversTheGrant = true };
        }

        var now = time.GetUtcNow();
        if (!fetched.Succeeded || (consent.InsightsReadAt is { } read && now - read < TimeSpan.FromHours(options.Value.InsightHours)))
        {
            return fetched;
        }

        var since = DateOnly.FromDateTime((consent.InsightsReadAt?.AddDays(-DaysReadAgain) ?? now.AddDays(-FirstDays)).UtcDateTime);
        var insights = await client.GetInsightsAsync(account, fetched.Value.Profile, fetched.Value.Posts, since, cancellationToken);
        if (insights.Succeeded)
        {
            return fetched.Value with { Insights = insights.Value };
        }

        // A renewal may help; where it was just made, it did not, and what was read is kept.
        if (insights.Failure.End is not null || (insights.Failure.IsTokenRefused && !isRenewed))
        {
            return insights.Failure;
        }

        // The account is fresh without them; the next sync asks again.
        LogNoInsights(insights.Failure.Kind, insights.Failure.Detail);
        return fetched;
    }

    private async Task<Result<FetchedAccount, PlatformFailure>> FetchAccountAsync(IPlatformClient client, ClaimedSync claim, PlatformAccount account, CancellationToken cancellationToken)
    {
        var profile = await client.GetProfileAsync(account, cancellationToken);
        if (!profile.Succeeded)
        {
            return profile.Failure;
        }

        Report(claim, 0);
        var posts = await FetchPostsAsync(client, claim, account, profile.Value, cancellationToken);
        return posts.Succeeded ? new FetchedAccount(profile.Value, posts.Value) : posts.Failure;
    }

    private async Task<Result<FetchedPosts, PlatformFailure>> FetchPostsAsync(
        IPlatformClient client, ClaimedSync claim, PlatformAccount account, PlatformProfile profile, CancellationToken cancellationToken)
    {
        if (claim.PostsRefusedAt is { } refused && time.GetUtcNow() - refused < _refusedFor)
        {
            return new FetchedPosts([]) { Gap = MetricGap.NotGranted, RefusedAt = refused };
        }

        var list = new PostCollector(options.Value.PostDepth);
        while (list.Wanted > 0)
        {
            var page = await client.GetPostsAsync(account, profile, list.Cursor, list.Wanted, cancellationToken);
            if (!page.Succeeded)
            {
                return page.Failure;
            }

            var before = list.Count;
            var goesOn = list.Add(page.Value);
            if (list.Count > before)
            {
                Report(claim, list.Count);
            }

            if (!goesOn)
            {
                break;
            }
        }

        return list.ToFetched(profile.Posts, time.GetUtcNow());
    }

    private void Report(ClaimedSync claim, int posts)
    {
        progress.Report(claim.Id, new SyncStep(ProfileDone: true, posts));
        changes.Moved(claim.Change);
    }

    [LoggerMessage(LogLevel.Information, "Private numbers could not be read this time: {Kind}, {Detail}")]
    private partial void LogNoInsights(FailureKind kind, string detail);
}
