using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Intelligence;
using SocialProfiles.Web.Consents;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>What stands below a connection: what is going on, what went wrong, and the one thing to do about it.</summary>
/// <param name="Text">The sentence; goes on with a countdown where <see cref="Until"/> is set.</param>
public sealed record ConnectionNote(string Text)
{
    private const int Attempts = 3;

    /// <summary>When what <see cref="Text"/> announces happens, UTC.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What follows the countdown.</summary>
    public string? Rest { get; init; }

    /// <summary>The one thing to do.</summary>
    public string? Remedy { get; init; }

    /// <summary>Who can mend it, as a sentence; null where nothing is broken.</summary>
    public string? Mender { get; init; }

    /// <summary>The page of the application where it is mended; null where it is not mended here.</summary>
    public string? SettingsPath { get; init; }

    public bool IsProblem { get; init; }

    /// <summary>What it is, in two words, where a sentence alone would be overlooked.</summary>
    public string? Title { get; init; }

    /// <summary>Only a new consent helps.</summary>
    public bool NeedsConsent { get; init; }

    /// <param name="platform">Null where this version does not know it.</param>
    /// <param name="step">How far a running sync is; null when it is not known.</param>
    /// <param name="storage">What keeps anything from being saved now; null where nothing does.</param>
    /// <returns>Null where the state says it all.</returns>
    public static ConnectionNote? Of(ConnectionView connection, IPlatform? platform, SyncStep? step, StorageFault? storage = null) => connection.Status switch
    {
        SyncStatus.Pending or SyncStatus.Syncing when storage is { } fault and not StorageFault.Damaged && connection.NextAttemptAt is not null => Unsaved(fault),
        SyncStatus.Pending => Waiting(connection, platform),
        SyncStatus.Syncing => Running(connection, step),
        SyncStatus.Error when connection.Consent?.EndedBecause is { } end => Ended(end, platform?.Name ?? connection.Platform),
        SyncStatus.Error => Failed(connection, platform),
        _ => Synced(connection, platform),
    };

    private static ConnectionNote Unsaved(StorageFault fault) =>
        new($"Nothing can be saved now. {StorageText.For(fault).Reason}") { IsProblem = true, Remedy = StorageText.For(fault).Remedy };

    private static ConnectionNote Waiting(ConnectionView connection, IPlatform? platform) => connection switch
    {
        { IsPausedByAdmin: true } => Paused(connection.Pause!, connection, platform),
        { NextAttemptAt: null } => new("Paused while the talent is archived."),
        { Pause: { } pause } => Paused(pause, connection, platform),
        { Failure: null, LastSyncedAt: null } => new("Waiting for its first sync."),
        { Failure: null } => new("Waiting for its turn."),
        { Failure: FailureKind.RateLimited } => new("Next try")
        {
            Until = connection.NextAttemptAt,
            Rest = $": {Reason(connection, platform).Reason}",
        },
        _ => new($"Attempt {connection.Attempt + 1} of {Attempts}")
        {
            Until = connection.NextAttemptAt,
            Rest = $": {Reason(connection, platform).Reason}",
        },
    };

    /// <summary>Whatever the profile waits for, its platform is not asked before that.</summary>
    private static ConnectionNote Paused(PlatformPause pause, ConnectionView connection, IPlatform? platform) =>
        pause.Until is null
            ? new($"{pause.Sentence(platform?.Name ?? connection.Platform)}. This profile won't be refreshed until somebody resumes the platform in the queue.")
            : new($"{pause.Sentence(platform?.Name ?? connection.Platform)}. Next try") { Until = connection.NextAttemptAt };

    private static ConnectionNote Running(ConnectionView connection, SyncStep? step)
    {
        var attempt = connection.Attempt > 1 ? $"Attempt {connection.Attempt} of {Attempts}. " : "";
        return new(step is { ProfileDone: true, Posts: var posts } ? $"{attempt}Profile read, posts so far: {posts}" : $"{attempt}Fetching the profile…");
    }

    private static ConnectionNote Ended(ConsentEndReason end, string platform)
    {
        var (reason, remedy, mender) = ConsentText.For(end, platform);
        return new(reason) { IsProblem = true, Title = "Reconnect needed.", Mender = MenderText.Of(mender, platform), Remedy = remedy, NeedsConsent = true };
    }

    private static ConnectionNote Failed(ConnectionView connection, IPlatform? platform)
    {
        var (reason, remedy, mender) = Reason(connection, platform);
        var isMendedInSettings = platform is not null && connection.Failure is { } kind && FailureText.IsMendedInSettings(kind);
        return new(connection.Failure == FailureKind.NotConfigured && platform is { IsConfigured: false } ? $"{reason} {platform.NotConfiguredReason}" : reason)
        {
            IsProblem = true,
            Mender = MenderText.Of(mender, platform?.Name ?? connection.Platform),
            Remedy = connection.IsPausedByAdmin ? $"{connection.Pause!.Sentence(platform?.Name ?? connection.Platform)}, so we won't try again until somebody resumes it in the queue." : remedy,
            SettingsPath = isMendedInSettings ? ConsentPaths.SettingsOf(platform!.Key) : null,
        };
    }

    private static ConnectionNote? Synced(ConnectionView connection, IPlatform? platform) => platform switch
    {
        _ when connection is { Pause: { } pause } && connection.NextAttemptAt == pause.Until => Paused(pause, connection, platform),
        { ManualAccess: ManualAccess.LinkOnly } => new($"We only keep the handle and the link, and fetch nothing from {platform.Name}."),
        { ConsentWouldAdd: { } sentence } when connection.Type == ConnectionType.Manual => new(connection.Posts is { Unreadable: > 0 } ? $"{ReadingText.Of(connection.Posts, platform.Name, false)} {sentence}" : sentence),
        _ => ReadingText.Of(connection.Posts, platform?.Name ?? connection.Platform, connection.Type == ConnectionType.OAuth) is { } missing ? new(missing) : null,
    };

    private static FailureText Reason(ConnectionView connection, IPlatform? platform) =>
        FailureText.For(connection.Failure ?? FailureKind.InternalError, platform?.Name ?? connection.Platform, connection.Handle);
}
