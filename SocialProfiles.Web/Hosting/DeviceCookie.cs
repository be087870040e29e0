using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Remembers in a browser who has signed in there, so that the right password gets in while strangers guess
/// elsewhere. It signs nobody in.
/// </summary>
internal sealed class DeviceCookie(IDataProtectionProvider protection, PublicAddress address)
{
    private const string Prefix = "SocialProfiles.Device.";

    private static readonly TimeSpan _life = TimeSpan.FromDays(365);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("SocialProfiles.DeviceCookie.v1").ToTimeLimitedDataProtector();

    /// <summary>The device, where this person signed in to it; null for a new one, or a cookie that is not ours.</summary>
    public string? Find(HttpContext context, Guid personId)
    {
        if (context.Request.Cookies[NameOf(personId)] is not { Length: < 1000 } value)
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(value).Split(' ') is [var person, var device] && person == personId.ToString() ? device : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Remember(HttpContext context, Guid personId)
    {
        var device = Find(context, personId) ?? RandomSecret.New();
        context.Response.Cookies.Append(NameOf(personId), _protector.Protect($"{personId} {device}", _life), new CookieOptions
        {
            HttpOnly = true,

            // Also when a provider of single sign-on sends the browser back.
            SameSite = SameSiteMode.Lax,
            Path = context.Request.PathBase + Components.Account.AccountPaths.SignIn,
            Secure = context.Request.IsHttps,
            MaxAge = _life,
            IsEssential = true,
        });
    }

    private string NameOf(Guid personId) => SecureCookies.NameOfPart(Prefix, address) + Convert.ToHexString(SHA256.HashData(personId.ToByteArray()))[..8];
}
