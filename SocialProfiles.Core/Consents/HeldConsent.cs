using SocialProfiles.Core.Notices;

namespace SocialProfiles.Core.Consents;

/// <summary>Why a consent waits for an admin.</summary>
public enum HeldBecause
{
    /// <summary>The talent consented with another account than the agency had entered.</summary>
    OtherAccount,

    /// <summary>The account is connected already, to another talent.</summary>
    AccountOfAnotherTalent,

    /// <summary>The handle is the expected one, but the platform's own id is not that of the account which is connected: the handle went to somebody else.</summary>
    SameHandleOtherAccount,

    /// <summary>The talent did not share the handle, so nobody can tell whether it is the expected account.</summary>
    HandleNotShared,
}

/// <summary>A consent that was given and not taken yet: an admin decides. Its tokens are sealed. All times are UTC.</summary>
public sealed class HeldConsent : INoticeSubject
{
    /// <summary>How long an admin may take; after that it is given back at the platform.</summary>
    public static readonly TimeSpan TimeToDecide = TimeSpan.FromDays(30);

    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    public Guid TalentId { get; init; }

    public bool IsSandbox { get; init; }

    public required string Platform { get; init; }

    public HeldBecause Because { get; init; }

    /// <summary>The platform's own id of the account.</summary>
    public string? AccountId { get; init; }

    public required string Handle { get; init; }

    /// <summary>The handle that the agency had entered; null where it is about another talent's account.</summary>
    public string? ExpectedHandle { get; init; }

    /// <summary>The connection that has the account, or that was to be renewed; it may be gone by now.</summary>
    public Guid? ConnectionId { get; init; }

    public Guid? InvitationId { get; init; }

    /// <summary>All of the tokens, sealed.</summary>
    public required string SealedTokens { get; init; }

    public DateTimeOffset HeldAt { get; init; }
}

/// <summary>A held consent as the card shows it.</summary>
/// <param name="OtherTalentId">Who has the account now; null for another account of the same talent.</param>
public sealed record HeldConsentView(
    Guid Id, Guid TalentId, string Platform, HeldBecause Because, string Handle, string? ExpectedHandle, Guid? OtherTalentId, string? OtherTalentName, Guid? InvitationId, DateTimeOffset HeldAt)
{
    /// <summary>Until then an admin can decide.</summary>
    public DateTimeOffset EndsAt => HeldAt + HeldConsent.TimeToDecide;
}
