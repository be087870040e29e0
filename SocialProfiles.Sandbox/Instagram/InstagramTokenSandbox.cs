using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>
/// Instagram's host on which a code becomes a token of an hour. Its errors have a shape of their own.
/// Source: developers.facebook.com/docs/instagram-platform/reference/access_token, and bodies that others recorded.
/// </summary>
internal sealed class InstagramTokenSandbox(SandboxTokens tokens, TimeProvider time) : ISandboxPlatform
{
    private static readonly TimeSpan _life = TimeSpan.FromHours(1);

    public string Path => "instagram-token";

    public bool Takes(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Below(Path) is "/oauth/access_token";

    public SandboxAnswer? RefuseCaller(HttpRequest request) =>
        request.Field("client_id") != InstagramConsentSite.AppId ? Error("Invalid platform app")
        : request.Field("client_secret") != InstagramConsentSite.AppSecret ? Error("Error validating client secret.")
        : request.Field("grant_type") != "authorization_code" ? Error("Invalid grant_type: Must be authorization_code")
        : null;

    public string? HandleOf(HttpRequest request) => CodeOf(request)?.Consent.HandleForTokens();

    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => null;

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now)
    {
        var code = CodeOf(request);
        if (code is null || tokens.StateOf(code) is not TokenState.Accepted)
        {
            return Error("Invalid authorization code");
        }

        if (code.RedirectAddress != request.Field("redirect_uri"))
        {
            return Error("Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request");
        }

        return tokens.TryUse(request.Field("code")) ? SandboxAnswer.Ok(Token(code.Consent)) : Error("Matching code was not found or was already used");
    }

    private static SandboxToken? CodeOf(HttpRequest request) => SandboxTokens.Read("instagram", TokenUse.Code, request.Field("code"));

    // Two shapes are seen in the wild: the documented one, and a flat one with the id as a number and often no permissions.
    private JsonObject Token(SandboxConsent consent)
    {
        var issuedAt = time.GetUtcNow();
        var token = tokens.Issue(new SandboxToken(TokenUse.ShortLived, consent, issuedAt, issuedAt + _life, 0));
        var id = InstagramIds.AppScoped(consent.Handle);
        var permissions = string.Join(',', consent.Scopes);
        var shape = Seed.Of(consent.Handle).For("shape").Between(0, 3);
        if (shape < 2)
        {
            var wrapped = new JsonObject { ["access_token"] = token, ["user_id"] = id.ToString(CultureInfo.InvariantCulture), ["permissions"] = permissions };
            return new JsonObject { ["data"] = new JsonArray(wrapped) };
        }

        var flat = new JsonObject { ["access_token"] = token, ["user_id"] = id };
        if (shape == 3)
        {
            flat["permissions"] = new JsonArray([.. consent.Scopes.Select(scope => JsonValue.Create(scope))]);
        }

        return flat;
    }

    private static SandboxAnswer Error(string message) =>
        new(StatusCodes.Status400BadRequest, new JsonObject { ["error_type"] = "OAuthException", ["code"] = 400, ["error_message"] = message });
}
