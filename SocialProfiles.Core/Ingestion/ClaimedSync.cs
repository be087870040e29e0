using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>A connection that this process holds the lease of, with what its sync needs to know.</summary>
/// <param name="Attempt">This attempt's number in its round, from 1.</param>
/// <param name="FailuresInARow">Rounds and waits that failed since the last success.</param>
/// <param name="LastFailure">The failure that is on the screen now; null while there is none.</param>
/// <param name="LastSyncedAt">Null when it never succeeded.</param>
/// <param name="AccountId">The platform's own id of the account, from an earlier sync.</param>
/// <param name="Fingerprint">Of what the last sync stored; null before the first.</param>
/// <param name="StartedAt">When it was claimed, UTC.</param>
internal sealed record ClaimedSync(
    long Key,
    Guid Id,
    Guid TalentId,
    string Platform,
    string Handle,
    ConnectionType Type,
    long Lease,
    int Attempt,
    int FailuresInARow,
    FailureKind? LastFailure,
    DateTimeOffset? LastSyncedAt,
    string? AccountId,
    long? Fingerprint,
    DateTimeOffset StartedAt)
{
    /// <summary>Who wanted it; a retry keeps it.</summary>
    public SyncPriority Priority { get; init; } = SyncPriority.Schedule;

    /// <summary>When the platform refused the list of posts to the permission that we have, UTC; null where it did not.</summary>
    public DateTimeOffset? PostsRefusedAt { get; init; }

    /// <summary>Null where nobody traces it.</summary>
    public SyncTrace? Trace { get; init; }

    /// <summary>When it became due, UTC; known only while syncs are traced.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    /// <param name="endedAt">UTC.</param>
    public int DurationUntil(DateTimeOffset endedAt) => (int)(endedAt - StartedAt).TotalMilliseconds;

    public ConnectionChanged Change => new(Id, TalentId);
}
