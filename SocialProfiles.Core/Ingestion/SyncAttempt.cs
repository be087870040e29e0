using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

public enum SyncOutcome
{
    Succeeded = 0,

    /// <summary>Failed, and tried again in the same round.</summary>
    Retried = 1,

    /// <summary>Failed, and the connection is in ERROR.</summary>
    Failed = 2,
}

/// <summary>One attempt to sync a connection, for the queue's statistics. Kept for <see cref="IngestionOptions.AttemptDays"/>; the first that failed since the last good one for as long as it is that.</summary>
public sealed class SyncAttempt
{
    public long ConnectionKey { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>From the claim to the end of fetching; the time in the queue is not in it.</summary>
    public int DurationMilliseconds { get; init; }

    public SyncOutcome Outcome { get; init; }

    public FailureKind? Failure { get; init; }

    /// <summary>Technical detail of the failure, without secrets.</summary>
    public string? Detail { get; init; }

    /// <summary>Posts fetched.</summary>
    public int Posts { get; init; }

    /// <summary>Rows of posts that were new or had changed.</summary>
    public int PostsWritten { get; init; }
}
