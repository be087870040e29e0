using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>YouTube as the agency knows it.</summary>
internal sealed class YouTubePlatform(IOptions<YouTubeOptions> options) : IPlatform
{
    internal const string PlatformKey = "YOUTUBE";

    public string Key => PlatformKey;

    public string Name => "YouTube";

    public string HandleHint => "@handle or youtube.com/@handle";

    public PlatformMark Mark => YouTubeMark.Mark;

    public ManualAccess ManualAccess => ManualAccess.Numbers;

    public string? ConsentWouldAdd => "Watch time, shares and who the viewers are need the talent's consent.";

    public bool IsConfigured => options.Value.HasCredentials;

    public string NotConfiguredReason => "YouTube needs an API key of the agency's own.";

    public PlatformLimits Limits => new(options.Value.Concurrency, options.Value.RequestsPerMinute);

    public bool OwnsHost(string host) => host is "youtube.com" or "www.youtube.com" or "m.youtube.com" or "music.youtube.com" or "youtu.be" or "www.youtu.be";

    public HandleReading Read(string text) => ProfileLink.Read(this, text, YouTubeHandle.OfText, YouTubeHandle.OfLink);

    public string ProfileUrl(string handle) => "https://www.youtube.com/" + YouTubeHandle.Parse(handle).Path;
}

internal static class YouTubeServices
{
    public static IServiceCollection AddYouTube(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPlatform<YouTubePlatform, YouTubeClient, YouTubeOptions>(YouTubePlatform.PlatformKey, configuration.GetSection(YouTubeOptions.SectionName));
}
