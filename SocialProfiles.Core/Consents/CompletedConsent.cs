using SocialProfiles.Core.Connections;

namespace SocialProfiles.Core.Consents;

/// <summary>What came back from a consent, as far as the person who gave it needs to know.</summary>
public enum ConsentOutcome
{
    /// <summary>The account is connected (new, or now by consent instead of by hand, or renewed) and is being read.</summary>
    Connected,

    /// <summary>The talent said no on the platform's page.</summary>
    Declined,

    /// <summary>Another account than the agency had entered; an admin has to accept it. Both handles are told.</summary>
    OtherAccount,

    /// <summary>The account is connected to somebody else; an admin has to decide.</summary>
    AccountOfAnotherTalent,

    /// <summary>Whether it is the expected account cannot be told for sure; an admin has to look.</summary>
    AccountUnclear,

    /// <summary>A permission without which nothing can be read was left out.</summary>
    ScopeMissing,

    /// <summary>The platform answered with an error, or did not answer; trying again can help.</summary>
    PlatformFailed,

    /// <summary>The consenting person has no account of the kind that can be read (no channel, a personal account).</summary>
    NoAccount,

    /// <summary>The state is unknown: made up, or of another installation.</summary>
    UnknownState,

    /// <summary>This answer came before.</summary>
    UsedState,

    /// <summary>It took longer than an hour.</summary>
    ExpiredState,

    /// <summary>Another browser than the one that began it.</summary>
    OtherBrowser,

    /// <summary>Our own database could not store it; the permission was given back, and trying again can help.</summary>
    NotStored,

    /// <summary>The invitation was revoked, or its time was over, meanwhile.</summary>
    InvitationOver,
}

/// <summary>The platform's redirect, as it came; every part may be missing or made up.</summary>
/// <param name="BearerSecrets">What the caller knows: the secrets of its cookies, or the key of the tool.</param>
public sealed record ConsentCallback(string? State, string? Code, string? Error, IReadOnlyList<string> BearerSecrets);

/// <summary>How a consent ended.</summary>
/// <param name="Platform">Key; null where the state is unknown.</param>
public sealed record CompletedConsent(ConsentOutcome Outcome, string? Platform = null, Guid? TalentId = null, Guid? InvitationId = null)
{
    /// <summary>Where it is connected.</summary>
    public ConnectionView? Connection { get; init; }

    /// <summary>The account that consented, where it is known.</summary>
    public string? Handle { get; init; }

    /// <summary>The one that the agency had entered, for <see cref="ConsentOutcome.OtherAccount"/>.</summary>
    public string? ExpectedHandle { get; init; }
}
