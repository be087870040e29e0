using System.Diagnostics.CodeAnalysis;

namespace SocialProfiles.Core.Platforms;

/// <summary>Every platform there is, in the order in which people are offered them.</summary>
public sealed class PlatformCatalog
{
    private readonly Dictionary<string, IPlatform> _platforms;
    private readonly Dictionary<string, IPlatformClient> _clients;
    private readonly Dictionary<string, IPlatformConsent> _consents;

    public PlatformCatalog(IEnumerable<IPlatform> platforms, IEnumerable<IPlatformClient> clients, IEnumerable<IPlatformConsent> consents)
    {
        All = [.. platforms];
        _platforms = All.ToDictionary(platform => platform.Key, StringComparer.OrdinalIgnoreCase);
        _clients = clients.ToDictionary(client => client.PlatformKey, StringComparer.OrdinalIgnoreCase);
        _consents = consents.ToDictionary(consent => consent.PlatformKey, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<IPlatform> All { get; }

    /// <summary>The platform with this key, in any case.</summary>
    public bool TryGet(string? key, [NotNullWhen(true)] out IPlatform? platform)
    {
        platform = null;
        return key is not null && _platforms.TryGetValue(key, out platform);
    }

    /// <exception cref="KeyNotFoundException">No such platform: a row that an older or newer version wrote.</exception>
    public IPlatform Get(string key) => _platforms[key];

    /// <summary>The platform's name; its key where another version wrote a platform that this one does not know.</summary>
    public string NameOf(string key) => TryGet(key, out var platform) ? platform.Name : key;

    /// <summary>The client that reads the platform; null where nothing can be read from it.</summary>
    public IPlatformClient? ClientOf(string key) => _clients.GetValueOrDefault(key);

    /// <summary>How talents consent on the platform; null where it offers no such thing.</summary>
    public IPlatformConsent? ConsentOf(string key) => _consents.GetValueOrDefault(key);

    /// <summary>Where a post is to be seen: on its platform's own hosts, or nowhere.</summary>
    /// <param name="permalink">As it is stored.</param>
    public string? LinkOf(string platform, string? permalink) => TryGet(platform, out var known) ? WireText.Link(permalink, known.OwnsHost) : null;

    /// <summary>
    /// Reads what a person typed for <paramref name="chosen"/>. A URL of another platform wins over the choice.
    /// </summary>
    public (IPlatform Platform, HandleReading Reading) Read(IPlatform chosen, string text)
    {
        var platform = OwnerOfLink(text) ?? chosen;
        return (platform, platform.Read(text));
    }

    /// <summary>The platform that a link belongs to; null where the text is no link, or one of nobody's.</summary>
    public IPlatform? OwnerOfLink(string text) =>
        ProfileLink.HostOf(text) is { } host ? All.FirstOrDefault(platform => platform.OwnsHost(host)) : null;
}
