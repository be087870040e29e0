namespace SocialProfiles.Core.Ingestion;

/// <summary>Queue status. Counts are of connections now, or of sync attempts that ended in the last hour.</summary>
public sealed record QueueStats
{
    /// <summary>Due now, and nobody syncs them yet.</summary>
    public required int Waiting { get; init; }

    /// <summary>Syncing now.</summary>
    public required int Active { get; init; }

    /// <summary>Failed, and due again within this round of three attempts or after a rate limit.</summary>
    public required int Retrying { get; init; }

    public required int SucceededLastHour { get; init; }

    /// <summary>Attempts that ended in ERROR.</summary>
    public required int FailedLastHour { get; init; }

    /// <summary>How long the connection that is due longest has been waiting, seconds; null when none waits.</summary>
    public required double? OldestWaitSeconds { get; init; }

    /// <summary>Median duration of the attempts that succeeded in the last hour, milliseconds; null when none did.</summary>
    public required double? SyncP50Milliseconds { get; init; }

    /// <summary>95th percentile of the same.</summary>
    public required double? SyncP95Milliseconds { get; init; }
}
