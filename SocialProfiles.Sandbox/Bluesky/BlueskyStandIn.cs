using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.Bluesky;

namespace SocialProfiles.Sandbox.Bluesky;

/// <summary>Turns the Bluesky client to the sandbox, whatever is configured.</summary>
internal sealed class BlueskyStandIn(SandboxServer server) : IPostConfigureOptions<BlueskyOptions>
{
    /// <summary>How this imitation is put in place.</summary>
    public static Imitation Imitation { get; } = new("Bluesky", (_, _) => [new BlueskySandbox()], typeof(BlueskyStandIn))
    {
        Notes =
        {
            [SandboxConduct.Ordinary] = "A handle is a domain: maya becomes maya.bsky.social.",
            [SandboxConduct.Private] = "Bluesky has no private accounts: this one is deactivated, which reads as missing.",
            [SandboxConduct.Hidden] = "Nothing to hide: like an ordinary account.",
            [SandboxConduct.Revoked] = "Like an ordinary account: public data needs no access.",
            [SandboxConduct.Forbidden] = "Like an ordinary account: public data needs no access.",
            [SandboxConduct.Unlisted] = "The newest 60 items of the list are reposts: the first page has nothing to show, the second has.",
        },
    };

    public void PostConfigure(string? name, BlueskyOptions options)
    {
        options.AppViewBaseUrl = new Uri(server.BaseAddress, "bluesky").AbsoluteUri;
        options.RequestsPerMinute = 0;
    }
}
