namespace SocialProfiles.Core.Platforms;

/// <summary>
/// How a talent consents on the platform's own page, and how the tokens that follow are got, renewed and given back.
/// One implementation a platform that offers it. What a platform refuses comes back as a <see cref="PlatformFailure"/>;
/// only cancellation throws.
/// </summary>
public interface IPlatformConsent
{
    /// <summary>Key of the platform, as in <see cref="IPlatform.Key"/>.</summary>
    string PlatformKey { get; }

    /// <summary>Whether the agency's app (client id and secret) is set.</summary>
    bool IsConfigured { get; }

    /// <summary>What is missing while <see cref="IsConfigured"/> is false, as a sentence.</summary>
    string NotConfiguredReason { get; }

    ConsentTerms Terms { get; }

    /// <summary>The address of the platform's consent page. Relative (<c>/sandbox/…</c>) only where the sandbox stands in.</summary>
    string AuthorizeAddress(ConsentPage page);

    /// <summary>Turns the code that came back into tokens; into long-lived ones where the platform tells them apart.</summary>
    /// <param name="code">As it came, decoded once. Single use.</param>
    /// <param name="redirectAddress">The very address that <see cref="AuthorizeAddress"/> was given.</param>
    /// <param name="verifier">The PKCE verifier; null where <see cref="ConsentTerms.UsesPkce"/> is false.</param>
    Task<Result<PlatformTokens, PlatformFailure>> ExchangeAsync(string code, string redirectAddress, string? verifier, CancellationToken cancellationToken);

    /// <summary>
    /// Renews. What the answer leaves out (a refresh token, scopes) is taken from <paramref name="tokens"/>. A failure with
    /// <see cref="PlatformFailure.End"/> means that the platform will never accept these tokens again.
    /// </summary>
    Task<Result<PlatformTokens, PlatformFailure>> RefreshAsync(PlatformTokens tokens, CancellationToken cancellationToken);

    /// <summary>Gives the tokens back at the platform.</summary>
    /// <returns>False where the platform offers no way to; a token that is dead already counts as given back.</returns>
    Task<Result<bool, PlatformFailure>> RevokeAsync(PlatformTokens tokens, CancellationToken cancellationToken);

    /// <summary>When to renew, UTC: well before the access token ends; null where it has no end.</summary>
    DateTimeOffset? RenewAt(PlatformTokens tokens);

    /// <summary>Asks the platform whether it knows the agency's app and its secret, without anybody's consent.</summary>
    Task<CredentialTest> TestAsync(CancellationToken cancellationToken);
}

/// <summary>What the platform's consent page is opened with.</summary>
/// <param name="State">Unguessable; comes back with the code.</param>
/// <param name="RedirectAddress">Absolute; registered with the platform to the letter.</param>
/// <param name="CodeChallenge">PKCE, S256, base64url; null where <see cref="ConsentTerms.UsesPkce"/> is false.</param>
/// <param name="LoginHint">Handle that the agency expects, without @; null where it expects none.</param>
public sealed record ConsentPage(string State, string RedirectAddress, string? CodeChallenge, string? LoginHint);

/// <summary>What a consent asks for, in the platform's words and in the talent's.</summary>
/// <param name="Scopes">What is asked for, in order.</param>
/// <param name="Reads">What will be read, each a short plain phrase for the talent: "your name, picture and follower count".</param>
/// <param name="NeverReads">What will not be, likewise: "your messages".</param>
/// <param name="UsesPkce">Whether the platform takes PKCE in the web flow.</param>
/// <param name="RevokesAt">Where a talent finds the app in the platform's own settings, as a sentence.</param>
public sealed record ConsentTerms(
    IReadOnlyList<ConsentScope> Scopes,
    IReadOnlyList<string> Reads,
    IReadOnlyList<string> NeverReads,
    bool UsesPkce,
    string RevokesAt)
{
    /// <summary>The first scope that nothing works without and that <paramref name="granted"/> lacks; null where all are there.</summary>
    public ConsentScope? MissingFrom(IReadOnlyCollection<string> granted) =>
        Scopes.FirstOrDefault(scope => scope.IsRequired && !scope.IsIn(granted));

    /// <summary>The scope that opens reach and saves of single posts; null where the platform gives those to nobody.</summary>
    public ConsentScope? PostInsights { get; init; }
}

/// <param name="Name">As the platform writes it.</param>
/// <param name="IsRequired">Without it nothing can be read; the others only leave gaps.</param>
public sealed record ConsentScope(string Name, bool IsRequired)
{
    /// <summary>Broader scopes that contain this one: whoever granted one of them granted this too.</summary>
    public IReadOnlyList<string> ImpliedBy { get; init; } = [];

    public bool IsIn(IReadOnlyCollection<string> granted) =>
        granted.Contains(Name, StringComparer.Ordinal) || ImpliedBy.Any(broader => granted.Contains(broader, StringComparer.Ordinal));
}

/// <summary>How a test of credentials ended.</summary>
/// <param name="Succeeded">The platform accepts them.</param>
/// <param name="Sentence">What it said, for the admin, and what to do where it does not.</param>
/// <param name="Field">The option to put right, such as <c>ClientSecret</c>; null where it is none in particular.</param>
public sealed record CredentialTest(bool Succeeded, string Sentence, string? Field = null);
