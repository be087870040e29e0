namespace SocialProfiles.Web.Hosting;

/// <summary>Marks every cookie Secure where our public address is https, also where a proxy hides that the browser speaks https.</summary>
internal static class SecureCookies
{
    public static void UseSecureCookies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PublicAddress>().IsSecure)
        {
            app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });
        }
    }
}
