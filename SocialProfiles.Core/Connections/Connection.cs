using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Connections;

/// <summary>
/// One account of a talent on a platform, and at the same time its place in the queue: the row is the queue.
/// All times are UTC.
/// </summary>
public sealed class Connection : INoticeSubject
{
    /// <summary>Small key for the tables that hang on this one; never leaves the application.</summary>
    public long Key { get; set; }

    /// <summary>Public id, UUIDv7.</summary>
    public Guid Id { get; init; }

    public Guid TalentId { get; set; }

    public Talent? Talent { get; init; }

    /// <summary>Made while the sandbox was on: its numbers are made up, and it is invisible while the sandbox is off.</summary>
    public bool IsSandbox { get; init; }

    /// <summary>Key of the platform, such as <c>INSTAGRAM</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>Handle without @, as typed or as the platform spells it.</summary>
    public required string Handle { get; set; }

    /// <summary><see cref="Handle"/> in lower case; unique on its platform across the agency.</summary>
    public required string NormalizedHandle { get; set; }

    public required string ProfileUrl { get; set; }

    public ConnectionType Type { get; set; }

    public SyncStatus Status { get; set; }

    /// <summary>The meaning of the last failure; null while there is none. A row can wait (PENDING) with a failure: it is being retried.</summary>
    public FailureKind? Failure { get; set; }

    /// <summary>End of the last sync that succeeded.</summary>
    public DateTimeOffset? LastSyncedAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    // The queue's own columns.

    /// <summary>
    /// When a worker may take the row; null when nothing is due by itself. While a lease is held it is the lease's end,
    /// so a row whose worker died becomes due again by passing of time alone.
    /// </summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>0 for what a person waits for, 1 for what the schedule wants.</summary>
    public SyncPriority Priority { get; set; }

    /// <summary>The lease of the worker that syncs now; null when nobody does. Only its holder may write the result.</summary>
    public long? Lease { get; set; }

    /// <summary>Attempts made in this round, 0 to 3.</summary>
    public int Attempt { get; set; }

    /// <summary>Rounds and waits in a row that ended in a failure; sets how rarely the next one comes.</summary>
    public int FailuresInARow { get; set; }
}

/// <summary>Who wants a sync.</summary>
public enum SyncPriority
{
    /// <summary>A person waits for it.</summary>
    Person = 0,

    /// <summary>The schedule wants it.</summary>
    Schedule = 1,
}
