using System.Net;
using System.Net.Sockets;

namespace SocialProfiles.Web.Hosting;

internal static class ClientAddressExtensions
{
    /// <summary>The caller's network address, IPv4 as such also on a socket for both; null on a connection that has none.</summary>
    public static string? ClientAddress(this HttpContext context)
    {
        return Plain(context)?.ToString();
    }

    /// <summary>
    /// What limits count by: an IPv4 address, or the first half of an IPv6 address, since one household has all 2^64 of the
    /// other; empty on a connection that has none.
    /// </summary>
    public static string ClientNetwork(this HttpContext context)
    {
        if (Plain(context) is not { } address)
        {
            return "";
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return $"{new IPAddress(bytes)}/64";
    }

    private static IPAddress? Plain(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address : null;
}
