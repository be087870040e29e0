using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.TikTok;

namespace SocialProfiles.Web.Sandbox.TikTok;

/// <summary>Turns the TikTok client to the sandbox, whatever is configured.</summary>
internal sealed class TikTokStandIn(SandboxServer server) : IPostConfigureOptions<TikTokOptions>
{
    public void PostConfigure(string? name, TikTokOptions options)
    {
        options.OEmbedBaseUrl = new Uri(server.BaseAddress, "tiktok").AbsoluteUri;
        options.RequestsPerMinute = 0;
    }
}
