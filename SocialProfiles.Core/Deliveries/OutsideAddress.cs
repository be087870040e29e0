using System.Net;
using System.Net.Sockets;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Which network addresses are out in the internet, and not this machine, the own network or a cloud's own services.</summary>
public static class OutsideAddress
{
    // RFC 6890 and its successors: what is not for the internet.
    private static readonly IPNetwork[] _inside = Array.ConvertAll(
        new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        },
        text => IPNetwork.Parse(text));

    public static bool Is(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && !Array.Exists(_inside, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }

    /// <summary>Whether webhooks may go there where local ones are allowed: anything but a cloud's own services and what is nobody's.</summary>
    public static bool IsLocalOrOutside(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !plain.IsIPv6LinkLocal && !plain.IsIPv6Multicast && !_never.Contains(plain) && !IPNetwork.Parse("169.254.0.0/16").Contains(plain);
    }

    // The services of clouds that give out credentials, beside those in the link-local network.
    private static readonly HashSet<IPAddress> _never = [IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("192.0.0.192"), IPAddress.Any, IPAddress.IPv6Any];
}
