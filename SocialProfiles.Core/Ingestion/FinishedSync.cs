using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>What one sync fetched.</summary>
internal sealed record FetchedAccount(PlatformProfile Profile, IReadOnlyList<PlatformPost> Posts);

/// <summary>A sync that ended, with what is to be written about it.</summary>
/// <param name="Account">What it fetched; null when it failed.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="Verdict">The state that follows.</param>
/// <param name="EndedAt">UTC.</param>
internal sealed record FinishedSync(ClaimedSync Claim, FetchedAccount? Account, PlatformFailure? Failure, SyncVerdict Verdict, DateTimeOffset EndedAt)
{
    public int DurationMilliseconds => (int)(EndedAt - Claim.StartedAt).TotalMilliseconds;
}
