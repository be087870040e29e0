using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

internal sealed class ApiKeyOptions : AuthenticationSchemeOptions;

/// <summary>Knows a tool by the key that it sends: <c>Authorization: Bearer sp_…</c>.</summary>
internal sealed class ApiKeyAuthenticationHandler(
    ApiKeyDirectory keys, FailedAuthentications failures, IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<ApiKeyOptions>(options, logs, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string AccessClaim = "access";
    public const string FullAccess = "full";
    public const string ReadAccess = "read";

    private const string Bearer = "Bearer ";

    private RateLimitLease? _refused;
    private bool _hasWrongKey;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        var key = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : "";
        var owner = key.Length is > 0 and <= ApiKeyText.MaxLength ? await keys.FindAsync(key, Context.RequestAborted) : null;
        if (owner is null)
        {
            _hasWrongKey = true;
            _refused = failures.Count(Context.ClientNetwork());
            return AuthenticateResult.Fail("Unknown or revoked key.");
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, owner.Id.ToString()),
                new Claim(ClaimTypes.Name, owner.Name),
                new Claim(AccessClaim, owner.IsReadOnly ? ReadAccess : FullAccess),
            ],
            Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_refused is not null)
        {
            RateLimits.SetRetryAfter(Context, _refused);
            return ApiProblem.TooManyRequests("This address has sent too many wrong keys.").ExecuteAsync(Context);
        }

        Response.Headers.WWWAuthenticate = _hasWrongKey ? """Bearer realm="SocialProfiles", error="invalid_token" """.TrimEnd() : """Bearer realm="SocialProfiles" """.TrimEnd();
        return ApiProblem.Of(
            StatusCodes.Status401Unauthorized,
            "Not signed in",
            _hasWrongKey
                ? "This API key is unknown or was revoked. Make a new one under Settings, API keys."
                : "Send an API key: Authorization: Bearer sp_…. Keys are made under Settings, API keys.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiProblem.Of(StatusCodes.Status403Forbidden, "Not allowed", "This API key may only read. Use a key with full access for changes.").ExecuteAsync(Context);
}
