using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SocialProfiles.Core.Security;
using SocialProfiles.Web.Components.Account;

namespace SocialProfiles.Web.Consents;

/// <summary>What a browser keeps while its person is on a platform's page.</summary>
/// <param name="Secret">Shows that the answer comes to the browser that began.</param>
/// <param name="Path">Where to go afterwards, on this site.</param>
internal sealed record ConsentBearer(string Secret, string Path);

/// <summary>
/// A cookie for each consent under way, found again by the consent's state, so that two at once do not get in each other's
/// way. The browser can read or change nothing of it: the way back comes only from here, never from an address.
/// </summary>
internal sealed class ConsentCookies(IDataProtectionProvider protection)
{
    private const string Prefix = "SocialProfiles.Consent.";
    private const string Path = "/api/socials/oauth";
    private const int ShortIdLength = 10;

    private static readonly TimeSpan _life = TimeSpan.FromHours(1);

    private readonly IDataProtector _protector = protection.CreateProtector("SocialProfiles.ConsentCookies.v1");

    public void Give(HttpContext context, string state, ConsentBearer bearer) =>
        context.Response.Cookies.Append(NameOf(state), _protector.Protect($"{bearer.Secret} {bearer.Path}"), Options(context, _life));

    /// <summary>Null where this browser did not begin the consent, or somebody changed its cookie.</summary>
    public ConsentBearer? Find(HttpContext context, string? state)
    {
        if (string.IsNullOrEmpty(state) || context.Request.Cookies[NameOf(state)] is not { } value)
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(value).Split(' ', 2) is [var secret, var path] ? new ConsentBearer(secret, LocalAddress.OrHome(path)) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static void Take(HttpContext context, string? state)
    {
        if (!string.IsNullOrEmpty(state) && context.Request.Cookies.ContainsKey(NameOf(state)))
        {
            context.Response.Cookies.Delete(NameOf(state), Options(context, life: null));
        }
    }

    private static string NameOf(string state) => Prefix + Base64Url.EncodeToString(RandomSecret.Hash(state))[..ShortIdLength];

    // Lax: the platform's page sends the browser back by a link of another site.
    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = context.Request.PathBase + Path,
        MaxAge = life,
        IsEssential = true,
    };
}
