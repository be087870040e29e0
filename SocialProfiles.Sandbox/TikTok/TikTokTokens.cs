using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>
/// TikTok's token endpoints: codes become tokens, refresh tokens rotate, access tokens are given back.
/// Source: developers.tiktok.com/doc/oauth-user-access-token-management.
/// </summary>
internal sealed class TikTokTokens(SandboxTokens tokens, TimeProvider time)
{
    private const string Platform = "tiktok";

    /// <summary>The person's id for our app: what answers name the account by, and a notice of withdrawal too.</summary>
    public static string OpenId(string handle)
    {
        var seed = Seed.Of($"{Platform}/{handle}").For("open id");
        var (left, right) = (seed.For("left").Number, seed.For("right").Number);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{left >> 32:x8}-{(left >> 16) & 0xFFFF:x4}-4{left & 0xFFF:x3}-8{right >> 52:x3}-{right & 0xFFFF_FFFF_FFFF:x12}");
    }

    public static SandboxAnswer? RefuseCaller(HttpRequest request) =>
        request.Field("client_key") == TikTokConsentSite.ClientKey && request.Field("client_secret") == TikTokConsentSite.ClientSecret
            ? null
            : TikTokErrors.OAuth("invalid_client", "Client key or secret is incorrect.");

    /// <summary>The code or token that a call is about; null for none of ours.</summary>
    public static SandboxToken? TokenOf(HttpRequest request) =>
        SandboxTokens.Read(Platform, TokenUse.Code, request.Field("code"))
        ?? SandboxTokens.Read(Platform, TokenUse.Refresh, request.Field("refresh_token"))
        ?? SandboxTokens.Read(Platform, TokenUse.Access, request.Field("token"));

    public SandboxAnswer Token(HttpRequest request) => request.Field("grant_type") switch
    {
        "authorization_code" => Exchange(request),
        "refresh_token" => Refresh(request),
        "client_credentials" => SandboxAnswer.Ok(new JsonObject
        {
            ["access_token"] = "clt.sandbox",
            ["expires_in"] = 7_200,
            ["token_type"] = "Bearer",
        }),
        _ => TikTokErrors.OAuth("unsupported_grant_type", "Grant type is not supported."),
    };

    public SandboxAnswer Revoke(HttpRequest request)
    {
        var token = SandboxTokens.Read(Platform, TokenUse.Access, request.Field("token"));
        if (tokens.StateOf(token) is TokenState.Unknown or TokenState.Revoked)
        {
            return TikTokErrors.OAuth("invalid_request", "Access token is invalid or expired.");
        }

        tokens.Revoke(token!.Consent);
        return SandboxAnswer.Nothing();
    }

    private SandboxAnswer Exchange(HttpRequest request)
    {
        var code = SandboxTokens.Read(Platform, TokenUse.Code, request.Field("code"));
        if (tokens.StateOf(code) is not TokenState.Accepted)
        {
            return TikTokErrors.OAuth("invalid_grant", "Authorization code is expired.");
        }

        if (code!.RedirectAddress != request.Field("redirect_uri"))
        {
            return TikTokErrors.OAuth("invalid_request", "Redirect_uri is not matched with the uri when requesting code.");
        }

        return tokens.TryUse(request.Field("code"))
            ? SandboxAnswer.Ok(Tokens(code.Consent, 0))
            : TikTokErrors.OAuth("invalid_grant", "Authorization code is expired.");
    }

    private SandboxAnswer Refresh(HttpRequest request)
    {
        var refresh = SandboxTokens.Read(Platform, TokenUse.Refresh, request.Field("refresh_token"));
        if (tokens.StateOf(refresh) is not (TokenState.Accepted or TokenState.Forbidden) || refresh!.Consent.Conduct is SandboxConduct.NoRefresh)
        {
            return Dead();
        }

        if (refresh.Consent.Conduct is SandboxConduct.Stalled)
        {
            return TikTokErrors.OAuth("server_error", "Internal server error.", StatusCodes.Status503ServiceUnavailable);
        }

        return tokens.TryRotate(refresh) ? SandboxAnswer.Ok(Tokens(refresh.Consent, refresh.Generation + 1)) : Dead();
    }

    private static SandboxAnswer Dead() => TikTokErrors.OAuth("invalid_grant", "Refresh token is invalid or expired.");

    private JsonObject Tokens(SandboxConsent consent, int generation)
    {
        var issuedAt = time.GetUtcNow();
        var accessEndsAt = consent.AccessEnds(issuedAt);
        var refreshEndsAt = consent.RefreshEnds(issuedAt)!.Value;
        return new JsonObject
        {
            ["access_token"] = tokens.Issue(new SandboxToken(TokenUse.Access, consent, issuedAt, accessEndsAt, generation)),
            ["expires_in"] = (long)(accessEndsAt - issuedAt).TotalSeconds,
            ["open_id"] = OpenId(consent.Handle),
            ["refresh_expires_in"] = (long)(refreshEndsAt - issuedAt).TotalSeconds,
            ["refresh_token"] = tokens.Issue(new SandboxToken(TokenUse.Refresh, consent, issuedAt, refreshEndsAt, generation)),
            ["scope"] = string.Join(',', consent.Scopes),
            ["token_type"] = "Bearer",
        };
    }
}
