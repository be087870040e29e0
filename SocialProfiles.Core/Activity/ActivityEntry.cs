using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Core.Activity;

/// <summary>What was done. Stored by name, so members may be added and never renamed.</summary>
public enum ActivityAction
{
    TalentAdded,
    TalentEdited,
    TalentArchived,
    TalentRestored,
    TalentDeleted,
    Connected,
    Reconnected,
    RefreshRequested,
    Disconnected,
    SyncSucceeded,
    SyncFailed,
    SignedIn,
    SignInFailed,
    LockedOut,
    SignedOut,
    AdminCreated,
    ApiKeyCreated,
    ApiKeyRevoked,
    SamplesAdded,
    TalentInvited,
    InvitationRenewed,
    InvitationRevoked,
    InvitationOpened,
    ConsentGiven,
    ConsentDeclined,
    ConsentHeld,
    ConsentAccepted,
    ConsentRefused,
    ConsentWithdrawn,
    ConsentEnded,
    CredentialsChanged,
    AgencyChanged,
    MetricTrusted,
    AlertRuleAdded,
    AlertRuleChanged,
    AlertRuleDeleted,
    MailChanged,
    WebhookAdded,
    WebhookChanged,
    WebhookDeleted,
    ViewSaved,
    ViewRenamed,
    ViewDeleted,
    LogoChanged,
    TimeZoneChanged,
    NumberReported,
    NumberRemoved,
    NumberRestored,
    MediaKitCreated,
    MediaKitDeleted,
    MediaKitShared,
    MediaKitLinkRevoked,
    ActivitySealed,
    ActivityRemoved,
    ActivityKeepingChanged,
    ApiKeyRenewed,
    ColleagueInvited,
    ColleagueInvitationRevoked,
    ColleagueJoined,
    RoleChanged,
    PersonDeactivated,
    PersonReactivated,
    OwnershipHandedOver,
    BackupMade,
    BackupDeleted,
    BackupDownloaded,
    BackupSettingsChanged,
    PasswordReset,
    Imported,
    LeavingPackMade,
    TalentErased,
    PlatformPaused,
    PlatformResumed,
    SettingChanged,
    PasswordChanged,
    EmailChanged,
    RecoveryLinkMade,
    PasswordRecovered,
    SecondFactorTurnedOn,
    SecondFactorTurnedOff,
    RecoveryCodesRenewed,
    SignedInByRecoveryCode,
    SecondStepFailed,
    PasskeyAdded,
    PasskeyRemoved,
    SignedInByPasskey,
    SessionEnded,
    SignedOutEverywhere,
    SignOnProviderAdded,
    SignOnProviderChanged,
    SignOnProviderRemoved,
    SignOnRequirementChanged,
    SignOnConnected,
    SignOnDisconnected,
    PersonDisconnected,
    SignedInBySignOn,
    SignedOutBySignOn,
    TracesErased,
    ProfileRenamed,
}

/// <summary>
/// One line of the activity log. Keeps names as text, so it stays readable after what it speaks of is deleted. Never changed once it
/// is written, except that <see cref="EraseActivity"/> takes texts out; its hash binds it to the entry before (<see cref="ActivityChain"/>).
/// </summary>
public sealed class ActivityEntry
{
    /// <summary>What stands in place of a text that was erased.</summary>
    public const string Erased = "[erased]";

    /// <summary>Ascending in the order of writing; one more than the key before.</summary>
    public long Key { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; init; }

    public ActivityAction Action { get; init; }

    /// <summary>Who; an e-mail, a key's name, or <c>SocialProfiles</c>.</summary>
    public required string Actor { get; init; }

    public ActivitySource Source { get; init; }

    /// <summary>Network address; null where there is none.</summary>
    public string? Address { get; init; }

    /// <summary>The talent that it concerns, where one is and it isn't erased; it may be gone by now.</summary>
    public Guid? TalentId { get; init; }

    /// <summary>What it concerns, in words: <c>Mara Lind</c>, <c>@mara.lind on Instagram</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>More, where there is more: the sentence of a failure.</summary>
    public string? Detail { get; init; }

    /// <summary>Over the hash of the entry before, and this one; null only in what was written before there was a chain and isn't sealed yet.</summary>
    public byte[]? Hash { get; internal set; }

    /// <summary>Random, so that what was erased can't be guessed from its hash; null once <see cref="Actor"/> and <see cref="Address"/> are erased.</summary>
    public byte[]? WhoSalt { get; internal set; }

    /// <summary>Over <see cref="Actor"/> and <see cref="Address"/> with their salt; stays when they are erased.</summary>
    public byte[]? WhoHash { get; internal set; }

    /// <summary>As <see cref="WhoSalt"/>, of <see cref="Subject"/>, <see cref="Detail"/> and <see cref="TalentId"/>.</summary>
    public byte[]? WhatSalt { get; internal set; }

    /// <summary>Over <see cref="Subject"/>, <see cref="Detail"/> and <see cref="TalentId"/> with their salt; stays when they are erased.</summary>
    public byte[]? WhatHash { get; internal set; }

    /// <summary>Binds it to the entry before.</summary>
    /// <param name="key">The one that it will have.</param>
    /// <param name="previous">Hash of the entry before.</param>
    /// <returns>Its own hash.</returns>
    internal byte[] Seal(long key, byte[] previous)
    {
        WhoSalt = RandomNumberGenerator.GetBytes(ActivityHash.SaltSize);
        WhatSalt = RandomNumberGenerator.GetBytes(ActivityHash.SaltSize);
        WhoHash = ActivityHash.OfWho(WhoSalt, Encoding.UTF8.GetBytes(Actor), Address is null ? null : Encoding.UTF8.GetBytes(Address));
        WhatHash = ActivityHash.OfWhat(WhatSalt, Encoding.UTF8.GetBytes(Subject), Detail is null ? null : Encoding.UTF8.GetBytes(Detail), StoredTalentId);
        return Hash = ActivityHash.OfEntry(previous, key, At.ToUnixTimeMilliseconds(), Action.ToString(), (int)Source, WhoHash, WhatHash);
    }

    /// <summary>As it is stored.</summary>
    internal string? StoredTalentId => TalentId?.ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant();
}
