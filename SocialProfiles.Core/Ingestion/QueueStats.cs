using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Queue status. Counts are of connections now, or of sync attempts that ended in the last hour, to the minute.</summary>
public sealed record QueueStats
{
    /// <summary>Due now, and nobody syncs them yet.</summary>
    public int Waiting => Platforms.Sum(platform => platform.Waiting);

    /// <summary>Syncing now.</summary>
    public int Active => Platforms.Sum(platform => platform.Active);

    /// <summary>Failed, and due again within this round of three attempts or after a rate limit.</summary>
    public int Retrying => Platforms.Sum(platform => platform.Retrying);

    /// <summary>In ERROR, archived talents apart.</summary>
    public int Failed => Platforms.Sum(platform => platform.Failed);

    public required int SucceededLastHour { get; init; }

    /// <summary>Attempts that ended in ERROR.</summary>
    public required int FailedLastHour { get; init; }

    /// <summary>How long the connection that is due longest has been waiting, seconds; null when none waits.</summary>
    public double? OldestWaitSeconds => Platforms.Max(platform => platform.OldestWaitSeconds);

    /// <summary>Median duration of the attempts that succeeded in the last hour, milliseconds, to within 3 per cent; null when none did.</summary>
    public required double? SyncP50Milliseconds { get; init; }

    /// <summary>95th percentile of the same.</summary>
    public required double? SyncP95Milliseconds { get; init; }

    /// <summary>Every platform that is fetched, in the order in which people are offered them.</summary>
    public required IReadOnlyList<PlatformQueue> Platforms { get; init; }

    /// <summary>What those in ERROR failed of, the cause with the most first.</summary>
    public required IReadOnlyList<QueueCause> Causes { get; init; }
}

/// <summary>The queue of one platform.</summary>
/// <param name="Platform">Key of the platform.</param>
public sealed record PlatformQueue(string Platform)
{
    public int Waiting { get; init; }

    public int Active { get; init; }

    public int Retrying { get; init; }

    public int Failed { get; init; }

    /// <summary>Null when none waits.</summary>
    public double? OldestWaitSeconds { get; init; }

    public int SucceededLastHour { get; init; }

    public int FailedLastHour { get; init; }

    /// <summary>Why it is not asked for now; null where it is.</summary>
    public PlatformPause? Pause { get; init; }

    /// <summary>Who paused it, and since when; null where no admin did.</summary>
    public AdminPause? AdminPause { get; init; }

    /// <summary>The units of the day; null where the platform counts none.</summary>
    public DailyUse? Today { get; init; }

    /// <summary>HTTP requests a minute; 0 for no limit.</summary>
    public int RequestsPerMinute { get; init; }

    /// <summary>Requests that may start now, below 0 for a debt; null where there is no limit.</summary>
    public int? RequestsLeft { get; init; }
}

/// <summary>Connections in ERROR of one platform that failed alike.</summary>
public sealed record QueueCause(string Platform, FailureKind Failure, int Count);
