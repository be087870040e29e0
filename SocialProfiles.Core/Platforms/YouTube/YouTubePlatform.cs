using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Agency;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>YouTube as the agency knows it.</summary>
internal sealed class YouTubePlatform(
    IOptionsMonitor<YouTubeOptions> options,
    [FromKeyedServices(YouTubePlatform.PlatformKey)] Lazy<PlatformHttp> http) : IPlatform
{
    internal const string PlatformKey = "YOUTUBE";
    internal const string TokenLine = PlatformKey + "/token";
    internal const string AnalyticsLine = PlatformKey + "/analytics";
    internal const string ClientIdLabel = "Client ID";
    internal const string ClientSecretLabel = "Client secret";

    public string Key => PlatformKey;

    public string Name => "YouTube";

    public string HandleHint => "@handle or youtube.com/@handle";

    public PlatformMark Mark => YouTubeMark.Mark;

    public ManualAccess ManualAccess => ManualAccess.Numbers;

    public string? ConsentWouldAdd => "Watch time, shares and viewer data need the talent's permission.";

    public bool IsConfigured => options.CurrentValue.HasCredentials;

    public string NotConfiguredReason => "YouTube needs an API key of the agency's own.";

    public string? ConfigurationSection => YouTubeOptions.SectionName;

    public IReadOnlyList<CredentialField> Credentials { get; } =
    [
        new(nameof(YouTubeOptions.ClientId), ClientIdLabel, "In the Google Cloud console: APIs and services, Credentials, OAuth 2.0 Client IDs. It ends in .apps.googleusercontent.com.", IsSecret: false, CredentialUse.Consent),
        new(nameof(YouTubeOptions.ClientSecret), ClientSecretLabel, "On the page of the same client; it starts with GOCSPX.", IsSecret: true, CredentialUse.Consent),
        new(nameof(YouTubeOptions.ApiKey), "API key", "In the Google Cloud console: APIs and services, Credentials, API keys. It starts with AIza.", IsSecret: true, CredentialUse.ByHand),
    ];

    public PlatformLimits Limits => new(options.CurrentValue.Concurrency, options.CurrentValue.RequestsPerMinute, options.CurrentValue.UnitsPerDay);

    public async Task<CredentialTest?> TestAsync(CancellationToken cancellationToken)
    {
        var settings = options.CurrentValue;
        if (!settings.HasCredentials)
        {
            return new CredentialTest(false, NotConfiguredReason, nameof(settings.ApiKey));
        }

        // YouTube's own channel, which is always there; one unit of the daily quota.
        var answer = await http.Value.GetAsync(
            "/channels?part=id&forHandle=@youtube", YouTubeClient.Key(settings), YouTubeJson.Default.ChannelList, YouTubeFailures.Read, cancellationToken);
        return answer switch
        {
            { Succeeded: true } => new(true, "YouTube accepts the API key."),
            { Failure.Kind: FailureKind.RateLimited } => new(true, "YouTube knows the API key, but its quota is used up for now."),
            { Failure.IsTokenRefused: true } => new(false, "YouTube doesn't accept the API key. Copy it again from the Google Cloud console, in full and without spaces.", nameof(settings.ApiKey)),
            { Failure.Kind: FailureKind.AgencyRefused } => new(
                false, "Google knows the API key, but doesn't let it read YouTube. Enable the YouTube Data API v3 for its project, and remove restrictions that keep this server out.", nameof(settings.ApiKey)),
            _ => ConsentTest.Unclear(Name, answer.Failure),
        };
    }

    public bool OwnsHost(string host) => host is "youtube.com" or "www.youtube.com" or "m.youtube.com" or "music.youtube.com" or "youtu.be" or "www.youtu.be";

    public PlatformPictures Pictures { get; } = new([".ytimg.com", ".ggpht.com", ".googleusercontent.com"]);

    public HandleReading Read(string text) => ProfileLink.Read(this, text, YouTubeHandle.OfText, YouTubeHandle.OfLink);

    public string ProfileUrl(string handle) => "https://www.youtube.com/" + YouTubeHandle.Parse(handle).Path;
}

internal static class YouTubeServices
{
    public static IServiceCollection AddYouTube(this IServiceCollection services, IConfiguration configuration) =>
        services.AddPlatform<YouTubePlatform, YouTubeClient, YouTubeOptions>(YouTubePlatform.PlatformKey, configuration.GetSection(YouTubeOptions.SectionName))
            .AddPlatformLine<YouTubeOptions>(YouTubePlatform.PlatformKey, YouTubePlatform.TokenLine, options => options.TokenBaseUrl, units: 0)
            .AddPlatformLine<YouTubeOptions>(YouTubePlatform.PlatformKey, YouTubePlatform.AnalyticsLine, options => options.AnalyticsBaseUrl, units: 0)
            .AddOptionSetting<YouTubeOptions>(
                new OptionSetting($"{YouTubeOptions.SectionName}:{nameof(YouTubeOptions.UnitsPerDay)}", "Units a day", "units a day", 0, 100_000_000) { Platform = YouTubePlatform.PlatformKey, Meaning = "The daily quota Google gives your project. 0 to stop counting." },
                options => options.UnitsPerDay, (options, value) => options.UnitsPerDay = value)
            .AddSingleton<IPlatformConsent, YouTubeConsent>();
}
