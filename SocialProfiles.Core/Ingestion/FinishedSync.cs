using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>What one sync fetched.</summary>
/// <param name="Insights">What only a consent shows; null where it was not asked for this time.</param>
/// <param name="InsightsAgainAt">When the rest of it is asked for, UTC; null where nothing is missing.</param>
internal sealed record FetchedAccount(
    PlatformProfile Profile, IReadOnlyList<PlatformPost> Posts, PlatformInsights? Insights = null, DateTimeOffset? InsightsAgainAt = null);

/// <summary>A sync that ended, with what is to be written about it.</summary>
/// <param name="Account">What it fetched; null when it failed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="Verdict">The state that follows.</param>
/// <param name="EndedAt">UTC.</param>
internal sealed record FinishedSync(ClaimedSync Claim, FetchedAccount? Account, PlatformFailure? Failure, SyncVerdict Verdict, DateTimeOffset EndedAt)
{
    /// <summary>It failed because the talent's consent is over; that is written with it.</summary>
    public bool EndsConsent => Claim.Type == ConnectionType.OAuth && Failure is { Kind: FailureKind.ConsentExpired or FailureKind.MissingScope };

    public int DurationMilliseconds => (int)(EndedAt - Claim.StartedAt).TotalMilliseconds;
}
