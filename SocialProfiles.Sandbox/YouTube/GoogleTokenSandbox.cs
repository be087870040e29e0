using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>
/// oauth2.googleapis.com: codes become tokens, tokens are renewed and given back.
/// Source: developers.google.com/identity/protocols/oauth2/web-server.
/// </summary>
internal sealed class GoogleTokenSandbox(SandboxTokens tokens, TimeProvider time) : ISandboxPlatform
{
    private const string Platform = "youtube";

    public string Path => "google-token";

    public bool Takes(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Below(Path) is "/token" or "/revoke";

    public SandboxAnswer? RefuseCaller(HttpRequest request) =>
        IsRevoke(request) ? null
        : request.Field("client_id") != GoogleConsentSite.AppId ? Error("invalid_client", "The OAuth client was not found.", StatusCodes.Status401Unauthorized)
        : request.Field("client_secret") != GoogleConsentSite.AppSecret ? Error("invalid_client", "Unauthorized", StatusCodes.Status401Unauthorized)
        : null;

    public string? HandleOf(HttpRequest request) => TokenOf(request)?.Consent.HandleForTokens();

    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => null;

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now) =>
        IsRevoke(request) ? Revoke(request) : request.Field("grant_type") switch
        {
            "authorization_code" => Exchange(request),
            "refresh_token" => Refresh(request),
            "" => Error("invalid_request", "Required parameter is missing: grant_type"),
            var other => Error("unsupported_grant_type", $"Invalid grant_type: {other}"),
        };

    private SandboxAnswer Exchange(HttpRequest request)
    {
        var code = SandboxTokens.Read(Platform, TokenUse.Code, request.Field("code"));
        if (code is null)
        {
            return Error("invalid_grant", "Malformed auth code.");
        }

        if (tokens.StateOf(code) is not TokenState.Accepted)
        {
            return Error("invalid_grant", "Bad Request");
        }

        if (code.RedirectAddress != request.Field("redirect_uri"))
        {
            return Error("redirect_uri_mismatch", "Bad Request");
        }

        var verifier = request.Field("code_verifier");
        if (!ConsentAsk.Fits(code.Challenge, verifier))
        {
            return Error("invalid_grant", verifier.Length == 0 ? "Missing code verifier." : "Invalid code verifier.");
        }

        return tokens.TryUse(request.Field("code")) ? Tokens(code.Consent, 0, code.IsOffline) : Error("invalid_grant", "Bad Request");
    }

    private SandboxAnswer Refresh(HttpRequest request)
    {
        var refresh = SandboxTokens.Read(Platform, TokenUse.Refresh, request.Field("refresh_token"));
        return refresh is null || tokens.StateOf(refresh) is not (TokenState.Accepted or TokenState.Forbidden)
            ? Error("invalid_grant", "Token has been expired or revoked.")
            : refresh.Consent.Conduct is SandboxConduct.Stalled ? Error("backend_error", "Backend Error", StatusCodes.Status503ServiceUnavailable)
            : Tokens(refresh.Consent, refresh.Generation + 1, withRefresh: false);
    }

    // Any token of a consent ends all of it.
    private SandboxAnswer Revoke(HttpRequest request)
    {
        var token = TokenOf(request);
        if (tokens.StateOf(token) is TokenState.Unknown or TokenState.Revoked)
        {
            return Error("invalid_token", "Token expired or revoked");
        }

        tokens.Revoke(token!.Consent);
        return SandboxAnswer.Ok([]);
    }

    // A renewal brings no new refresh token: the old one stays.
    private SandboxAnswer Tokens(SandboxConsent consent, int generation, bool withRefresh)
    {
        var issuedAt = time.GetUtcNow();
        var endsAt = consent.AccessEnds(issuedAt);
        var body = new JsonObject
        {
            ["access_token"] = tokens.Issue(new SandboxToken(TokenUse.Access, consent, issuedAt, endsAt, generation)),
            ["expires_in"] = (long)(endsAt - issuedAt).TotalSeconds,
            ["scope"] = string.Join(' ', consent.Scopes),
            ["token_type"] = "Bearer",
        };
        if (withRefresh && consent.Conduct is not SandboxConduct.NoRefresh)
        {
            var refreshEndsAt = consent.RefreshEnds(issuedAt);
            body["refresh_token"] = tokens.Issue(new SandboxToken(TokenUse.Refresh, consent, issuedAt, refreshEndsAt, 0));
            if (refreshEndsAt is { } end)
            {
                body["refresh_token_expires_in"] = (long)(end - issuedAt).TotalSeconds;
            }
        }

        return SandboxAnswer.Ok(body);
    }

    private bool IsRevoke(HttpRequest request) => request.Below(Path) is "/revoke";

    private SandboxToken? TokenOf(HttpRequest request)
    {
        if (!IsRevoke(request))
        {
            return SandboxTokens.Read(Platform, TokenUse.Code, request.Field("code")) ?? SandboxTokens.Read(Platform, TokenUse.Refresh, request.Field("refresh_token"));
        }

        var text = request.Field("token") is { Length: > 0 } field ? field : request.Query["token"].ToString();
        return SandboxTokens.Read(Platform, TokenUse.Access, text) ?? SandboxTokens.Read(Platform, TokenUse.Refresh, text);
    }

    private static SandboxAnswer Error(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        new(status, new JsonObject { ["error"] = error, ["error_description"] = description });
}
