using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Connections;

/// <summary>
/// What a talent granted for a connection: its tokens, sealed, and how their life goes. One row a connection, beside the
/// connection itself, so that no list of connections ever carries a token. All times are UTC.
/// </summary>
public sealed class Consent
{
    public long ConnectionKey { get; init; }

    /// <summary>Sealed; null once the consent has ended.</summary>
    public string? SealedAccessToken { get; set; }

    /// <summary>Sealed; null where the platform gives none, or the consent has ended.</summary>
    public string? SealedRefreshToken { get; set; }

    /// <summary>When the access token came.</summary>
    public DateTimeOffset IssuedAt { get; set; }

    public DateTimeOffset? AccessExpiresAt { get; set; }

    /// <summary>When the consent ends unless it is renewed; null where the platform sets no end.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>When to renew by itself; put off after a failure. Null where nothing is to be renewed.</summary>
    public DateTimeOffset? RenewAt { get; set; }

    /// <summary>Granted scopes, a space between two.</summary>
    public required string Scopes { get; set; }

    /// <summary>The platform's id of the person for our app; what its notices of withdrawal name.</summary>
    public string? UserId { get; set; }

    /// <summary>The platform's own id of the account that was consented with; null where it reveals none.</summary>
    public string? AccountId { get; set; }

    public DateTimeOffset GrantedAt { get; set; }

    /// <summary>The invitation that brought it; null where an admin consented.</summary>
    public Guid? InvitationId { get; set; }

    /// <summary>
    /// Set before the platform is asked to renew, cleared with its answer. Whoever finds it set asks nobody and waits; found
    /// at start, it means that the last process died in between and the tokens may be spent.
    /// </summary>
    public DateTimeOffset? RenewalStartedAt { get; set; }

    /// <summary>The last renewal was cut off by the end of the process; cleared by the next one that succeeds.</summary>
    public bool IsRenewalCutOff { get; set; }

    /// <summary>
    /// Different days (UTC) since the last sync that succeeded on which this permission failed, by itself, while others of its
    /// platform worked.
    /// </summary>
    public int FailedDays { get; set; }

    public DateOnly? FailedOn { get; set; }

    /// <summary>When the numbers that only the consent shows were last read.</summary>
    public DateTimeOffset? InsightsReadAt { get; set; }

    /// <summary>When the rest of a reading that ended early is asked for; null where nothing is missing.</summary>
    public DateTimeOffset? InsightsDueAt { get; set; }

    /// <summary>Null while it works.</summary>
    public ConsentEndReason? EndedBecause { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public IReadOnlyList<string> ScopeList => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>A consent as card and talent see it. Holds no token.</summary>
/// <param name="EndsAt">When it ends unless it is renewed, UTC; null where the platform sets no end.</param>
/// <param name="EndedBecause">Null while it works.</param>
public sealed record ConsentView(
    IReadOnlyList<string> Scopes, DateTimeOffset GrantedAt, DateTimeOffset? EndsAt, ConsentEndReason? EndedBecause, DateTimeOffset? EndedAt, bool IsRenewalCutOff);
