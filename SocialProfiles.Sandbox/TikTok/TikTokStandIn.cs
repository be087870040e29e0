using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>Turns the TikTok client to the sandbox, whatever is configured.</summary>
internal sealed class TikTokStandIn(SandboxServer server) : IPostConfigureOptions<TikTokOptions>
{
    /// <summary>How this imitation is put in place.</summary>
    public static Imitation Imitation { get; } = new("TikTok", (tokens, time) => [new TikTokSandbox(), new TikTokApiSandbox(tokens, time)], typeof(TikTokStandIn))
    {
        Notes =
        {
            [SandboxConduct.Ordinary] = "Only the name: TikTok shows no numbers of a profile connected by handle.",
            [SandboxConduct.Private] = "TikTok answers as if the account were missing: it doesn't tell the two apart.",
            [SandboxConduct.Hidden] = "Nothing to hide: like an ordinary account.",
            [SandboxConduct.Empty] = "Like an ordinary account: with only a handle, posts can't be seen.",
            [SandboxConduct.Revoked] = "Like an ordinary account: public data needs no access.",
            [SandboxConduct.Forbidden] = "Like an ordinary account: public data needs no access.",
            [SandboxConduct.Odd] = "Only the name: TikTok shows no posts of a profile connected by handle.",
            [SandboxConduct.Unlisted] = "Like an ordinary account: with only a handle, posts can't be seen.",
            [SandboxConduct.Unbelievable] = "Only the name: TikTok shows no numbers of a profile connected by handle.",
        },
    };

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
