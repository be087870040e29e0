using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Core.SignOn;

/// <summary>An OpenID provider by which people of the agency sign in: Entra, Google, Keycloak, or another one. All times are UTC.</summary>
public sealed class SignOnProvider
{
    private const string Google = "https://accounts.google.com";

    /// <summary>UUIDv7. Stands in the addresses that are registered at the provider.</summary>
    public Guid Id { get; init; }

    /// <summary>As on the button: “Sign in with NAME”.</summary>
    public required string Name { get; set; }

    /// <summary>Its issuer, to the letter but for a slash at the end: what it signs must name it.</summary>
    public required string Authority { get; set; }

    public required string ClientId { get; set; }

    /// <summary>Sealed; null where the provider knows us without one.</summary>
    public string? SealedSecret { get; set; }

    /// <summary>Allowed e-mail domains in lower case, one a line; empty for all.</summary>
    public required string Domains { get; set; }

    /// <summary>What somebody new may do; null where nobody joins who wasn't invited. Never <see cref="Role.Owner"/>.</summary>
    public Role? NewRole { get; set; }

    /// <summary>Whether somebody of the team is recognised by their e-mail address the first time. Afterwards only the provider's own name for them counts.</summary>
    public bool LinksByEmail { get; set; }

    /// <summary>Whether its addresses count as verified where it doesn't say; never where it says that they aren't.</summary>
    public bool TrustsEmail { get; set; }

    /// <summary>Whether it ever said of an address that counts here that it is verified. One that never does recognizes nobody by their address.</summary>
    public bool VerifiesEmail { get; set; }

    /// <summary>The claim that roles are read from, such as <c>groups</c>; null where none is.</summary>
    public string? RoleClaim { get; set; }

    /// <summary>Lines of <c>value = Role</c>; see <see cref="RoleRules"/>.</summary>
    public required string RoleRules { get; set; }

    /// <summary>Whether roles follow the claim at each sign-in; else only somebody new gets one by it.</summary>
    public bool RolesFollow { get; set; }

    /// <summary>Whether whoever signs out here is signed out there, too.</summary>
    public bool SignsOutThere { get; set; }

    public bool IsOn { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Whether it knows who this is: by their connection, or by an address for which it vouches, the one time that this counts.</summary>
    internal bool Knows(SignOnStanding person) =>
        person.IsConnectedTo(Id) || ((VerifiesEmail || TrustsEmail) && (person.IsInvited || (LinksByEmail && !person.IsGuarded && person.Links.Count == 0)));

    /// <summary>Whether it lets an address in, or everybody of a domain; null for somebody whom it gives none.</summary>
    internal bool Lets(string? emailOrDomain) => EmailDomains.Allow(Domains, emailOrDomain ?? "");

    /// <summary>Whether somebody who goes there gets in here, as far as that can be told before they do.</summary>
    internal bool LetsIn(SignOnStanding person) => Knows(person) && Lets(person.EmailAt(Id));

    /// <summary>Why the address that came doesn't count; null where it does.</summary>
    /// <param name="isKnown">Whether somebody is known without it, so that only its domain counts.</param>
    internal SignOnProblem? EmailProblem(SignOnClaims claims, bool isKnown) => claims switch
    {
        { Email: null } => SignOnProblem.NoEmail,
        { IsEmailVerified: false } => SignOnProblem.EmailNotVerified,
        { IsEmailVerified: null } when !TrustsEmail && !isKnown => SignOnProblem.EmailNotVerified,
        _ when !Lets(claims.Email) => SignOnProblem.DomainNotAllowed,

        // An address of the agency may belong to a private Google account; only this claim says that the agency administers it.
        _ when Domains.Length > 0 && SignOnAddress.IsSame(Authority, Google) && !Lets(claims.HostedDomain) => SignOnProblem.DomainNotAllowed,
        _ => null,
    };

    /// <summary>Takes from what it says of somebody whether it vouches for addresses: only an address that counts here shows that.</summary>
    /// <returns>Whether that is news.</returns>
    internal bool Learn(SignOnClaims claims)
    {
        var isNews = !VerifiesEmail && claims.IsEmailVerified == true && EmailProblem(claims, isKnown: false) is null;
        VerifiesEmail |= isNews;
        return isNews;
    }

    /// <summary>Never the secret: this may end in a log.</summary>
    public override string ToString() => $"{Name} ({Authority})";
}

/// <summary>Who somebody is at a provider. Only this pair of provider and subject recognises them, never an e-mail address.</summary>
public sealed class SignOnLink
{
    public Guid ProviderId { get; init; }

    /// <summary>The provider's own name for the person, <c>sub</c>.</summary>
    public required string Subject { get; init; }

    public Guid PersonId { get; init; }

    /// <summary>Their address there as the provider last gave it; null where it gave none that counts. By it, and not by the one here, it's told whether they still get in.</summary>
    public string? Email { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; when somebody last signed in by it.</summary>
    public DateTimeOffset UsedAt { get; set; }
}

/// <summary>A logout token that was heeded, kept until it expires: the same one isn't taken twice, and it ends also what isn't a session yet.</summary>
public sealed class SpentLogoutToken
{
    public Guid ProviderId { get; init; }

    /// <summary>SHA-256 of its <c>jti</c>.</summary>
    public required byte[] IdHash { get; init; }

    /// <summary>Who signed out there; null where it named a session only.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>SHA-256 of the session that it named, in hexadecimal; null where it named none.</summary>
    public string? Session { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset HeededAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>
    /// Whether it ends what somebody began at this provider. Whoever disconnected meanwhile is found by the session alone, and a
    /// session whose name never came by its person.
    /// </summary>
    /// <param name="session">SHA-256 of its name there, in hexadecimal; null where none came.</param>
    internal bool Ends(Guid? personId, string? session) =>
        (PersonId is not null || Session is not null) && (PersonId is null || PersonId == personId) && (Session is null || Session == session || (PersonId is not null && session is null));
}
