namespace SocialProfiles.Core.Platforms;

/// <summary>Whence a platform sends its pictures.</summary>
/// <param name="Hosts">Names of hosts in lower case; one that begins with a dot stands for all names below it.</param>
/// <param name="Expire">Their addresses are signed, and stop working within hours or days.</param>
public sealed record PlatformPictures(IReadOnlyList<string> Hosts, bool Expire = false)
{
    /// <summary>It sends none.</summary>
    public static PlatformPictures None { get; } = new([]);

    /// <summary>Whether a picture may be fetched there: by https, from one of the hosts, with nothing odd in the address.</summary>
    public bool Owns(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address is { IsAbsoluteUri: true, IsDefaultPort: true, HostNameType: UriHostNameType.Dns } && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0
            && Hosts.Any(host => host.StartsWith('.') ? address.IdnHost.EndsWith(host, StringComparison.OrdinalIgnoreCase) : string.Equals(address.IdnHost, host, StringComparison.OrdinalIgnoreCase));
    }
}
