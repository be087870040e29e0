using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>Starts the up to three attempts of a connection; what follows is the queue's.</summary>
internal static class SyncRound
{
    /// <summary>
    /// Makes the connection due now with all its attempts before it. Takes the lease away from a sync that may be
    /// running, which is then stopped.
    /// </summary>
    public static void Start(ICommitEvents events, Connection connection, SyncPriority priority, DateTimeOffset now)
    {
        TakeLease(events, connection);
        connection.Status = SyncStatus.Pending;
        connection.Failure = null;
        connection.Attempt = 0;
        connection.FailuresInARow = 0;
        connection.Priority = priority;
        connection.DueAt = now;
        connection.UpdatedAt = now;
        events.Raise(default(SyncDue));
        events.Raise(new ConnectionChanged(connection.Id, connection.TalentId));
    }

    /// <summary>A platform from which nothing is fetched: the kept link is all there is, so the connection is ready and never due.</summary>
    public static void KeepLink(ICommitEvents events, Connection connection, DateTimeOffset now)
    {
        connection.Status = SyncStatus.Ready;
        connection.Failure = null;
        connection.DueAt = null;
        connection.UpdatedAt = now;
        events.Raise(new ConnectionChanged(connection.Id, connection.TalentId));
    }

    /// <summary>Takes the lease away from a sync that may be running, which is stopped after the commit.</summary>
    public static void TakeLease(ICommitEvents events, Connection connection)
    {
        if (connection.Lease is { } lease)
        {
            connection.Lease = null;
            events.Raise(new LeaseTaken(connection.Id, lease));
        }
    }

    /// <summary>
    /// Takes a connection off the schedule, or back onto it due now. An error that is tried again by itself stays one and is
    /// due now, too; one that waits for a person goes on waiting.
    /// </summary>
    public static void PauseOrResume(ICommitEvents events, Connection connection, bool pause, DateTimeOffset now)
    {
        if (pause)
        {
            connection.DueAt = null;
            TakeLease(events, connection);
            if (connection.Status == SyncStatus.Syncing)
            {
                connection.Status = SyncStatus.Pending;
            }
        }
        else if (connection.Status == SyncStatus.Error)
        {
            connection.DueAt = TriesAgain(connection) ? now : null;
            events.Raise(default(SyncDue));
        }
        else if (connection.Status != SyncStatus.Ready || connection.LastSyncedAt is not null)
        {
            Start(events, connection, SyncPriority.Schedule, now);
        }

        connection.UpdatedAt = now;
        events.Raise(new ConnectionChanged(connection.Id, connection.TalentId));
    }

    /// <summary>Whether a connection in ERROR is tried again by itself, or waits for a person.</summary>
    private static bool TriesAgain(Connection connection) =>
        connection.Failure is { } kind && TriesAgain(kind, connection.Type, connection.LastSyncedAt is not null);

    /// <summary>
    /// Everything is tried again but what only a person here can change: an account that was never found, an ended permission,
    /// an account that another connection has. An account that was read before, or that a talent gave access to, may come back.
    /// </summary>
    public static bool TriesAgain(FailureKind kind, ConnectionType type, bool wasRead) => kind switch
    {
        FailureKind.ConsentExpired or FailureKind.AlreadyConnected => false,
        FailureKind.NotFound or FailureKind.Private => wasRead || type == ConnectionType.OAuth,
        _ => true,
    };
}
