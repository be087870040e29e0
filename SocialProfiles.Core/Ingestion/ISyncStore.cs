using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>The queue's side of the database: what every provider does in its own way stands behind this.</summary>
internal interface ISyncStore
{
    /// <summary>
    /// Takes the leases of connections that are due, those that a person waits for first, and sets them SYNCING. Where none is
    /// due it only reads: it is asked every second.
    /// </summary>
    /// <param name="free">How many of each platform and in all at most.</param>
    Task<IReadOnlyList<ClaimedSync>> ClaimAsync(FreeSlots free, CancellationToken cancellationToken);

    /// <summary>
    /// Writes ended syncs, each whole or not at all, several in one transaction. One whose lease is gone is dropped, and one
    /// that cannot be stored takes none of the others with it.
    /// </summary>
    /// <returns>For each, in order, how it was stored.</returns>
    /// <exception cref="StorageException">The database as a whole refused: none is stored.</exception>
    Task<IReadOnlyList<SyncSaved>> SaveAsync(IReadOnlyList<SyncRows> finished, CancellationToken cancellationToken);

    /// <summary>Holds leases longer.</summary>
    Task RenewAsync(IReadOnlyCollection<ClaimedSync> claims, CancellationToken cancellationToken);

    /// <summary>Gives leases back unused: due at once, and the attempt does not count.</summary>
    Task ReleaseAsync(IReadOnlyCollection<ClaimedSync> claims, CancellationToken cancellationToken);

    /// <summary>At start, before the first claim: gives back what an earlier process of this data folder held when it died.</summary>
    /// <returns>How many connections there were.</returns>
    Task<int> RecoverAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Mends what a clock that was set back left behind: READY connections that are due later than their refresh allows, and
    /// leases that last longer than a lease does. A few hundred at a time, so that they don't all come due together.
    /// </summary>
    /// <param name="refreshes">The longest time after which a READY connection of a platform is due again.</param>
    /// <returns>How many were mended.</returns>
    Task<int> HealAsync(IReadOnlyList<PlatformRefresh> refreshes, CancellationToken cancellationToken);

    /// <summary>Makes connections due now that got no answer from a platform: the one that is due next, or all of them.</summary>
    /// <returns>How many there were.</returns>
    Task<int> BringForwardAsync(string platform, bool all, CancellationToken cancellationToken);

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

    /// <summary>The database refused this one; nothing of it was written.</summary>
    Refused,
}

/// <param name="Longest">After this long a READY connection of the platform is due again at the latest.</param>
internal readonly record struct PlatformRefresh(string Platform, TimeSpan Longest);
