using System.Net;
using System.Net.Sockets;

namespace SocialProfiles.Web.Hosting;

/// <summary>From where an address can be opened, as far as it tells itself.</summary>
public enum AddressReach
{
    /// <summary>Nothing speaks against a phone on the road.</summary>
    Anywhere,

    /// <summary>A private address or a name that only one network knows.</summary>
    OwnNetwork,

    /// <summary>Leads whoever opens it to their own device.</summary>
    ThisComputer,
}

internal static class AddressReaches
{
    // Names that no public name server answers (RFC 6762, RFC 8375, and what routers and offices use).
    private static readonly string[] _localEndings = [".local", ".lan", ".home.arpa", ".internal", ".intranet", ".home", ".corp"];

    /// <param name="address">Absolute, with http or https.</param>
    public static AddressReach Of(string address)
    {
        var host = new Uri(address).IdnHost.TrimEnd('.');
        return IPAddress.TryParse(host, out var ip) ? OfNumber(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip) : OfName(host);
    }

    private static AddressReach OfName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ? AddressReach.ThisComputer
        : !host.Contains('.') || _localEndings.Any(ending => host.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? AddressReach.OwnNetwork
        : AddressReach.Anywhere;

    private static AddressReach OfNumber(IPAddress ip)
    {
        if (IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        {
            return AddressReach.ThisComputer;
        }

        var isOwn = ip.AddressFamily == AddressFamily.InterNetworkV6
            ? ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal || ip.IsIPv6SiteLocal
            : ip.GetAddressBytes() is [10, ..] or [192, 168, ..] or [172, >= 16 and <= 31, ..] or [169, 254, ..] or [100, >= 64 and <= 127, ..];
        return isOwn ? AddressReach.OwnNetwork : AddressReach.Anywhere;
    }
}
