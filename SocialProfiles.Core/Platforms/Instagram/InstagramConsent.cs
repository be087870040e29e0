using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>
/// Instagram's business login (developers.facebook.com/documentation/instagram-platform/instagram-api-with-instagram-login).
/// A code becomes a token of an hour, that one a token of 60 days, and that one renews itself. There is no refresh token, no
/// PKCE, and no way to give a token back.
/// </summary>
internal sealed class InstagramConsent(
    [FromKeyedServices(InstagramPlatform.TokenLine)] PlatformHttp tokens,
    [FromKeyedServices(InstagramPlatform.UserLine)] PlatformHttp graph,
    IOptionsMonitor<InstagramOptions> options,
    TimeProvider clock) : IPlatformConsent
{
    private const string Name = InstagramPlatform.DisplayName;

    /// <summary>A younger token is refused.</summary>
    private static readonly TimeSpan _youngest = TimeSpan.FromHours(24);

    /// <summary>Early in its 60 days, so that no outage costs a consent.</summary>
    private static readonly TimeSpan _renewAfter = TimeSpan.FromDays(7);

    private static readonly string[] _asked = [.. InstagramScopes.Terms.Scopes.Select(scope => scope.Name)];

    public string PlatformKey => InstagramPlatform.PlatformKey;

    public bool IsConfigured => options.CurrentValue.HasApp;

    public string NotConfiguredReason => "Instagram needs the app ID and the app secret of the agency's own Instagram app.";

    public ConsentTerms Terms => InstagramScopes.Terms;

    public string AuthorizeAddress(ConsentPage page)
    {
        var settings = options.CurrentValue;
        return OAuthTokens.Address(
            settings.AuthorizeUrl,
            ("client_id", settings.AppId),
            ("redirect_uri", page.RedirectAddress),
            ("response_type", "code"),
            ("scope", string.Join(',', _asked)),
            ("login_hint", OAuthTokens.HintFor(settings.AuthorizeUrl, page.LoginHint)),
            ("state", page.State));
    }

    public async Task<Result<PlatformTokens, PlatformFailure>> ExchangeAsync(string code, string redirectAddress, string? verifier, CancellationToken cancellationToken)
    {
        var (answer, _) = await ExchangeCodeAsync(code, redirectAddress, cancellationToken);
        if (!answer.Succeeded)
        {
            return ConsentFailures.OfExchange(answer.Failure);
        }

        var first = answer.Value.Inner;
        if (!OAuthTokens.IsToken(first.AccessToken))
        {
            return new PlatformFailure(FailureKind.BadResponse, "HTTP 200, no access token that could be used");
        }

        var askedAt = clock.GetUtcNow();
        // Both secrets go into the query, since Meta takes them nowhere else.
        var lasting = await GetAsync(
            $"/access_token?grant_type=ig_exchange_token&client_secret={Uri.EscapeDataString(options.CurrentValue.AppSecret ?? "")}&access_token={Uri.EscapeDataString(first.AccessToken!)}", cancellationToken);
        var granted = new PlatformTokens("", askedAt, null) { Scopes = first.Permissions is { Count: > 0 } scopes ? scopes : _asked, UserId = WireText.Id(first.UserId) };
        return lasting.Succeeded ? Read(lasting.Value.Inner, askedAt, granted) : ConsentFailures.OfExchange(lasting.Failure);
    }

    public async Task<Result<PlatformTokens, PlatformFailure>> RefreshAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        var askedAt = clock.GetUtcNow();
        var answer = await GetAsync($"/refresh_access_token?grant_type=ig_refresh_token&access_token={Uri.EscapeDataString(tokens.AccessToken)}", cancellationToken);
        return answer.Succeeded ? Read(answer.Value.Inner, askedAt, tokens) : ConsentFailures.OfRenewal(answer.Failure, tokens, askedAt);
    }

    public Task<Result<bool, PlatformFailure>> RevokeAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Result<bool, PlatformFailure>>(false);
    }

    /// <summary>A week after it came, or with a quarter of its life left where that is sooner; on its first day only where it has no other.</summary>
    public DateTimeOffset? RenewAt(PlatformTokens tokens)
    {
        var usual = tokens.IssuedAt + _renewAfter;
        if (tokens.AccessExpiresAt is not { } end)
        {
            return usual;
        }

        var late = end - ((end - tokens.IssuedAt) / 4);
        var first = tokens.IssuedAt + _youngest;
        return usual < late ? usual : late < first && first < end ? first : late;
    }

    public async Task<CredentialTest> TestAsync(CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasApp)
        {
            return new CredentialTest(false, NotConfiguredReason, string.IsNullOrEmpty(settings.AppId) ? nameof(settings.AppId) : nameof(settings.AppSecret));
        }

        var (answer, fault) = await ExchangeCodeAsync(ConsentTest.MadeUpCode, ConsentTest.MadeUpRedirect, cancellationToken);
        return (answer.Succeeded, fault) switch
        {
            (true, _) or (_, InstagramTokenFault.Code) => ConsentTest.Good(Name),
            (_, InstagramTokenFault.AppId) => ConsentTest.Wrong(Name, InstagramPlatform.AppIdLabel, nameof(settings.AppId)),
            (_, InstagramTokenFault.AppSecret) => ConsentTest.Wrong(Name, InstagramPlatform.AppSecretLabel, nameof(settings.AppSecret)),
            _ => ConsentTest.Unclear(Name, answer.Failure!),
        };
    }

    private async Task<(Result<InstagramTokenReply, PlatformFailure> Answer, InstagramTokenFault Fault)> ExchangeCodeAsync(string code, string redirectAddress, CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasApp)
        {
            return (new PlatformFailure(FailureKind.NotConfigured, $"{InstagramOptions.SectionName}:{nameof(InstagramOptions.AppId)} or {nameof(InstagramOptions.AppSecret)} is not set"), InstagramTokenFault.None);
        }

        var fault = InstagramTokenFault.None;
        var answer = await tokens.PostFormAsync(
            "/oauth/access_token",
            [new("client_id", settings.AppId!), new("client_secret", settings.AppSecret!), new("grant_type", "authorization_code"), new("redirect_uri", redirectAddress), new("code", code)],
            InstagramJson.Default.InstagramTokenReply,
            refusal =>
            {
                var error = InstagramTokenError.Of(refusal);
                fault = InstagramConsentFailures.FaultOf(error);
                return InstagramConsentFailures.Read(refusal, error);
            },
            cancellationToken);
        return (answer, fault);
    }

    private Task<Result<InstagramTokenReply, PlatformFailure>> GetAsync(string path, CancellationToken cancellationToken) =>
        graph.GetAsync(path, PlatformCredential.None, InstagramJson.Default.InstagramTokenReply, InstagramConsentFailures.Read, cancellationToken);

    /// <summary>What an answer leaves out stays as it was.</summary>
    private static Result<PlatformTokens, PlatformFailure> Read(InstagramTokenReply reply, DateTimeOffset askedAt, PlatformTokens before) => OAuthTokens.Read(
        new OAuthReply { AccessToken = reply.AccessToken, ExpiresIn = reply.ExpiresIn, Scope = reply.Permissions },
        askedAt,
        before);
}
