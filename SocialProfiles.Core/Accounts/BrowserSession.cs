using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>The session of the browser whose request this is: its cookie carries the key, sealed.</summary>
public sealed class BrowserSession(SignInManager<Person> cookies, Sessions sessions)
{
    /// <summary>The claim that holds the key.</summary>
    public const string KeyClaim = "session";

    /// <summary>What the browser says of itself, in words.</summary>
    public string Device => DeviceWords.Of(cookies.Context.Request.Headers.UserAgent);

    public static string? KeyOf(ClaimsPrincipal? user) => user?.FindFirstValue(KeyClaim);

    /// <summary>Ends the session that this browser had, and begins one. The key is new each time, so nobody can hand one over beforehand.</summary>
    /// <param name="isNewDevice">Whether its person should hear of it, since this browser never signed in to them before.</param>
    /// <param name="origin">The provider of single sign-on that vouches for them; null for a password or passkey.</param>
    /// <returns>Why it wasn't begun; null where it was.</returns>
    public Task<SignInRefusal?> BeginAsync(Person person, bool stays, CancellationToken cancellationToken, bool isNewDevice = false, SessionOrigin? origin = null) =>
        BeginAsync(person, stays, isNewDevice, origin, null, cancellationToken);

    /// <summary>The same where it costs something, such as a code: either both happen or neither.</summary>
    /// <param name="spend">In the transaction that begins the session; null where it costs nothing.</param>
    /// <returns>Why it wasn't begun; null where it was.</returns>
    internal async Task<SignInRefusal?> BeginAsync(
        Person person, bool stays, bool isNewDevice, SessionOrigin? origin, Func<SocialProfilesDbContext, Task<SignInRefusal?>>? spend, CancellationToken cancellationToken)
    {
        var request = cookies.Context;
        var address = request.Connection.RemoteIpAddress is { } ip ? (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).ToString() : null;
        var started = await sessions.StartAsync(person, stays, Device, address, isNewDevice, origin, spend, cancellationToken);
        if (!started.Succeeded)
        {
            return started.Failure;
        }

        if (KeyOf(cookies.Context.User) is { } former)
        {
            await sessions.EndAsync(former, cancellationToken);
        }

        await cookies.SignInWithClaimsAsync(person, stays, [new Claim(KeyClaim, started.Value)]);
        return null;
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
