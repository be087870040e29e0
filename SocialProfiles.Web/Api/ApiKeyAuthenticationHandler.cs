using System.Globalization;
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
    ApiKeyDirectory keys, ApiKeyUses uses, FailedAuthentications failures, RefusedCalls refusals, IOptionsMonitor<ApiKeyOptions> options, ILoggerFactory logs, UrlEncoder encoder)
    : AuthenticationHandler<ApiKeyOptions>(options, logs, encoder)
{
    public new const string Scheme = "ApiKey";
    public const string AccessClaim = "access";

    /// <summary>Requests a minute, where the key has a limit of its own.</summary>
    public const string LimitClaim = "requests-per-minute";

    private const string Bearer = "Bearer ";

    private RateLimitLease? _refused;
    private bool _hasWrongKey;
    private string? _refusal;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        var key = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : "";
        var owner = key.Length is > 0 and <= ApiKeyText.MaxLength ? await keys.FindAsync(key, Context.RequestAborted) : null;
        if (owner is null or { Refusal: not null })
        {
            (_hasWrongKey, _refusal) = (true, owner?.Refusal);
            _refused = failures.Count(Context.ClientNetwork());
            return AuthenticateResult.Fail(_refusal ?? "Unknown or revoked key.");
        }

        uses.Note(owner.Id, Context.ClientAddress());
        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, owner.Id.ToString()),
                new Claim(ClaimTypes.Name, owner.Name),
                new Claim(AccessClaim, owner.Access.Word()),
            ],
            Scheme);
        if (owner.RequestsPerMinute is { } limit)
        {
            identity.AddClaim(new Claim(LimitClaim, limit.ToString(CultureInfo.InvariantCulture)));
        }

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
                ? _refusal ?? "This API key is unknown or was revoked. Make a new one in Settings, API keys."
                : "Send an API key: Authorization: Bearer sp_…. Keys are made in Settings, API keys.").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (refusals.Count(Context.User) is { } refused)
        {
            RateLimits.SetRetryAfter(Context, refused);
            return ApiProblem.TooManyRequests("This key has made too many calls that it isn't allowed to make.").ExecuteAsync(Context);
        }

        return ApiProblem.Of(
            StatusCodes.Status403Forbidden,
            "Not allowed",
            Context.User.FindFirstValue(AccessClaim) == ApiKeyAccess.Read.Word()
                ? "This API key can only read. Use a key with write access to make changes."
                : "This call needs a key with admin access.").ExecuteAsync(Context);
    }

    /// <summary>Whether the key of this call may do so much.</summary>
    public static bool HasAccess(ClaimsPrincipal user, ApiKeyAccess least)
    {
        var word = user.FindFirstValue(AccessClaim);
        return Enum.GetValues<ApiKeyAccess>().Any(access => access >= least && access.Word() == word);
    }
}
