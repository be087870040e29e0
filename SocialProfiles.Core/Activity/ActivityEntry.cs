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
    ColleagueInvited,
    ColleagueInvitationRevoked,
    ColleagueJoined,
    RoleChanged,
    PersonDeactivated,
    PersonReactivated,
    OwnershipHandedOver,
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
}

/// <summary>One line of the activity log. Keeps names as text, so it stays readable after what it speaks of is deleted.</summary>
public sealed class ActivityEntry
{
    public long Key { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; init; }

    public ActivityAction Action { get; init; }

    /// <summary>Who; an e-mail, a key's name, or <c>SocialProfiles</c>.</summary>
    public required string Actor { get; init; }

    public ActivitySource Source { get; init; }

    /// <summary>Network address; null where there is none.</summary>
    public string? Address { get; init; }

    /// <summary>The talent that it concerns, where one is; it may be gone by now.</summary>
    public Guid? TalentId { get; init; }

    /// <summary>What it concerns, in words: <c>Mara Lind</c>, <c>@mara.lind on Instagram</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>More, where there is more: the sentence of a failure.</summary>
    public string? Detail { get; init; }
}
