using System.Collections.Frozen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>Instagram as the agency knows it.</summary>
internal sealed class InstagramPlatform(IOptions<InstagramOptions> options) : IPlatform
{
    internal const string PlatformKey = "INSTAGRAM";
    private const string DisplayName = "Instagram";
    private const int Longest = 30;

    /// <summary>First parts of paths that are no accounts; nobody can be called so.</summary>
    private static readonly FrozenSet<string> _ownPages = new[]
    {
        "p", "reel", "reels", "tv", "stories", "explore", "share", "accounts", "direct", "s", "about", "legal", "developer", "_n", "_u", "web", "graphql", "api", "challenge", "emails", "oauth", "static",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public string Key => PlatformKey;

    public string Name => DisplayName;

    public string HandleHint => "@handle or instagram.com/handle";

    public PlatformMark Mark => InstagramMark.Mark;

    public ManualAccess ManualAccess => ManualAccess.Numbers;

    public string? ConsentWouldAdd => "Reach, shares, saves, stories and who the audience is need the talent's consent.";

    public bool IsConfigured => options.Value.HasCredentials;

    public string NotConfiguredReason => "Instagram needs the id of the agency's own professional account, and an access token for it.";

    public PlatformLimits Limits => new(options.Value.Concurrency, options.Value.RequestsPerMinute);

    public bool OwnsHost(string host) => host is "instagram.com" or "www.instagram.com" or "m.instagram.com" or "instagr.am" or "www.instagr.am";

    public HandleReading Read(string text) => ProfileLink.Read(this, text, OfHandle, OfLink);

    public string ProfileUrl(string handle) => $"https://www.instagram.com/{handle}/";

    private static HandleReading OfLink(PastedLink link) => link.Path switch
    {
        ["_u", var handle, ..] => OfHandle(handle),
        [var handle, ..] when !_ownPages.Contains(handle) => OfHandle(HandleText.WithoutAt(handle)),
        _ => HandleRefusals.NotAProfile(DisplayName, "instagram.com/handle"),
    };

    internal static HandleReading OfHandle(string handle) =>
        !HandleText.IsAscii(handle, "._") ? HandleRefusals.Alphabet(DisplayName, "letters from a to z, digits, dots and underscores")
        : handle.Length > Longest ? HandleRefusals.TooLong(DisplayName, Longest)
        : handle is "" or ['.', ..] or [.., '.'] || handle.Contains("..", StringComparison.Ordinal) ? HandleReading.Refuse("Instagram handles neither start nor end with a dot, and have no two dots in a row. Check the spelling.")
        : _ownPages.Contains(handle) ? HandleRefusals.OwnPage(DisplayName, handle)
        : HandleReading.Of(handle);
}

internal static class InstagramServices
{
    public static IServiceCollection AddInstagram(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPlatform<InstagramPlatform, InstagramClient, InstagramOptions>(InstagramPlatform.PlatformKey, configuration.GetSection(InstagramOptions.SectionName));
}
