using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;

namespace SocialProfiles.Core.Visits;

/// <summary>What a link is good for.</summary>
public enum InvitationState
{
    /// <summary>Not spelled like a link of ours: cut off, or made up.</summary>
    Tampered,

    /// <summary>A link that was replaced by a newer one, whose invitation is deleted, or that was changed on its way.</summary>
    Unknown,

    Revoked,

    /// <summary>Its time is over and nothing was connected through it.</summary>
    Expired,

    /// <summary>Something was connected through it, and nobody has used it for so long that it was closed.</summary>
    Ended,

    /// <summary>It can be used.</summary>
    Open,

    /// <summary>Everything it asks for is done, or its time is over and something was connected: the talent sees and withdraws, and connects nothing more.</summary>
    ManageOnly,
}

/// <summary>An opened link.</summary>
/// <param name="State">Everything below is only there for <see cref="InvitationState.Open"/> and <see cref="InvitationState.ManageOnly"/>.</param>
public sealed record OpenedInvitation(InvitationState State)
{
    public Guid Id { get; init; }

    public Guid TalentId { get; init; }

    public string TalentName { get; init; } = "";

    /// <summary>Who asks: e-mail of the admin, or the name of the agency's tool.</summary>
    public string InvitedBy { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the page itself ends unless it is used until then, UTC.</summary>
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>What is asked for, in order, with what came of it.</summary>
    public IReadOnlyList<InvitedAccount> Accounts { get; init; } = [];

    /// <summary>Connections of the talent that the agency made by hand: they show what everybody can see.</summary>
    public IReadOnlyList<Guid> ByHand { get; init; } = [];

    /// <summary>
    /// Whose numbers and posts the talent's page shows, ids of connections: once the talent has connected something through the link, that,
    /// and what the agency follows publicly. Before, whoever has the link may be anybody.
    /// </summary>
    public IReadOnlyCollection<Guid> Shown =>
        Accounts.Where(account => account.IsConnected).Select(account => account.Connection!.Id).ToList() is { Count: > 0 } connected ? [.. connected, .. ByHand] : [];
}

/// <summary>One platform of an opened link.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="ExpectedHandles">Handles that the agency has entered there for this talent; a consent with another one waits for an admin.</param>
/// <param name="Connection">The talent's connection by consent that came through this invitation; null while there is none.</param>
/// <param name="Held">A consent that waits for an admin; null where none does, and where the account is connected by now.</param>
/// <param name="CanConsent">Whether the consent button is of use: link open, platform configured, not done or ended again.</param>
public sealed record InvitedAccount(string Platform, IReadOnlyList<string> ExpectedHandles, ConnectionView? Connection, HeldConsentView? Held, bool CanConsent)
{
    /// <summary>Whether the talent has given access through the link, and has it given still.</summary>
    public bool IsConnected => Connection is { Consent.EndedBecause: null };
}
