using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms.Instagram;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>Turns the Instagram client to the sandbox, whatever is configured.</summary>
internal sealed class InstagramStandIn(SandboxServer server) : IPostConfigureOptions<InstagramOptions>
{
    /// <summary>How this imitation is put in place.</summary>
    public static Imitation Imitation { get; } = new("Instagram", (tokens, time) => [new InstagramSandbox(), new InstagramTokenSandbox(tokens, time), new InstagramUserSandbox(tokens, time)], typeof(InstagramStandIn))
    {
        Notes =
        {
            [SandboxConduct.Private] = "Instagram answers as if the account were missing: it doesn't tell the two apart.",
            [SandboxConduct.Hidden] = "Likes are hidden.",
        },
    };

    public void PostConfigure(string? name, InstagramOptions options)
    {
        options.GraphBaseUrl = new Uri(server.BaseAddress, "instagram").AbsoluteUri;
        options.AgencyUserId = InstagramSandbox.AgencyUserId;
        options.AccessToken = InstagramSandbox.AccessToken;
        options.AuthorizeUrl = SandboxConsentPages.AddressOf("instagram");
        options.TokenBaseUrl = new Uri(server.BaseAddress, "instagram-token").AbsoluteUri;
        options.UserGraphBaseUrl = new Uri(server.BaseAddress, "instagram-user").AbsoluteUri;
        options.AppId = InstagramConsentSite.AppId;
        options.AppSecret = InstagramConsentSite.AppSecret;
        options.RequestsPerMinute = 0;
    }
}
