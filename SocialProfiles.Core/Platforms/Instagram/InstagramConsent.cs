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
    TimeProvider clock) : OAuthConsent<InstagramTokenFault>(clock)
{
    private const string Name = InstagramPlatform.DisplayName;

    /// <summary>A younger token is refused.</summary>
    private static readonly TimeSpan _youngest = TimeSpan.FromHours(24);

    /// <summary>Early in its 60 days, so that no outage costs a consent.</summary>
    private static readonly TimeSpan _renewAfter = TimeSpan.FromDays(7);

    public override string PlatformKey => InstagramPlatform.PlatformKey;

    public override string NotConfiguredReason => "Instagram needs the app ID and the app secret of the agency's own Instagram app.";

    public override ConsentTerms Terms => InstagramScopes.Terms;

    protected override OAuthApp App => new(InstagramOptions.SectionName, options.CurrentValue.AppId, options.CurrentValue.AppSecret, options.CurrentValue.AuthorizeUrl)
    {
        IdOption = nameof(InstagramOptions.AppId),
        SecretOption = nameof(InstagramOptions.AppSecret),
    };

    protected override char ScopeSeparator => ',';

    public override async Task<Result<PlatformTokens, PlatformFailure>> ExchangeAsync(string code, string redirectAddress, string? verifier, CancellationToken cancellationToken)
    {
        var (answer, _) = await AskForTokensAsync(code, redirectAddress, verifier, cancellationToken);
        if (!answer.Succeeded)
        {
            return ConsentFailures.OfExchange(answer.Failure);
        }

        var first = answer.Value;
        if (!OAuthTokens.IsToken(first.AccessToken))
        {
            return new PlatformFailure(FailureKind.BadResponse, "HTTP 200, no access token that could be used");
        }

        var askedAt = Now;
        // Both secrets go into the query, since Meta takes them nowhere else.
        var lasting = await GetAsync(
            $"/access_token?grant_type=ig_exchange_token&client_secret={Uri.EscapeDataString(options.CurrentValue.AppSecret ?? "")}&access_token={Uri.EscapeDataString(first.AccessToken!)}", cancellationToken);
        var granted = new PlatformTokens("", askedAt, null) { Scopes = first.Scope is { Count: > 0 } scopes ? scopes : Asked, UserId = WireText.Id(first.OpenId) };
        return lasting.Succeeded ? OAuthTokens.Read(ReplyOf(lasting.Value), askedAt, granted) : ConsentFailures.OfExchange(lasting.Failure);
    }

    public override async Task<Result<PlatformTokens, PlatformFailure>> RefreshAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        var askedAt = Now;
        var answer = await GetAsync($"/refresh_access_token?grant_type=ig_refresh_token&access_token={Uri.EscapeDataString(tokens.AccessToken)}", cancellationToken);
        return answer.Succeeded ? OAuthTokens.Read(ReplyOf(answer.Value), askedAt, tokens) : ConsentFailures.OfRenewal(answer.Failure, tokens, askedAt);
    }

    public override Task<Result<bool, PlatformFailure>> RevokeAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Result<bool, PlatformFailure>>(false);
    }

    /// <summary>A week after it came, or with a quarter of its life left where that is sooner; on its first day only where it has no other.</summary>
    public override DateTimeOffset? RenewAt(PlatformTokens tokens)
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

    protected override async Task<(Result<OAuthReply, PlatformFailure> Answer, InstagramTokenFault Said)> PostAsync(IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellationToken)
    {
        var fault = InstagramTokenFault.None;
        var answer = await tokens.PostFormAsync(
            "/oauth/access_token",
            form,
            InstagramJson.Default.InstagramTokenReply,
            refusal =>
            {
                var error = InstagramTokenError.Of(refusal);
                fault = InstagramConsentFailures.FaultOf(error);
                return InstagramConsentFailures.Read(refusal, error);
            },
            cancellationToken);
        return (answer.Succeeded ? ReplyOf(answer.Value) : answer.Failure, fault);
    }

    protected override CredentialTest Judge(PlatformFailure? failure, InstagramTokenFault said) => (failure, said) switch
    {
        (null, _) or (_, InstagramTokenFault.Code) => ConsentTest.Good(Name),
        (_, InstagramTokenFault.AppId) => ConsentTest.Wrong(Name, InstagramPlatform.AppIdLabel, nameof(InstagramOptions.AppId)),
        (_, InstagramTokenFault.AppSecret) => ConsentTest.Wrong(Name, InstagramPlatform.AppSecretLabel, nameof(InstagramOptions.AppSecret)),
        _ => ConsentTest.Unclear(Name, failure!),
    };

    private Task<Result<InstagramTokenReply, PlatformFailure>> GetAsync(string path, CancellationToken cancellationToken) =>
        graph.GetAsync(path, PlatformCredential.None, InstagramJson.Default.InstagramTokenReply, InstagramConsentFailures.Read, cancellationToken);

    /// <summary>In OAuth's words.</summary>
    private static OAuthReply ReplyOf(InstagramTokenReply reply)
    {
        var inner = reply.Inner;
        return new OAuthReply { AccessToken = inner.AccessToken, ExpiresIn = inner.ExpiresIn, Scope = inner.Permissions, OpenId = inner.UserId };
    }
}
