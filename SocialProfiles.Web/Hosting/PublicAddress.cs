using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Web.Components.Team;

namespace SocialProfiles.Web.Hosting;

/// <summary>Addresses of ours that leave the house: with platforms that send a talent back, and with links that talents get.</summary>
public sealed class PublicAddress(IOptions<PublicAddressOptions> options) : ISiteAddress
{
    // Told apart once: the address must be the same to the letter each time, since platforms compare it so.
    private readonly string? _configured = TryRead(options.Value.PublicUrl, out var address) ? address : null;

    private readonly string _basePath = options.Value.BasePath?.TrimEnd('/') ?? "";

    /// <summary>Whether <c>Web:PublicUrl</c> says it; else it is what the browser asked for.</summary>
    public bool IsConfigured => _configured is not null;

    string? ISiteAddress.Base => _configured + _basePath is { Length: > 0 } address && IsConfigured ? address : null;

    /// <summary>Whether it is configured with https.</summary>
    public bool IsSecure => _configured?.StartsWith("https://", StringComparison.Ordinal) == true;

    /// <summary>Whether a host, without its port, is the one of <c>Web:PublicUrl</c>.</summary>
    public bool IsHost(string host) => _configured is not null && string.Equals(new Uri(_configured).Host, host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the address that a browser names as its page's is on this site: under the host that it asks for, or the public one.</summary>
    internal bool IsOurs(HttpRequest request, string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return false;
        }

        // A proxy may hide the scheme, so a port that goes without saying is none.
        var authority = uri.IsDefaultPort ? uri.IdnHost : $"{uri.IdnHost}:{uri.Port}";
        return string.Equals(authority, request.Host.ToUriComponent(), StringComparison.OrdinalIgnoreCase)
            || (_configured is not null && uri.GetLeftPart(UriPartial.Authority) == _configured);
    }

    /// <summary>In an endpoint.</summary>
    public PublicLinks Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new PublicLinks((_configured ?? $"{request.Scheme}://{request.Host.ToUriComponent()}") + _basePath);
    }

    /// <summary>In a circuit, which has no request, and on a page that is rendered once.</summary>
    public PublicLinks Of(NavigationManager navigation)
    {
        ArgumentNullException.ThrowIfNull(navigation);
        return new PublicLinks((_configured ?? new Uri(navigation.BaseUri).GetLeftPart(UriPartial.Authority)) + _basePath);
    }

    /// <summary>Reads an address that can stand before a path of ours; without a slash at its end.</summary>
    internal static bool TryRead(string? text, [NotNullWhen(true)] out string? address)
    {
        address = null;
        if (!Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var uri) || !IsFit(uri))
        {
            return false;
        }

        // Names in other scripts as platforms and certificates write them.
        address = new UriBuilder(uri.Scheme, uri.IdnHost, uri.Port).Uri.GetLeftPart(UriPartial.Authority);
        return true;
    }

    private static bool IsFit(Uri uri) =>
        (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri.AbsolutePath == "/" && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}

/// <param name="Base">Such as <c>https://talents.agency.com</c>, without a slash at its end.</param>
public sealed record PublicLinks(string Base)
{
    public const string CallbackPath = "/api/socials/oauth/callback";

    /// <summary>Where every platform sends the browser back to after a consent; registered there to the letter.</summary>
    public string Callback => Base + CallbackPath;

    /// <summary>Whether it is reached over https, which platforms want.</summary>
    public bool IsSecure => Base.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>The link of an invitation. Secret: whoever has it can answer the invitation.</summary>
    public string Invitation(string token) => $"{Base}/invitation/{Uri.EscapeDataString(token)}";

    /// <summary>The password link. Secret: whoever has it can take the account over.</summary>
    public string Recovery(string token) => $"{Base}{Components.Account.AccountPaths.Recover}/{Uri.EscapeDataString(token)}";

    /// <summary>The public link of a media kit. Secret: whoever has it sees the kit.</summary>
    public string MediaKit(string token) => $"{Base}/media-kit/{Uri.EscapeDataString(token)}";

    /// <summary>Where a colleague joins the team. Secret: whoever has it makes the account.</summary>
    public string Join(string token) => $"{Base}{JoinPage.Prefix}/{Uri.EscapeDataString(token)}";

    /// <summary>Where the code of a media kit is checked.</summary>
    public string Check => $"{Base}/check";
}

internal static class PublicAddressServices
{
    public static void AddPublicAddress(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PublicAddressOptions>().Bind(builder.Configuration.GetSection(PublicAddressOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PublicAddressOptions>, PublicAddressOptionsValidator>();
        builder.Services.AddSingleton<PublicAddress>().AddSingleton<ISiteAddress>(provider => provider.GetRequiredService<PublicAddress>());
    }
}
