using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Connections;

/// <summary>A connection as card and API show it. Times are UTC.</summary>
public sealed record ConnectionView
{
    public required Guid Id { get; init; }

    public required Guid TalentId { get; init; }

    /// <summary>Key of the platform, such as <c>INSTAGRAM</c>.</summary>
    public required string Platform { get; init; }

    public required string Handle { get; init; }

    public required string ProfileUrl { get; init; }

    public required ConnectionType Type { get; init; }

    public required SyncStatus Status { get; init; }

    /// <summary>The meaning of the last failure; also set while PENDING or SYNCING a retry after one.</summary>
    public FailureKind? Failure { get; init; }

    public DateTimeOffset? LastSyncedAt { get; init; }

    /// <summary>Attempts made in this round, 0 to 3.</summary>
    public required int Attempt { get; init; }

    /// <summary>When it is tried (again) by itself; null while syncing or when it is not.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Why its platform is not asked for now, and until when; null where it is asked.</summary>
    public PlatformPause? Pause { get; init; }

    /// <summary>Followers of the last good sync, with the reason when unknown; null before the first one.</summary>
    public Metric? Followers { get; init; }

    /// <summary>How far the list of posts could be read in the last good sync; null before the first one.</summary>
    public PostReading? Posts { get; init; }

    public string? DisplayName { get; init; }

    /// <summary>The talent's consent; null for a connection made by hand.</summary>
    public ConsentView? Consent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Ready without ever having synced: only the link is kept, and nothing is fetched.</summary>
    public bool IsLinkOnly => this is { Status: SyncStatus.Ready, LastSyncedAt: null };

    /// <summary>The same, as things stand with its platform: nothing is tried before a pause is over.</summary>
    internal ConnectionView During(PlatformPause? pause) => pause is null || NextAttemptAt is not { } next
        ? this
        : this with { Pause = pause, NextAttemptAt = next > pause.Until ? next : pause.Until };

    /// <summary>An admin paused its platform: nobody knows when it is tried again.</summary>
    public bool IsPausedByAdmin => Pause?.Reason == PauseReason.ByAdmin;
}
