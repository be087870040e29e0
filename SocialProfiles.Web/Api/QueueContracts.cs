using System.ComponentModel;
using System.Text.Json;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Api;

/// <summary>The queue as the API shows it.</summary>
internal sealed record QueueStatsResource
{
    [Description("Profiles that are due now and not yet syncing.")]
    public required int Waiting { get; init; }

    [Description("Profiles that are syncing now.")]
    public required int Active { get; init; }

    [Description("Profiles that failed and are due again, within this round of three attempts or after a rate limit.")]
    public required int Retrying { get; init; }

    [Description("Attempts of the last hour, to the minute.")]
    public required int SucceededLastHour { get; init; }

    [Description("Attempts of the last hour that ended in ERROR, to the minute.")]
    public required int FailedLastHour { get; init; }

    [Description("How long the longest-waiting profile has been due, in seconds; null if none is waiting.")]
    public required double? OldestWaitSeconds { get; init; }

    [Description("Median duration of the last hour's successful attempts, milliseconds, to within 3 per cent; null when there were none.")]
    public required double? SyncP50Milliseconds { get; init; }

    [Description("95th percentile of the same.")]
    public required double? SyncP95Milliseconds { get; init; }

    [Description("Profiles in ERROR, without those of archived talents.")]
    public required int Failed { get; init; }

    [Description("The same by platform.")]
    public required IReadOnlyList<PlatformQueueResource> Platforms { get; init; }

    [Description("Why the profiles in ERROR failed, the most common cause first.")]
    public required IReadOnlyList<QueueCauseResource> Causes { get; init; }

    public static QueueStatsResource Of(QueueStats stats, PlatformCatalog catalog) => new()
    {
        Waiting = stats.Waiting,
        Active = stats.Active,
        Retrying = stats.Retrying,
        SucceededLastHour = stats.SucceededLastHour,
        FailedLastHour = stats.FailedLastHour,
        OldestWaitSeconds = stats.OldestWaitSeconds,
        SyncP50Milliseconds = stats.SyncP50Milliseconds,
        SyncP95Milliseconds = stats.SyncP95Milliseconds,
        Failed = stats.Failed,
        Platforms = [.. stats.Platforms.Select(platform => PlatformQueueResource.Of(platform, catalog))],
        Causes = [.. stats.Causes.Select(cause => new QueueCauseResource(cause.Platform, JsonNamingPolicy.SnakeCaseUpper.ConvertName(cause.Failure.ToString()), cause.Count))],
    };
}

/// <summary>The queue of one platform.</summary>
internal sealed record PlatformQueueResource
{
    [Description("INSTAGRAM, TIKTOK, YOUTUBE or BLUESKY.")]
    public required string Platform { get; init; }

    public required int Waiting { get; init; }

    public required int Active { get; init; }

    public required int Retrying { get; init; }

    public required int Failed { get; init; }

    public required double? OldestWaitSeconds { get; init; }

    public required int SucceededLastHour { get; init; }

    public required int FailedLastHour { get; init; }

    [Description("Why the platform is paused, as a sentence for people; null if it isn't.")]
    public required string? PausedBecause { get; init; }

    [Description("When the pause ends; null if the platform isn't paused, or if an admin paused it.")]
    public required DateTimeOffset? PausedUntil { get; init; }

    [Description("Units that the platform allows per day; null if it counts none.")]
    public required int? UnitsPerDay { get; init; }

    [Description("Units left for today.")]
    public required int? UnitsLeftToday { get; init; }

    [Description("When the platform starts counting again.")]
    public required DateTimeOffset? UnitsResetAt { get; init; }

    [Description("Requests a minute that SocialProfiles allows itself; null for no limit.")]
    public required int? RequestsPerMinute { get; init; }

    public static PlatformQueueResource Of(PlatformQueue queue, PlatformCatalog catalog) => new()
    {
        Platform = queue.Platform,
        Waiting = queue.Waiting,
        Active = queue.Active,
        Retrying = queue.Retrying,
        Failed = queue.Failed,
        OldestWaitSeconds = queue.OldestWaitSeconds,
        SucceededLastHour = queue.SucceededLastHour,
        FailedLastHour = queue.FailedLastHour,
        PausedBecause = queue.Pause is { } pause ? pause.Sentence(catalog.NameOf(queue.Platform)) + "." : null,
        PausedUntil = queue.Pause?.Until,
        UnitsPerDay = queue.Today?.PerDay,
        UnitsLeftToday = queue.Today?.Left,
        UnitsResetAt = queue.Today?.EndsAt,
        RequestsPerMinute = queue.RequestsPerMinute > 0 ? queue.RequestsPerMinute : null,
    };
}

/// <summary>Profiles in ERROR that failed alike.</summary>
/// <param name="SyncErrorCode">As a connection has it: NOT_FOUND, PRIVATE, ….</param>
internal sealed record QueueCauseResource(string Platform, string SyncErrorCode, int Profiles);
