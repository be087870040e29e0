using System.Net;
using System.Net.Sockets;

namespace SocialProfiles.Core.Security;

/// <summary>
/// Which network addresses are out in the internet, and not this machine, the own network or a cloud's own services; and the way to
/// them, for whatever calls an address that somebody typed.
/// </summary>
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

    /// <summary>Whether we may go there where the own network is allowed: anything but a cloud's own services and what is nobody's.</summary>
    public static bool IsLocalOrOutside(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !plain.IsIPv6LinkLocal && !plain.IsIPv6Multicast && !_never.Contains(plain) && !_linkLocal.Contains(plain);
    }

    /// <summary>Looks a name up and connects to the very address that was checked: what the name leads to may change in between.</summary>
    /// <param name="resolve">Finds the addresses of a name.</param>
    /// <param name="isAllowed">Whether we may go there; one address is enough.</param>
    /// <param name="refuse">What to throw, of all addresses, where none is allowed.</param>
    internal static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint to, Func<string, CancellationToken, Task<IPAddress[]>> resolve, Predicate<IPAddress> isAllowed, Func<IPAddress[], Exception> refuse, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(to.Host.Trim('[', ']'), out var number) ? [number] : await resolve(to.Host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        var allowed = Array.FindAll(addresses, isAllowed);
        if (allowed.Length == 0)
        {
            throw refuse(addresses);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static readonly IPNetwork _linkLocal = IPNetwork.Parse("169.254.0.0/16");

    // The services of clouds that give out credentials, beside those in the link-local network.
    private static readonly HashSet<IPAddress> _never = [IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("192.0.0.192"), IPAddress.Any, IPAddress.IPv6Any];
}
