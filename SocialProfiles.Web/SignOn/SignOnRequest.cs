using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.SignOn;

/// <summary>What came back from a provider.</summary>
/// <param name="Claims">Null where it went wrong.</param>
/// <param name="Problem">Why; null where it didn't.</param>
/// <param name="Properties">What we noted when it began; null where that can't be told any more.</param>
internal sealed record SignOnAnswer(SignOnClaims? Claims, SignOnProblem? Problem, AuthenticationProperties? Properties);

/// <summary>
/// The way to a provider and back, by ASP.NET Core's handler: authorization code, PKCE, nonce, state. Its scheme isn't registered:
/// the handler is made for the request that needs it, from the provider as it is stored then. So a change counts at once, and one
/// that can't be used fails alone. What is under way is kept in sealed cookies of the browser and nowhere else.
/// </summary>
internal sealed partial class SignOnRequest(
    Database database, TokenVault vault, ProviderDocuments documents, ProviderLines lines, IDataProtectionProvider protection, PublicAddress address,
    ILoggerFactory loggers, HtmlEncoder html, UrlEncoder url, ILogger<SignOnRequest> logger)
{
    private static readonly TimeSpan _lasts = TimeSpan.FromMinutes(10);

    public Task<SignOnProvider?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.SignOnProviders.SingleOrDefaultAsync(x => x.Id == id, cancellationToken), cancellationToken);

    /// <summary>Sends the browser to the provider.</summary>
    /// <returns>Null where it is on its way; else why not, and nothing is answered yet.</returns>
    public async Task<SignOnProblem?> BeginAsync(SignOnProvider provider, OpenIdConnectChallengeProperties properties, HttpContext context)
    {
        try
        {
            await (await HandlerAsync(provider, context, _ => { })).ChallengeAsync(properties);
            return null;
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            LogNotBegun(fault, provider.Name);
            return ProviderFault.Of(fault);
        }
    }

    /// <summary>Takes what the provider sent the browser back with, and asks it who that is.</summary>
    public async Task<SignOnAnswer> CompleteAsync(SignOnProvider provider, HttpContext context)
    {
        SignOnAnswer? answer = null;
        try
        {
            await (await HandlerAsync(provider, context, came => answer = came)).HandleRequestAsync();
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            LogNotCompleted(fault, provider.Name);
            answer = new SignOnAnswer(null, ProviderFault.Of(fault), null);
        }

        return answer ?? new SignOnAnswer(null, SignOnProblem.Failed, null);
    }

    private async Task<OpenIdConnectHandler> HandlerAsync(SignOnProvider provider, HttpContext context, Action<SignOnAnswer> take)
    {
        var name = $"SignOn.{provider.Id:N}";
        var options = Options(provider, context, take);
        new OpenIdConnectPostConfigureOptions(protection).PostConfigure(name, options);
        options.Validate(name);
        var handler = new OpenIdConnectHandler(new OfOne(options), loggers, html, url);
        await handler.InitializeAsync(new AuthenticationScheme(name, provider.Name, typeof(OpenIdConnectHandler)), context);
        return handler;
    }

    private OpenIdConnectOptions Options(SignOnProvider provider, HttpContext context, Action<SignOnAnswer> take)
    {
        var options = new OpenIdConnectOptions
        {
            Authority = provider.Authority,
            ClientId = provider.ClientId,
            ClientSecret = vault.OpenSignOnSecret(provider),
            ConfigurationManager = documents.Of(provider),
            RequireHttpsMetadata = false,
            Backchannel = lines.Of(provider.Authority),
            SignInScheme = IdentityConstants.ApplicationScheme,
            ResponseType = OpenIdConnectResponseType.Code,

            // The default comes back as a form of another site, with which browsers send only cookies that plain http can't have.
            ResponseMode = OpenIdConnectResponseMode.Query,
            UsePkce = true,
            MapInboundClaims = false,
            SaveTokens = false,
            DisableTelemetry = true,
            GetClaimsFromUserInfoEndpoint = true,
            CallbackPath = SignOnPaths.Return(provider.Id),
            RemoteAuthenticationTimeout = _lasts,
            TokenValidationParameters = TokenRules.For(provider),
            Events = Events(provider, context, take),
        };
        options.ProtocolValidator.NonceLifetime = _lasts;
        options.Scope.Add("email");
        options.ClaimActions.Clear();
        SecureCookies.ForAll(options.CorrelationCookie, "SocialProfiles.SignOn.", address);
        SecureCookies.ForAll(options.NonceCookie, "SocialProfiles.SignOnNonce.", address);
        (options.CorrelationCookie.SameSite, options.NonceCookie.SameSite) = (SameSiteMode.Lax, SameSiteMode.Lax);
        (options.CorrelationCookie.SecurePolicy, options.NonceCookie.SecurePolicy) = (CookieSecurePolicy.SameAsRequest, CookieSecurePolicy.SameAsRequest);
        return options;
    }

    private OpenIdConnectEvents Events(SignOnProvider provider, HttpContext context, Action<SignOnAnswer> take) => new()
    {
        OnRedirectToIdentityProvider = redirect =>
        {
            redirect.ProtocolMessage.RedirectUri = address.Of(context.Request).Base + SignOnPaths.Return(provider.Id);
            return Task.CompletedTask;
        },
        OnTokenValidated = validated =>
        {
            // Microsoft's handler believes an unsigned token that came straight from the provider; TokenRules don't.
            if (string.IsNullOrEmpty(validated.SecurityToken.RawSignature))
            {
                validated.Fail(new SecurityTokenInvalidSignatureException("The id token isn't signed."));
            }

            return Task.CompletedTask;
        },
        OnUserInformationReceived = received =>
        {
            if (received.Principal?.Identities.FirstOrDefault() is { } identity)
            {
                SignOnClaim[] token = [.. identity.Claims.Select(claim => new SignOnClaim(claim.Type, claim.Value))];
                SignOnClaim[] merged = [.. SignOnClaims.Merge(token, [.. ClaimsOf(received.User.RootElement)])];
                foreach (var dropped in identity.Claims.Where(claim => !merged.Contains(new SignOnClaim(claim.Type, claim.Value))).ToArray())
                {
                    identity.RemoveClaim(dropped);
                }

                identity.AddClaims(merged.Except(token).Select(claim => new System.Security.Claims.Claim(claim.Type, claim.Value)));
            }

            return Task.CompletedTask;
        },
        OnTicketReceived = received =>
        {
            var claims = SignOnClaims.Read(received.Principal!.Claims.Select(claim => new SignOnClaim(claim.Type, claim.Value)));
            take(new SignOnAnswer(claims, claims is null ? SignOnProblem.NotTrusted : null, received.Properties));
            received.HandleResponse();
            return Task.CompletedTask;
        },
        OnAccessDenied = denied =>
        {
            take(new SignOnAnswer(null, SignOnProblem.Declined, denied.Properties));
            denied.HandleResponse();
            return Task.CompletedTask;
        },
        OnRemoteFailure = failed =>
        {
            LogNotCompleted(failed.Failure, provider.Name);
            take(new SignOnAnswer(null, ProviderFault.Of(failed.Failure), failed.Properties));
            failed.HandleResponse();
            return Task.CompletedTask;
        },
    };

    private static IEnumerable<SignOnClaim> ClaimsOf(JsonElement user) => user.ValueKind != JsonValueKind.Object ? [] : user.EnumerateObject().SelectMany(each => each.Value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        JsonValueKind.Array => each.Value.EnumerateArray().Select(value => new SignOnClaim(each.Name, value.ToString())),
        JsonValueKind.True => [new SignOnClaim(each.Name, "true")],
        JsonValueKind.False => [new SignOnClaim(each.Name, "false")],
        _ => new[] { new SignOnClaim(each.Name, each.Value.ToString()) },
    });

    [LoggerMessage(LogLevel.Warning, "A sign-in with {Provider} could not begin")]
    private partial void LogNotBegun(Exception exception, string provider);

    [LoggerMessage(LogLevel.Warning, "A sign-in with {Provider} was not completed")]
    private partial void LogNotCompleted(Exception? exception, string provider);

    private sealed class OfOne(OpenIdConnectOptions options) : IOptionsMonitor<OpenIdConnectOptions>
    {
        public OpenIdConnectOptions CurrentValue => options;

        public OpenIdConnectOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<OpenIdConnectOptions, string?> listener) => null;
    }
}
