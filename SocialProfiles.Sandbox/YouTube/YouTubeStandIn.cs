using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.YouTube;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>Turns the YouTube client to the sandbox, whatever is configured.</summary>
internal sealed class YouTubeStandIn(SandboxServer server) : IPostConfigureOptions<YouTubeOptions>
{
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
}
