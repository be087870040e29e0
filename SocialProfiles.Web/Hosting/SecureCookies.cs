namespace SocialProfiles.Web.Hosting;

/// <summary>Marks every cookie Secure where our public address is https, also where a proxy hides that the browser speaks https.</summary>
internal static class SecureCookies
{
    /// <summary>
    /// What a cookie for the whole site is called there: browsers take one of that name over https only, for all paths, and from
    /// this host alone, so no other host of the domain can plant it.
    /// </summary>
    public static string NameOf(string name, PublicAddress address) => address.IsSecure ? $"__Host-{name}" : name;

    /// <summary>Makes a cookie that others build one for the whole site.</summary>
    public static void ForAll(CookieBuilder cookie, string name, PublicAddress address)
    {
        cookie.Name = NameOf(name, address);
        if (address.IsSecure)
        {
            // Below a base path it would be that path, and the browser would refuse the cookie.
            cookie.Path = "/";
        }
    }

    /// <summary>The same for a cookie that goes with some addresses only.</summary>
    public static string NameOfPart(string name, PublicAddress address) => address.IsSecure ? $"__Secure-{name}" : name;

    public static void UseSecureCookies(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PublicAddress>().IsSecure)
        {
            app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always });
        }
    }
}
