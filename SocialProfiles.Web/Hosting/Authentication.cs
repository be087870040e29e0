using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Api;
using SocialProfiles.Web.Components.Account;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Admins sign in with a cookie, tools with a key, and nothing takes the one for the other. Everything is for signed-in
/// admins unless it says otherwise.
/// </summary>
internal static class Authentication
{
    public static void AddAdminAuthentication(this WebApplicationBuilder builder)
    {
        builder.Services.AddAccounts();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, Cookie)
            .AddScheme<ApiKeyOptions, ApiKeyAuthenticationHandler>(ApiKeyAuthenticationHandler.Scheme, null)
            .AddPolicyScheme(Policies.AdminOrKey, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? ApiKeyAuthenticationHandler.Scheme : IdentityConstants.ApplicationScheme);
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme).RequireAuthenticatedUser().Build())
            .AddPolicy(Policies.ReadByKey, policy => policy.AddAuthenticationSchemes(ApiKeyAuthenticationHandler.Scheme).RequireAuthenticatedUser())
            .AddPolicy(Policies.WriteByKey, policy => policy.AddAuthenticationSchemes(ApiKeyAuthenticationHandler.Scheme)
                .RequireClaim(ApiKeyAuthenticationHandler.AccessClaim, ApiKeyAuthenticationHandler.FullAccess))
            .AddPolicy(Policies.AdminOrKey, policy => policy.AddAuthenticationSchemes(Policies.AdminOrKey).RequireAuthenticatedUser());
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddScoped<AuthenticationStateProvider, SessionStateProvider>();
        builder.Services.AddScoped<Microsoft.AspNetCore.Authentication.IClaimsTransformation, AddressClaim>();
        builder.Services.AddScoped<CurrentActor>();
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "SocialProfiles.Session";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = true;
        options.LoginPath = AccountPaths.SignIn;
        options.LogoutPath = AccountPaths.SignOut;
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context =>
        {
            var isFirstRun = context.HttpContext.RequestServices.GetRequiredService<FirstRun>().IsOpen;
            context.Response.Redirect(isFirstRun ? AccountPaths.Setup : context.RedirectUri);
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = SecurityStampValidator.ValidatePrincipalAsync;
    }
}

/// <summary>Names of the policies; without one, an endpoint is for signed-in admins.</summary>
internal static class Policies
{
    public const string ReadByKey = nameof(ReadByKey);
    public const string WriteByKey = nameof(WriteByKey);
    public const string AdminOrKey = nameof(AdminOrKey);
}
