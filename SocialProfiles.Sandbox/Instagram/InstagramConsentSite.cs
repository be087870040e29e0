using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>Where owners of professional accounts consent. Source: developers.facebook.com, Instagram API with Instagram Login, business login.</summary>
internal sealed class InstagramConsentSite : ConsentSite
{
    public const string AppId = "1234567890";
    public const string AppSecret = "sandbox-instagram-secret";
    public const string Basic = "instagram_business_basic";
    public const string Insights = "instagram_business_manage_insights";

    public override string Path => "instagram";

    public override string Name => "Instagram";

    public override string ClientId => AppId;

    public override string ScopeSeparators => ", ";

    public override bool RenewsByItself => true;

    public override IReadOnlyList<SiteScope> Scopes { get; } =
    [
        new(Basic, "See your profile and your posts", IsFixed: true),
        new(Insights, "See the insights of your account and your posts"),
    ];

    // Nearly 60 days, the number of Meta's own examples.
    public override IReadOnlyList<SiteLife> Lives { get; } =
    [
        new("usual", "As on Instagram: 60 days", new TokenLife(5_183_944, 0)),
        new("minutes", "2 minutes", new TokenLife(120, 0)),
    ];

    // The fragment is what Facebook once added for security's sake; it is no part of code or state.
    public override string Allowed(ConsentAsk ask, string code, IReadOnlyList<string> granted) =>
        Address(ask.RedirectAddress, ("code", code), ("state", ask.State)) + "#_";

    public override string Denied(ConsentAsk ask) => Address(
        ask.RedirectAddress,
        ("error", "access_denied"),
        ("error_reason", "user_denied"),
        ("error_description", "The user denied your request"),
        ("state", ask.State));

    public override SiteRefusal Refusal(AskFault fault) => new(StatusCodes.Status400BadRequest, "Sorry, this page is not available", fault switch
    {
        AskFault.WrongClient => "Invalid Request: Request parameters are invalid: Invalid platform app",
        AskFault.WrongRedirect => "Invalid Request: Request parameters are invalid: Invalid redirect_uri",
        AskFault.WrongScope => "Invalid Request: Request parameters are invalid: Invalid scope",
        _ => "Invalid Request: Request parameters are invalid: Invalid response_type",
    });
}
