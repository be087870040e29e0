using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>What one sync fetched.</summary>
/// <param name="List">The posts, and what the platform said about the list of them.</param>
/// <param name="Insights">What only a consent shows; null where it was not asked for this time.</param>
internal sealed record FetchedAccount(PlatformProfile Profile, FetchedPosts List, PlatformInsights? Insights = null)
{
    public IReadOnlyList<PlatformPost> Posts => List.Posts;

    /// <summary>When the rest of the private numbers is asked for, UTC; null where nothing is missing.</summary>
    public DateTimeOffset? InsightsAgainAt { get; init; }

    /// <summary>When private numbers were read the time before, UTC; null where they never were.</summary>
    public DateTimeOffset? InsightsReadBefore { get; init; }

    /// <summary>It was read with a permission that had failed for a day or more.</summary>
    public bool RecoversTheGrant { get; init; }
}

/// <summary>A sync that ended, with what is to be written about it.</summary>
/// <param name="Account">What it fetched; null when it failed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="Verdict">The state that follows.</param>
/// <param name="EndedAt">UTC.</param>
internal sealed record FinishedSync(ClaimedSync Claim, FetchedAccount? Account, PlatformFailure? Failure, SyncVerdict Verdict, DateTimeOffset EndedAt)
{
    /// <summary>The platform's own word that this talent's permission is over came with it.</summary>
    public bool EndsConsent => Claim.Type == ConnectionType.OAuth && Failure?.End is not null;

    /// <summary>It failed by a permission of which nobody says that it is over; for days on, an admin has to know.</summary>
    public bool MayMeanTheGrant => Claim.Type == ConnectionType.OAuth && Verdict.Outcome == SyncOutcome.Failed && Failure?.MayMeanTheGrant == true;

    /// <summary>A permission that failed works again.</summary>
    public bool RecoversTheGrant => Account is { RecoversTheGrant: true };
}
