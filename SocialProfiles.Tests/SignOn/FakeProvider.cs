using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.SignOn;

/// <summary>An OpenID provider that says whatever a test wants, rightly signed or not. The certified one is <see cref="CertifiedProvider"/>.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "socialprofiles";
    public const string Secret = "a secret of the client";

    private static readonly RSA _key = RSA.Create(2048);

    private static readonly RSA _formerKey = RSA.Create(2048);

    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new(StringComparer.Ordinal);
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private LocalServer _server = null!;

    public string Address => _server.Address;

    /// <summary>Changes what the next identity tokens say.</summary>
    public Action<JsonObject> Claims { get; set; } = _ => { };

    /// <summary>Makes the token of its claims; by default rightly.</summary>
    public Func<JsonObject, string> Sign { get; set; } = Token;

    /// <summary>What the user info adds; null for none.</summary>
    public JsonObject? UserInfo { get; set; }

    /// <summary>Whether it still publishes the key before the one that it signs with.</summary>
    public bool HasFormerKey { get; set; }

    /// <summary>Whether its server has trouble.</summary>
    public bool IsDown { get; set; }

    /// <summary>How often its document was asked for.</summary>
    public int Reads { get; private set; }

    /// <summary>Changes what the next documents say.</summary>
    public Action<JsonObject> Document { get; set; } = _ => { };

    /// <summary>Until then, whoever asks for its document waits; null for not at all.</summary>
    public Task? Hangs { get; set; }

    /// <summary>What the last browser was sent here with.</summary>
    public Dictionary<string, string> Asked { get; private set; } = new(StringComparer.Ordinal);

    public static async Task<FakeProvider> StartAsync()
    {
        var provider = new FakeProvider();
        provider._server = await LocalServer.StartAsync(provider.AnswerAsync);
        return provider;
    }

    /// <summary>Signed with its key.</summary>
    public static string Token(JsonObject claims) => Token(claims, _key, new JsonObject { ["alg"] = "RS256", ["kid"] = "one", ["typ"] = "JWT" });

    public static string ForeignToken(JsonObject claims)
    {
        using var foreign = RSA.Create(2048);
        return Token(claims, foreign, new JsonObject { ["alg"] = "RS256", ["kid"] = "one", ["typ"] = "JWT" });
    }

    public static string UnsignedToken(JsonObject claims) => $"{Part(new JsonObject { ["alg"] = "none" })}.{Part(claims)}.";

    public static long Now(int seconds = 0) => TimeProvider.System.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();

    /// <summary>A logout token as the standard wants it.</summary>
    public JsonObject LogoutClaims(string subject) => new()
    {
        ["iss"] = Address,
        ["aud"] = ClientId,
        ["iat"] = Now(),
        ["exp"] = Now(120),
        ["jti"] = Guid.NewGuid().ToString(),
        ["sub"] = subject,
        ["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() },
    };

    /// <summary>Follows a browser that the application sent here.</summary>
    /// <returns>Where the provider sends it back to: path and query.</returns>
    public async Task<string> VisitAsync(Uri address)
    {
        using var answer = await _browser.GetAsync(address);
        return answer.Headers.Location!.PathAndQuery;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _server.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        switch (request.Path.Value)
        {
            case SignOnDocument when IsDown:
                Reads++;
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                break;
            case SignOnDocument:
                Reads++;
                await (Hangs ?? Task.CompletedTask);
                JsonObject document = new()
                {
                    ["issuer"] = Address,
                    ["authorization_endpoint"] = Address + "/authorize",
                    ["token_endpoint"] = Address + "/token",
                    ["jwks_uri"] = Address + "/keys",
                    ["userinfo_endpoint"] = Address + "/me",
                    ["end_session_endpoint"] = Address + "/bye",
                    ["code_challenge_methods_supported"] = new JsonArray("S256"),
                    ["backchannel_logout_supported"] = true,
                };
                Document(document);
                await JsonAsync(context, document);
                break;
            case "/other" + SignOnDocument:
                await JsonAsync(context, new JsonObject { ["issuer"] = "https://other.example", ["authorization_endpoint"] = Address + "/authorize", ["token_endpoint"] = Address + "/token", ["jwks_uri"] = Address + "/keys" });
                break;
            case "/plain" + SignOnDocument:
                await JsonAsync(context, new JsonObject
                {
                    ["issuer"] = Address + "/plain",
                    ["authorization_endpoint"] = Address + "/authorize",
                    ["token_endpoint"] = Address + "/token",
                    ["jwks_uri"] = Address + "/keys",
                    ["code_challenge_methods_supported"] = new JsonArray("plain"),
                });
                break;
            case "/keys":
                var key = (HasFormerKey ? _formerKey : _key).ExportParameters(includePrivateParameters: false);
                await JsonAsync(context, new JsonObject
                {
                    ["keys"] = new JsonArray(new JsonObject
                    {
                        ["kty"] = "RSA",
                        ["kid"] = HasFormerKey ? "former" : "one",
                        ["use"] = "sig",
                        ["alg"] = "RS256",
                        ["n"] = Base64Url.EncodeToString(key.Modulus),
                        ["e"] = Base64Url.EncodeToString(key.Exponent),
                    }),
                });
                break;
            case "/authorize":
                Asked = request.Query.ToDictionary(each => each.Key, each => each.Value.ToString(), StringComparer.Ordinal);
                var code = Guid.NewGuid().ToString("N");
                _codes[code] = (Asked["nonce"], Asked["code_challenge"]);
                context.Response.Redirect(QueryHelpers.AddQueryString(Asked["redirect_uri"], new Dictionary<string, string?>(StringComparer.Ordinal) { ["code"] = code, ["state"] = Asked["state"] }));
                break;
            case "/token":
                await TokenAsync(context);
                break;
            case "/me":
                await JsonAsync(context, UserInfo ?? new JsonObject { ["sub"] = "sub-of-nobody" });
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private const string SignOnDocument = "/.well-known/openid-configuration";

    private async Task TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["client_id"] != ClientId || form["client_secret"] != Secret)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await JsonAsync(context, new JsonObject { ["error"] = "invalid_client" });
            return;
        }

        var verifier = SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()));
        if (!_codes.TryRemove(form["code"].ToString(), out var begun) || begun.Challenge != Base64Url.EncodeToString(verifier))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await JsonAsync(context, new JsonObject { ["error"] = "invalid_grant" });
            return;
        }

        JsonObject claims = new()
        {
            ["iss"] = Address,
            ["aud"] = ClientId,
            ["sub"] = "somebody",
            ["iat"] = Now(),
            ["exp"] = Now(300),
            ["nonce"] = begun.Nonce,
            ["auth_time"] = Now(),
            ["sid"] = "session-there",
        };
        Claims(claims);
        UserInfo = new JsonObject { ["sub"] = claims["sub"]!.GetValue<string>() };
        await JsonAsync(context, new JsonObject { ["access_token"] = Guid.NewGuid().ToString("N"), ["token_type"] = "Bearer", ["expires_in"] = 300, ["id_token"] = Sign(claims) });
    }

    private static Task JsonAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }

    private static string Token(JsonObject claims, RSA key, JsonObject header)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    /// <summary>The form of a provider that is this one.</summary>
    public SignOnProviderRequest Form(string name) => new()
    {
        Name = name,
        Authority = Address,
        ClientId = ClientId,
        Secret = Secret,
        Domains = "agency.example",
        LinksByEmail = true,
        IsOn = true,
    };
}
