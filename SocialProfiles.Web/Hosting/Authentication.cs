using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.SignOn;
using SocialProfiles.Core.Team;
using SocialProfiles.Web.Api;
using SocialProfiles.Web.Components.Account;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// People sign in with a cookie, tools with a key, and nothing takes the one for the other. Everything is for people of
/// the agency who are signed in, unless it says otherwise.
/// </summary>
internal static class Authentication
{
    public static void AddAdminAuthentication(this WebApplicationBuilder builder)
    {
        builder.Services.AddAccounts();
        builder.Services.AddTeam();
        builder.Services.AddSignOn();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, Cookie)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, PasskeyCookie)
            .AddScheme<ApiKeyOptions, ApiKeyAuthenticationHandler>(ApiKeyAuthenticationHandler.Scheme, null)
            .AddPolicyScheme(Policies.AdminOrKey, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? ApiKeyAuthenticationHandler.Scheme : IdentityConstants.ApplicationScheme);
        builder.Services.AddAuthorizationBuilder()
            .SetDefaultPolicy(OfPeople(Role.Viewer))
            .SetFallbackPolicy(OfPeople(Role.Viewer))
            .AddPolicy(Policies.Viewer, OfPeople(Role.Viewer))
            .AddPolicy(Policies.Editor, OfPeople(Role.Editor))
            .AddPolicy(Policies.Admin, OfPeople(Role.Admin))
            .AddPolicy(Policies.Owner, OfPeople(Role.Owner))
            .AddPolicy(Policies.ReadByKey, OfKeys(ApiKeyAccess.Read))
            .AddPolicy(Policies.WriteByKey, OfKeys(ApiKeyAccess.Write))
            .AddPolicy(Policies.AdminByKey, OfKeys(ApiKeyAccess.Admin))
            .AddPolicy(Policies.AdminOrKey, policy => policy.AddAuthenticationSchemes(Policies.AdminOrKey).RequireAuthenticatedUser());
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<Microsoft.AspNetCore.Authentication.IClaimsTransformation, AddressClaim>();
        builder.Services.AddScoped<CurrentActor>().AddScoped<CurrentPerson>();
        builder.Services.AddSingleton<DeviceCookie>().AddSingleton<SecondStepCookie>();
        builder.AddSessions();
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

        // The cookie only holds a key; what lasts is the session on the server.
        options.SlidingExpiration = false;
        options.LoginPath = AccountPaths.SignIn;
        options.LogoutPath = AccountPaths.SignOut;
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context =>
        {
            var isFirstRun = context.HttpContext.RequestServices.GetRequiredService<FirstRun>().IsOpen;
            context.Response.Redirect(isFirstRun ? AccountPaths.Setup : context.RedirectUri);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToAccessDenied = context =>
        {
            // ErrorPages says it.
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = async context =>
        {
            var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
            if (BrowserSession.KeyOf(context.Principal) is { } key && await sessions.PersonAsync(key, context.HttpContext.RequestAborted) is { } person)
            {
                // The cookie says who it is; what they may do, and what they are called now, is asked each time.
                context.ReplacePrincipal(RoleClaim.With(PersonName.With(context.Principal!, person.Email), person.Role));
                sessions.Seen(key);
                return;
            }

            context.RejectPrincipal();
        };
    }

    // What Identity keeps in it between the two halves of asking for a passkey is sealed, and of no use to anybody else.
    private static void PasskeyCookie(CookieAuthenticationOptions options)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static AuthorizationPolicy OfPeople(Role least) =>
        new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAssertion(context => RoleClaim.Of(context.User) >= least).Build();

    private static AuthorizationPolicy OfKeys(ApiKeyAccess least) =>
        new AuthorizationPolicyBuilder(ApiKeyAuthenticationHandler.Scheme).RequireAssertion(context => ApiKeyAuthenticationHandler.HasAccess(context.User, least)).Build();

    private static void AddSessions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<SessionLimits>().Bind(builder.Configuration.GetSection(SessionLimits.Section))
            .Validate(options => options.IdleHours is >= 1 and <= 720, "SignIn:IdleHours must be 1 to 720.")
            .Validate(options => options.StayDays is >= 1 and <= 365, "SignIn:StayDays must be 1 to 365.")
            .Validate(options => options.LongestDays is >= 1 and <= 365, "SignIn:LongestDays must be 1 to 365.")
            .ValidateOnStart();
        builder.Services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<SessionLimits>>((cookie, session) => cookie.ExpireTimeSpan = TimeSpan.FromDays(session.Value.LongestDays))
            .Configure<PublicAddress>((cookie, address) => SecureCookies.ForAll(cookie.Cookie, "SocialProfiles.Session", address));
        builder.Services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme)
            .Configure<PublicAddress>((cookie, address) => SecureCookies.ForAll(cookie.Cookie, "SocialProfiles.Passkey", address));
    }
}

/// <summary>Names of the policies; without one, an endpoint is for everybody of the agency who is signed in.</summary>
internal static class Policies
{
    public const string Viewer = nameof(Role.Viewer);
    public const string Editor = nameof(Role.Editor);
    public const string Admin = nameof(Role.Admin);
    public const string Owner = nameof(Role.Owner);
    public const string ReadByKey = nameof(ReadByKey);
    public const string WriteByKey = nameof(WriteByKey);
    public const string AdminByKey = nameof(AdminByKey);
    public const string AdminOrKey = nameof(AdminOrKey);
}
