using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>
/// TikTok's Login Kit for the web (developers.tiktok.com/doc/login-kit-web, …/oauth-user-access-token-management). Refresh
/// tokens rotate: the old one is dead as soon as an answer is there. PKCE is for mobile and desktop apps only.
/// </summary>
internal sealed class TikTokConsent([FromKeyedServices(TikTokPlatform.ApiLine)] PlatformHttp http, IOptionsMonitor<TikTokOptions> options, TimeProvider clock) : IPlatformConsent
{
    private const string TokenPath = "/v2/oauth/token/";
    private const string RevokePath = "/v2/oauth/revoke/";
    private const string Name = TikTokPlatform.DisplayName;

    private static readonly OAuthReply _nothingSaid = new();
    private static readonly string[] _asked = [.. TikTokScopes.Terms.Scopes.Select(scope => scope.Name)];

    public string PlatformKey => TikTokPlatform.PlatformKey;

    public bool IsConfigured => options.CurrentValue.HasApp;

    public string NotConfiguredReason => "TikTok needs the client key and the client secret of the agency's own app.";

    public ConsentTerms Terms => TikTokScopes.Terms;

    public string AuthorizeAddress(ConsentPage page)
    {
        var settings = options.CurrentValue;
        return OAuthTokens.Address(
            settings.AuthorizeUrl,
            ("client_key", settings.ClientKey),
            ("response_type", "code"),
            ("scope", string.Join(',', _asked)),
            ("redirect_uri", page.RedirectAddress),
            ("login_hint", OAuthTokens.HintFor(settings.AuthorizeUrl, page.LoginHint)),
            ("state", page.State));
    }

    public async Task<Result<PlatformTokens, PlatformFailure>> ExchangeAsync(string code, string redirectAddress, string? verifier, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        var (answer, _) = await AskAsync(TokenPath, [new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectAddress)], cancellationToken);
        return answer.Succeeded ? OAuthTokens.Read(answer.Value, askedAt, _asked) : ConsentFailures.OfExchange(answer.Failure);
    }

    public async Task<Result<PlatformTokens, PlatformFailure>> RefreshAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        if (tokens.RefreshToken is not { } refreshToken)
        {
            return ConsentFailures.NothingToRenewWith(tokens, clock.GetUtcNow());
        }

        var askedAt = clock.GetUtcNow();
        var (answer, _) = await AskAsync(TokenPath, [new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], cancellationToken);
        return answer.Succeeded ? OAuthTokens.Read(answer.Value, askedAt, tokens) : ConsentFailures.OfRenewal(answer.Failure, tokens, askedAt);
    }

    /// <summary>TikTok revokes by an access token; one whose time is over is renewed first, or the consent would live on.</summary>
    public async Task<Result<bool, PlatformFailure>> RevokeAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        if (tokens.AccessExpiresAt <= clock.GetUtcNow() && tokens.RefreshToken is not null)
        {
            var renewed = await RefreshAsync(tokens, cancellationToken);
            if (!renewed.Succeeded)
            {
                return IsDead(renewed.Failure) ? true : renewed.Failure;
            }

            tokens = renewed.Value;
        }

        var (answer, said) = await AskAsync(RevokePath, [new("token", tokens.AccessToken)], cancellationToken);
        return answer.Succeeded || IsDead(answer.Failure) || said?.Error == "access_token_invalid"
            // TikTok's list has no word of its own for a token that is dead already.
            || (said?.Error == "invalid_request" && Speaks(said, "access token")) ? true : answer.Failure;
    }

    public async Task<CredentialTest> TestAsync(CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasApp)
        {
            return new CredentialTest(false, NotConfiguredReason, string.IsNullOrEmpty(settings.ClientKey) ? nameof(settings.ClientKey) : nameof(settings.ClientSecret));
        }

        var (answer, said) = await AskAsync(
            TokenPath, [new("grant_type", "authorization_code"), new("code", ConsentTest.MadeUpCode), new("redirect_uri", ConsentTest.MadeUpRedirect)], cancellationToken);
        return (answer.Failure?.Kind, said?.Error) switch
        {
            (null or FailureKind.ConsentExpired, _) => ConsentTest.Good(Name),
            // It looked at the code, or at the address that goes with it, so it had no quarrel with the app.
            (_, "invalid_request") when Speaks(said, "code") || Speaks(said, "redirect") => ConsentTest.Good(Name),
            (FailureKind.AgencyRefused, _) => (Speaks(said, "key"), Speaks(said, "secret")) switch
            {
                (true, false) => ConsentTest.Wrong(Name, TikTokPlatform.ClientKeyLabel, nameof(settings.ClientKey)),
                (false, true) => ConsentTest.Wrong(Name, TikTokPlatform.ClientSecretLabel, nameof(settings.ClientSecret)),
                _ => ConsentTest.WrongPair(Name, TikTokPlatform.ClientKeyLabel, TikTokPlatform.ClientSecretLabel),
            },
            _ => ConsentTest.Unclear(Name, answer.Failure!),
        };
    }

    private async Task<(Result<OAuthReply, PlatformFailure> Answer, OAuthReply? Said)> AskAsync(string path, KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasApp)
        {
            return (new PlatformFailure(FailureKind.NotConfigured, $"{TikTokOptions.SectionName}:{nameof(TikTokOptions.ClientKey)} or {nameof(TikTokOptions.ClientSecret)} is not set"), null);
        }

        OAuthReply? said = null;
        var answer = await http.PostFormAsync(
            path,
            [new("client_key", settings.ClientKey!), new("client_secret", settings.ClientSecret!), .. form],
            OAuthJson.Default.OAuthReply,
            refusal => TikTokConsentFailures.Read(refusal, said = OAuthReply.Of(refusal)),
            cancellationToken,
            path == RevokePath ? _nothingSaid : null);
        return answer.Succeeded && TikTokConsentFailures.OfReply(answer.Value) is { } failure ? (failure, answer.Value) : (answer, said);
    }

    private static bool IsDead(PlatformFailure failure) => failure.Kind == FailureKind.ConsentExpired;

    private static bool Speaks(OAuthReply? said, string word) => said?.ErrorDescription?.Contains(word, StringComparison.OrdinalIgnoreCase) == true;
}
