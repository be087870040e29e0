using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.YouTube;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>Turns the YouTube client to the sandbox, whatever is configured.</summary>
internal sealed class YouTubeStandIn(SandboxServer server) : IPostConfigureOptions<YouTubeOptions>
{
    /// <summary>How this imitation is put in place.</summary>
    public static Imitation Imitation { get; } = new("YouTube", Servers, typeof(YouTubeStandIn))
    {
        Notes =
        {
            [SandboxConduct.Private] = "The channel is there, its list of videos is refused.",
            [SandboxConduct.Hidden] = "Subscribers, likes and comments are hidden, and some videos are private.",
            [SandboxConduct.Unlisted] = "The newest 60 uploads are private: the first page of the list has nothing to show, the second has.",
        },
    };

    public void PostConfigure(string? name, YouTubeOptions options)
    {
        options.DataBaseUrl = new Uri(server.BaseAddress, "youtube").AbsoluteUri;
        options.ApiKey = YouTubeSandbox.ApiKey;
        options.AuthorizeUrl = SandboxConsentPages.AddressOf("youtube");
        options.TokenBaseUrl = new Uri(server.BaseAddress, "google-token").AbsoluteUri;
        options.AnalyticsBaseUrl = new Uri(server.BaseAddress, "youtube-analytics").AbsoluteUri;
        options.ClientId = GoogleConsentSite.AppId;
        options.ClientSecret = GoogleConsentSite.AppSecret;
        options.RequestsPerMinute = 0;
        options.UnitsPerDay = 0;
    }

    private static IReadOnlyList<ISandboxPlatform> Servers(SandboxTokens tokens, TimeProvider time)
    {
        var videoIds = new VideoIds();
        return [new YouTubeSandbox(tokens, videoIds), new GoogleTokenSandbox(tokens, time), new YouTubeAnalyticsSandbox(tokens, videoIds)];
    }
}
