namespace SocialProfiles.Core.Ingestion;

/// <summary>The queue's side of the database: what every provider does in its own way stands behind this.</summary>
internal interface ISyncStore
{
    /// <summary>Takes the leases of connections that are due, those that a person waits for first, and sets them SYNCING.</summary>
    /// <param name="free">How many of each platform and in all at most.</param>
    Task<IReadOnlyList<ClaimedSync>> ClaimAsync(FreeSlots free, CancellationToken cancellationToken);

    /// <summary>
    /// Writes ended syncs, each whole or not at all, several in one transaction. One whose lease is gone is dropped.
    /// </summary>
    /// <returns>For each, in order, how it was stored.</returns>
    Task<IReadOnlyList<SyncSaved>> SaveAsync(IReadOnlyList<FinishedSync> finished, CancellationToken cancellationToken);

    /// <summary>Holds leases longer.</summary>
    Task RenewAsync(IReadOnlyCollection<ClaimedSync> claims, CancellationToken cancellationToken);

    /// <summary>Gives leases back unused: due at once, and the attempt does not count.</summary>
    Task ReleaseAsync(IReadOnlyCollection<ClaimedSync> claims, CancellationToken cancellationToken);

    /// <summary>At start, before the first claim: gives back what an earlier process of this data folder held when it died.</summary>
    /// <returns>How many connections there were.</returns>
    Task<int> RecoverAsync(CancellationToken cancellationToken);

    /// <summary>When the next connection that may be claimed becomes due, UTC; null when none will.</summary>
    Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<PlatformSlots> slots, CancellationToken cancellationToken);

    /// <summary>Makes connections due now that got no answer from a platform: the one that is due next, or all of them.</summary>
    /// <returns>How many there were.</returns>
    Task<int> BringForwardAsync(string platform, bool all, CancellationToken cancellationToken);

    /// <summary>
    /// Puts right what a clock that was wrong has left behind, due further ahead than anything should be: a READY connection,
    /// and a lease.
    /// </summary>
    /// <param name="longestRefresh">By platform, how far ahead a READY connection may be due.</param>
    /// <returns>How many there were.</returns>
    Task<int> HealAsync(IReadOnlyDictionary<string, TimeSpan> longestRefresh, CancellationToken cancellationToken);

    /// <summary>How many connections of each platform are on the schedule.</summary>
    Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken cancellationToken);
}

/// <summary>How a finished sync was stored.</summary>
internal enum SyncSaved
{
    Stored,

    /// <summary>The connection is gone, or somebody else holds it now: nothing was written.</summary>
    LeaseLost,

    /// <summary>The account belongs to another connection: the verdict has to say so.</summary>
    AccountTaken,

    /// <summary>The database refused; nothing of this sync was written.</summary>
    Refused,
}
