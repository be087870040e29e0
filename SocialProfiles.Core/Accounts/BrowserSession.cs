using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace SocialProfiles.Core.Accounts;

/// <summary>The session of the browser whose request this is: its cookie carries the key, sealed.</summary>
public sealed class BrowserSession(SignInManager<Person> cookies, Sessions sessions)
{
    /// <summary>The claim that holds the key.</summary>
    public const string KeyClaim = "session";

    public static string? KeyOf(ClaimsPrincipal? user) => user?.FindFirstValue(KeyClaim);

    /// <summary>Ends the session that this browser had, and begins one. The key is new each time, so nobody can hand one over beforehand.</summary>
    /// <param name="origin">The provider of single sign-on that vouches for them; null for a password or passkey.</param>
    public async Task BeginAsync(Person person, bool stays, CancellationToken cancellationToken, SessionOrigin? origin = null)
    {
        var request = cookies.Context;
        var address = request.Connection.RemoteIpAddress is { } ip ? (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString() : null;
        var key = await sessions.StartAsync(person, stays, DeviceWords.Of(request.Request.Headers.UserAgent), address, cancellationToken, origin);
        if (KeyOf(cookies.Context.User) is { } former)
        {
            await sessions.EndAsync(former, cancellationToken);
        }

        await cookies.SignInWithClaimsAsync(person, stays, [new Claim(KeyClaim, key)]);
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (KeyOf(cookies.Context.User) is { } key)
        {
            await sessions.EndAsync(key, cancellationToken);
        }

        await cookies.SignOutAsync();
    }
}
