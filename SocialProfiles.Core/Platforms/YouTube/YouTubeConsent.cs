using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>
/// Google's OAuth for web servers (developers.google.com/identity/protocols/oauth2/web-server). A refresh token comes with a
/// consent only, which <c>prompt=consent</c> makes sure of, and stays the same for good.
/// </summary>
internal sealed class YouTubeConsent([FromKeyedServices(YouTubePlatform.TokenLine)] PlatformHttp http, IOptionsMonitor<YouTubeOptions> options, TimeProvider clock) : IPlatformConsent
{
    private const string TokenPath = "/token";
    private const string RevokePath = "/revoke";
    private const string Name = "Google";

    private static readonly OAuthReply _nothingSaid = new();
    private static readonly string[] _asked = [.. YouTubeScopes.Terms.Scopes.Select(scope => scope.Name)];

    public string PlatformKey => YouTubePlatform.PlatformKey;

    public bool IsConfigured => options.CurrentValue.HasApp;

    public string NotConfiguredReason => "YouTube needs the client ID and the client secret of the agency's own Google app.";

    public ConsentTerms Terms => YouTubeScopes.Terms;

    public string AuthorizeAddress(ConsentPage page)
    {
        var settings = options.CurrentValue;
        return OAuthTokens.Address(
            settings.AuthorizeUrl,
            ("client_id", settings.ClientId),
            ("redirect_uri", page.RedirectAddress),
            ("response_type", "code"),
            ("scope", string.Join(' ', _asked)),
            ("access_type", "offline"),
            ("prompt", "consent"),
            ("include_granted_scopes", "true"),
            ("login_hint", OAuthTokens.HintFor(settings.AuthorizeUrl, page.LoginHint)),
            ("state", page.State),
            ("code_challenge", page.CodeChallenge),
            ("code_challenge_method", page.CodeChallenge is null ? null : "S256"));
    }

    public async Task<Result<PlatformTokens, PlatformFailure>> ExchangeAsync(string code, string redirectAddress, string? verifier, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        KeyValuePair<string, string>[] proof = verifier is null ? [] : [new("code_verifier", verifier)];
        var (answer, _) = await AskAsync([new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectAddress), .. proof], cancellationToken);
        return answer.Succeeded ? OAuthTokens.Read(answer.Value, askedAt, _asked) : ConsentFailures.OfExchange(answer.Failure);
    }

    public async Task<Result<PlatformTokens, PlatformFailure>> RefreshAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        if (tokens.RefreshToken is not { } refreshToken)
        {
            return ConsentFailures.NothingToRenewWith(tokens, clock.GetUtcNow());
        }

        var askedAt = clock.GetUtcNow();
        var (answer, _) = await AskAsync([new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], cancellationToken);
        return answer.Succeeded ? OAuthTokens.Read(answer.Value, askedAt, tokens) : ConsentFailures.OfRenewal(answer.Failure, tokens, askedAt);
    }

    /// <summary>Either token ends the whole consent; the refresh token lives longer.</summary>
    public async Task<Result<bool, PlatformFailure>> RevokeAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        OAuthReply? said = null;
        var answer = await http.PostFormAsync(
            RevokePath,
            [new("token", tokens.RefreshToken ?? tokens.AccessToken)],
            OAuthJson.Default.OAuthReply,
            refusal => YouTubeConsentFailures.Read(refusal, said = OAuthReply.Of(refusal)),
            cancellationToken,
            _nothingSaid);
        return answer.Succeeded || said?.Error is "invalid_token" or "invalid_grant" ? true : answer.Failure;
    }

    public async Task<CredentialTest> TestAsync(CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasApp)
        {
            return new CredentialTest(false, NotConfiguredReason, string.IsNullOrEmpty(settings.ClientId) ? nameof(settings.ClientId) : nameof(settings.ClientSecret));
        }

        var (answer, said) = await AskAsync([new("grant_type", "authorization_code"), new("code", ConsentTest.MadeUpCode), new("redirect_uri", ConsentTest.MadeUpRedirect)], cancellationToken);
        return (answer.Failure?.Kind, said?.Error) switch
        {
            (null or FailureKind.ConsentExpired, _) or (_, "redirect_uri_mismatch") => ConsentTest.Good(Name),
            (FailureKind.AgencyRefused, _) => said?.ErrorDescription?.Contains("secret", StringComparison.OrdinalIgnoreCase) == true
                ? ConsentTest.Wrong(Name, YouTubePlatform.ClientSecretLabel, nameof(settings.ClientSecret))
                : ConsentTest.Wrong(Name, YouTubePlatform.ClientIdLabel, nameof(settings.ClientId)),
            _ => ConsentTest.Unclear(Name, answer.Failure!),
        };
    }

    private async Task<(Result<OAuthReply, PlatformFailure> Answer, OAuthReply? Said)> AskAsync(KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasApp)
        {
            return (new PlatformFailure(FailureKind.NotConfigured, $"{YouTubeOptions.SectionName}:{nameof(YouTubeOptions.ClientId)} or {nameof(YouTubeOptions.ClientSecret)} is not set"), null);
        }

        OAuthReply? said = null;
        var answer = await http.PostFormAsync(
            TokenPath,
            [new("client_id", settings.ClientId!), new("client_secret", settings.ClientSecret!), .. form],
            OAuthJson.Default.OAuthReply,
            refusal => YouTubeConsentFailures.Read(refusal, said = OAuthReply.Of(refusal)),
            cancellationToken);
        return (answer, said);
    }
}
