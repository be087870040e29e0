using System.ComponentModel;
using System.Text.Json;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Api;

/// <summary>A connection as the API shows it. Tokens are not part of it.</summary>
internal sealed record ConnectionResource
{
    public required Guid Id { get; init; }

    [Description("The talent.")]
    public required Guid CreatorId { get; init; }

    [Description("INSTAGRAM, TIKTOK, YOUTUBE, X or LINKEDIN.")]
    public required string Platform { get; init; }

    [Description("Username on the platform, without @.")]
    public required string Handle { get; init; }

    public required string? ProfileUrl { get; init; }

    [Description("Synced and live: syncStatus is READY.")]
    public required bool Connected { get; init; }

    [Description("MANUAL or OAUTH.")]
    public required string ConnectionType { get; init; }

    [Description("PENDING, SYNCING, READY or ERROR.")]
    public required string SyncStatus { get; init; }

    [Description("End of the last sync that succeeded.")]
    public required DateTimeOffset? LastSyncedAt { get; init; }

    [Description("What went wrong and what to do about it, for people.")]
    public required string? SyncError { get; init; }

    [Description("The same for programs: NOT_FOUND, PRIVATE, CONSENT_EXPIRED, MISSING_SCOPE, RATE_LIMITED, PLATFORM_DOWN, BAD_RESPONSE, NOT_CONFIGURED, ALREADY_CONNECTED, STORAGE_FAILED, INTERNAL_ERROR, ACCESS_REFUSED, AGENCY_REFUSED or INVALID_REQUEST.")]
    public required string? SyncErrorCode { get; init; }

    [Description("Who can fix it: NOBODY (it passes), PLATFORM, AGENCY, TALENT or US (a newer version of SocialProfiles); null while nothing is wrong.")]
    public required string? MendedBy { get; init; }

    [Description("What the platform tells beside its numbers.")]
    public required ConnectionMetadata Metadata { get; init; }

    [Description("When the permission ends unless it is renewed; null for profiles connected by handle, and where the platform sets no end.")]
    public DateTimeOffset? ExpiresAt { get; init; }

    [Description("Attempts made in this round, 0 to 3.")]
    public required int Attempt { get; init; }

    [Description("When the next automatic sync is due; null while syncing, or when a person has to act first.")]
    public required DateTimeOffset? NextAttemptAt { get; init; }

    [Description("We don't ask the platform before then: it asked us to slow down, isn't answering, or its units for today are used up. Null while it isn't paused, and where an admin paused it; pausedBecause then says so.")]
    public DateTimeOffset? PausedUntil { get; init; }

    [Description("Why, for people; null while it isn't paused.")]
    public string? PausedBecause { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static ConnectionResource Of(ConnectionView view, PlatformCatalog catalog)
    {
        var platform = catalog.Get(view.Platform).Name;
        var ended = view.Consent?.EndedBecause is { } because ? ConsentText.For(because, platform) : null;
        var text = view.Failure is { } failure ? FailureText.For(failure, platform, view.Handle) : null;
        return new ConnectionResource
        {
            Id = view.Id,
            CreatorId = view.TalentId,
            Platform = view.Platform,
            Handle = view.Handle,
            ProfileUrl = view.ProfileUrl,
            Connected = view.Status == Core.Connections.SyncStatus.Ready,
            ConnectionType = UpperName(view.Type),
            SyncStatus = UpperName(view.Status),
            LastSyncedAt = view.LastSyncedAt,
            SyncError = ended is not null ? $"{ended.Reason} {ended.Remedy}" : text is not null ? $"{text.Reason} {text.Remedy}" : null,
            SyncErrorCode = view.Failure is { } kind ? JsonNamingPolicy.SnakeCaseUpper.ConvertName(kind.ToString()) : null,
            MendedBy = (ended ?? text) is { MendedBy: var mender } ? UpperName(mender) : null,
            Metadata = new ConnectionMetadata(view.DisplayName, view.Followers?.Value),
            ExpiresAt = view.Consent?.EndsAt,
            Attempt = view.Attempt,
            NextAttemptAt = view.NextAttemptAt,
            PausedUntil = view.Pause?.Until,
            PausedBecause = view.Pause is { } pause ? pause.Sentence(platform) + "." : null,
            CreatedAt = view.CreatedAt,
            UpdatedAt = view.UpdatedAt,
        };
    }

    private static string UpperName<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();
}

/// <param name="DisplayName">The account's own name; null before the first sync.</param>
/// <param name="Followers">Null while unknown.</param>
internal sealed record ConnectionMetadata(string? DisplayName, long? Followers);
