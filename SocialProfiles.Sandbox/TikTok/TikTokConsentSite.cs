using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>Where creators consent. Source: developers.tiktok.com/doc/login-kit-web, user access token management.</summary>
internal sealed class TikTokConsentSite : ConsentSite
{
    public const string ClientKey = "sandbox-tiktok-key";
    public const string ClientSecret = "sandbox-tiktok-secret";
    public const string Basic = "user.info.basic";
    public const string Profile = "user.info.profile";
    public const string Stats = "user.info.stats";
    public const string Videos = "video.list";

    private const int November2026 = 180 * 24 * 60 * 60;
    private const int Before = 365 * 24 * 60 * 60;

    public override string Path => "tiktok";

    public override string Name => "TikTok";

    public override string ClientParameter => "client_key";

    public override string ClientId => ClientKey;

    public override IReadOnlyList<SiteScope> Scopes { get; } =
    [
        new(Basic, "Your profile: name and picture", IsFixed: true),
        new(Profile, "More of your profile: handle, biography, link"),
        new(Stats, "Your numbers: followers, likes, videos"),
        new(Videos, "Your public videos"),
    ];

    public override IReadOnlyList<SiteLife> Lives { get; } =
    [
        new("usual", "As on TikTok since November 2026: 2 hours, renewable for 180 days", new TokenLife(7_200, November2026)),
        new("older", "As before: 24 hours, renewable for 365 days", new TokenLife(86_400, Before)),
        new("minutes", "2 minutes", new TokenLife(120, November2026)),
    ];

    public override string Allowed(ConsentAsk ask, string code, IReadOnlyList<string> granted) => Address(
        ask.RedirectAddress, ("code", code), ("scopes", string.Join(',', granted)), ("state", ask.State));

    public override string Denied(ConsentAsk ask) => Address(
        ask.RedirectAddress, ("error", "access_denied"), ("error_description", "The user has denied the authorization request"), ("state", ask.State));

    public override SiteRefusal Refusal(AskFault fault) => new(StatusCodes.Status400BadRequest, "Something went wrong", fault switch
    {
        AskFault.WrongClient => "We could not log in with TikTok. This may be due to specific app settings: client_key",
        AskFault.WrongRedirect => "We could not log in with TikTok. This may be due to specific app settings: redirect_uri",
        AskFault.WrongScope => "We could not log in with TikTok. This may be due to specific app settings: scope",
        _ => "We could not log in with TikTok. This may be due to specific app settings: response_type",
    });
}
