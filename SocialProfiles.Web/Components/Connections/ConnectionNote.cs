using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;

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

    /// <summary>The page that says how.</summary>
    public string? HelpPath { get; init; }

    public bool IsProblem { get; init; }

    /// <summary>What it is, in two words, where a sentence alone would be overlooked.</summary>
    public string? Title { get; init; }

    /// <summary>Only a new consent helps.</summary>
    public bool NeedsConsent { get; init; }

    /// <param name="platform">Null where this version does not know it.</param>
    /// <param name="step">How far a running sync is; null when it is not known.</param>
    /// <returns>Null where the state says it all.</returns>
    public static ConnectionNote? Of(ConnectionView connection, IPlatform? platform, SyncStep? step) => connection.Status switch
    {
        SyncStatus.Pending => Waiting(connection, platform),
        SyncStatus.Syncing => Running(connection, step),
        SyncStatus.Error when connection.Consent?.EndedBecause is { } end => Ended(end, platform?.Name ?? connection.Platform),
        SyncStatus.Error => Failed(connection, platform),
        _ => Synced(connection, platform),
    };

    private static ConnectionNote Waiting(ConnectionView connection, IPlatform? platform) => connection switch
    {
        { NextAttemptAt: null } => new("Paused: nothing is fetched while the talent is archived."),
        { Pause: { } pause } => Paused(pause, connection, platform),
        { Failure: null, LastSyncedAt: null } => new("Waiting for its first sync."),
        { Failure: null } => new("Waiting for its turn."),
        { Failure: FailureKind.RateLimited } => new("Tried again")
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
        new($"{pause.Sentence(platform?.Name ?? connection.Platform)}. Next try") { Until = connection.NextAttemptAt };

    private static ConnectionNote Running(ConnectionView connection, SyncStep? step)
    {
        var attempt = connection.Attempt > 1 ? $"Attempt {connection.Attempt} of {Attempts}. " : "";
        return new(step is { ProfileDone: true, Posts: var posts } ? $"{attempt}Profile done, posts {posts}" : $"{attempt}Fetching the profile…");
    }

    private static ConnectionNote Ended(ConsentEnd end, string platform)
    {
        var (reason, remedy, _) = ConsentText.For(end, platform);
        return new(reason) { IsProblem = true, Title = "Reconnect needed.", Remedy = remedy, NeedsConsent = true };
    }

    private static ConnectionNote Failed(ConnectionView connection, IPlatform? platform)
    {
        var (reason, remedy, _) = Reason(connection, platform);
        var isUnconfigured = connection.Failure == FailureKind.NotConfigured;
        return new(isUnconfigured && platform is { IsConfigured: false } ? $"{reason} {platform.NotConfiguredReason}" : reason)
        {
            IsProblem = true,
            Remedy = remedy,
            HelpPath = isUnconfigured ? platform?.HelpPath : null,
        };
    }

    private static ConnectionNote? Synced(ConnectionView connection, IPlatform? platform) => platform switch
    {
        _ when connection is { Pause: { } pause } && connection.NextAttemptAt == pause.Until => Paused(pause, connection, platform),
        { ManualAccess: ManualAccess.LinkOnly } => new($"Only the handle and the link are kept: nothing is fetched from {platform.Name}."),
        { ConsentWouldAdd: { } sentence } when connection.Type == ConnectionType.Manual => new(sentence),
        _ => null,
    };

    private static FailureText Reason(ConnectionView connection, IPlatform? platform) =>
        FailureText.For(connection.Failure ?? FailureKind.InternalError, platform?.Name ?? connection.Platform, connection.Handle);
}
