using System.Globalization;
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
        _name, _protector.Protect(Written(ticket), SecondStep.Lasts), Options(context, SecondStep.Lasts));

    /// <summary>Null where there is none, it is too old, somebody changed it, or it can't be read.</summary>
    public SecondStepTicket? Find(HttpContext context)
    {
        if (context.Request.Cookies[_name] is not { Length: < 1000 } value)
        {
            return null;
        }

        try
        {
            if (_protector.Unprotect(value).Split(' ', 7) is not [var id, var stamp, var stay, .. var noted] || !Guid.TryParse(id, out var personId))
            {
                return null;
            }

            // One of a provider that can't be read must not count as one of a password.
            var origin = OriginOf(noted);
            return noted.Length > 0 && origin is null ? null : new SecondStepTicket(personId, stamp, stay == bool.TrueString, origin);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Take(HttpContext context) => context.Response.Cookies.Delete(_name, Options(context, life: null));

    private static string Written(SecondStepTicket ticket) =>
        $"{ticket.PersonId} {ticket.Stamp} {ticket.Stay}" + (ticket.Origin is { } origin ? $" {origin.ProviderId} {origin.SessionHash ?? "-"} {origin.VouchedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)} {origin.Name}" : "");

    private static SessionOrigin? OriginOf(string[] parts) =>
        parts is [var id, var session, var vouched, var name] && Guid.TryParse(id, out var providerId) && long.TryParse(vouched, CultureInfo.InvariantCulture, out var at)
            ? new SessionOrigin(providerId, name, session == "-" ? null : session) { VouchedAt = DateTimeOffset.FromUnixTimeMilliseconds(at) }
            : null;

    private static CookieOptions Options(HttpContext context, TimeSpan? life) => new()
    {
        HttpOnly = true,

        // Given also on the way back from a provider, on which browsers show no stricter one to the page that asks for the code.
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = life,
        IsEssential = true,
    };
}
