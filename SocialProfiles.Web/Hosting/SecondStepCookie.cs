using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Web.Hosting;

/// <summary>Remembers in a browser, sealed and for a few minutes, whose password was right there, until the second step is done.</summary>
internal sealed class SecondStepCookie(IDataProtectionProvider protection, PublicAddress address)
{
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("SocialProfiles.SecondStep.v1").ToTimeLimitedDataProtector();
    private readonly string _name = SecureCookies.NameOf("SocialProfiles.SecondStep", address);

    public void Give(HttpContext context, SecondStepTicket ticket) => context.Response.Cookies.Append(
        _name, _protector.Protect($"{ticket.PersonId} {ticket.Stamp} {ticket.Stay}", SecondStep.Lasts), Options(context, SecondStep.Lasts));

    /// <summary>Null where there is none, it is too old, or somebody changed it.</summary>
    public SecondStepTicket? Find(HttpContext context)
    {
        if (context.Request.Cookies[_name] is not { Length: < 1000 } value)
        {
            return null;
        }

        try
        {
            return _protector.Unprotect(value).Split(' ') is [var id, var stamp, var stay] && Guid.TryParse(id, out var personId)
                ? new SecondStepTicket(personId, stamp, stay == bool.TrueString)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Take(HttpContext context) => context.Response.Cookies.Delete(_name, Options(context, life: null));

    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        MaxAge = life,
        IsEssential = true,
    };
}
