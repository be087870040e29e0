using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>Turns the TikTok client to the sandbox, whatever is configured.</summary>
internal sealed class TikTokStandIn(SandboxServer server) : IPostConfigureOptions<TikTokOptions>
{
    public void PostConfigure(string? name, TikTokOptions options)
    {
        options.OEmbedBaseUrl = new Uri(server.BaseAddress, "tiktok").AbsoluteUri;
        options.AuthorizeUrl = SandboxConsentPages.AddressOf("tiktok");
        options.ApiBaseUrl = new Uri(server.BaseAddress, "tiktok-api").AbsoluteUri;
        options.ClientKey = TikTokConsentSite.ClientKey;
        options.ClientSecret = TikTokConsentSite.ClientSecret;
        options.RequestsPerMinute = 0;
    }
}
