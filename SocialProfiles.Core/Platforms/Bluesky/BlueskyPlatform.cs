using System.Buffers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.Bluesky;

/// <summary>Bluesky as the agency knows it. Everything is public, so there is nothing to consent to.</summary>
internal sealed class BlueskyPlatform(IOptionsMonitor<BlueskyOptions> options) : IPlatform
{
    internal const string PlatformKey = "BLUESKY";

    /// <summary>What is in links, and in no domain.</summary>
    private static readonly SearchValues<char> _ofLinks = SearchValues.Create("/:@?#\\");

    public string Key => PlatformKey;

    public string Name => "Bluesky";

    public string HandleHint => "anna.bsky.social or bsky.app/profile/handle";

    public PlatformMark Mark => BlueskyMark.Mark;

    public ManualAccess ManualAccess => ManualAccess.Numbers;

    public string? ConsentWouldAdd => null;

    public bool IsConfigured => true;

    public string NotConfiguredReason => "Bluesky needs no credentials: everything it shows is public.";

    public string? ConfigurationSection => BlueskyOptions.SectionName;

    public PlatformLimits Limits => new(options.CurrentValue.Concurrency, options.CurrentValue.RequestsPerMinute);

    public bool OwnsHost(string host) => host is "bsky.app" or "www.bsky.app" or "main.bsky.dev";

    public PlatformPictures Pictures { get; } = new(["cdn.bsky.app", "video.bsky.app", "video.cdn.bsky.app"]);

    public HandleReading Read(string text)
    {
        var trimmed = text.Trim();
        return BlueskyHandle.IsDid(trimmed) ? HandleReading.Of(trimmed)
            : ProfileLink.Read(this, IsBareDomain(trimmed) ? "@" + trimmed : text, BlueskyHandle.OfText, OfLink);
    }

    public string ProfileUrl(string handle) => $"https://bsky.app/profile/{handle}";

    private HandleReading OfLink(PastedLink link) => link.Path switch
    {
        ["profile", var handle, ..] => BlueskyHandle.OfText(HandleText.WithoutAt(handle)),
        _ => HandleRefusals.NotAProfile(Name, "bsky.app/profile/handle"),
    };

    /// <summary>A domain without more is a handle here, where elsewhere it is somebody's site.</summary>
    private static bool IsBareDomain(string text) =>
        text.Contains('.') && !text.AsSpan().ContainsAny(_ofLinks) && !text.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
}

internal static class BlueskyServices
{
    public static IServiceCollection AddBluesky(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPlatform<BlueskyPlatform, BlueskyClient, BlueskyOptions>(BlueskyPlatform.PlatformKey, configuration.GetSection(BlueskyOptions.SectionName));
}
