using System.Diagnostics.CodeAnalysis;

namespace SocialProfiles.Core.Platforms;

/// <summary>The one address of a platform that may be called, and nothing beside it.</summary>
internal sealed class PlatformAddress
{
    private readonly string _text;
    private readonly Uri _uri;

    /// <exception cref="ArgumentException">Not an address that may be called; options are validated before they come here.</exception>
    public PlatformAddress(string text)
    {
        if (!IsTrusted(text))
        {
            throw new ArgumentException("Not an address that may be called.", nameof(text));
        }

        _text = text.TrimEnd('/');
        _uri = new Uri(_text + "/");
    }

    public bool IsThisMachine => _uri.IsLoopback;

    /// <summary>https everywhere; http only to this machine, where the sandbox and the tests live.</summary>
    public static bool IsTrusted(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;

    /// <summary>The full address of <paramref name="path"/>; false when it would lead anywhere else.</summary>
    /// <param name="path">Path and query, starting with a slash, each part of it escaped.</param>
    public bool TryJoin(string path, [NotNullWhen(true)] out Uri? address) =>
        Uri.TryCreate(_text + path, UriKind.Absolute, out address)
        && path.StartsWith('/')
        && address.Scheme == _uri.Scheme
        && address.Port == _uri.Port
        && string.Equals(address.IdnHost, _uri.IdnHost, StringComparison.Ordinal)
        && address.UserInfo.Length == 0
        && address.AbsolutePath.StartsWith(_uri.AbsolutePath, StringComparison.Ordinal);
}
