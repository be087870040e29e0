using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.YouTube;

namespace SocialProfiles.Web.Sandbox.YouTube;

/// <summary>Turns the YouTube client to the sandbox, whatever is configured.</summary>
internal sealed class YouTubeStandIn(SandboxServer server) : IPostConfigureOptions<YouTubeOptions>
{
    public void PostConfigure(string? name, YouTubeOptions options)
    {
        options.DataBaseUrl = new Uri(server.BaseAddress, "youtube").AbsoluteUri;
        options.ApiKey = YouTubeSandbox.ApiKey;
        options.RequestsPerMinute = 0;
    }
}
