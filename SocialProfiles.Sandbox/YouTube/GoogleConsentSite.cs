using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>Where owners of channels consent: Google's page. Source: developers.google.com/identity/protocols/oauth2/web-server.</summary>
internal sealed class GoogleConsentSite : ConsentSite
{
    public const string AppId = "sandbox.apps.googleusercontent.com";
    public const string AppSecret = "sandbox-google-secret";
    public const string Channel = "https://www.googleapis.com/auth/youtube.readonly";
    public const string Analytics = "https://www.googleapis.com/auth/yt-analytics.readonly";

    public override string Path => "youtube";

    public override string Name => "Google";

    public override string ClientId => AppId;

    public override string ScopeSeparators => " ";

    public override IReadOnlyList<SiteScope> Scopes { get; } =
    [
        new(Channel, "View your YouTube account"),
        new(Analytics, "View YouTube Analytics reports for your YouTube content"),
    ];

    public override IReadOnlyList<SiteLife> Lives { get; } =
    [
        new("usual", "As on Google: 1 hour, renewable without end", new TokenLife(3_599, 0)),
        new("minutes", "2 minutes", new TokenLife(120, 0)),
    ];

    public override string Allowed(ConsentAsk ask, string code, IReadOnlyList<string> granted) => Address(
        ask.RedirectAddress, ("state", ask.State), ("code", code), ("scope", string.Join(' ', granted)), ("authuser", "0"), ("prompt", ask.Prompts ? "consent" : "none"));

    public override string Denied(ConsentAsk ask) => Address(ask.RedirectAddress, ("error", "access_denied"), ("state", ask.State));

    public override SiteRefusal Refusal(AskFault fault) => fault switch
    {
        AskFault.WrongClient => new(StatusCodes.Status401Unauthorized, "Access blocked: authorization error", "The OAuth client was not found. Error 401: invalid_client"),
        AskFault.WrongRedirect => new(StatusCodes.Status400BadRequest, "Access blocked: this app’s request is invalid", "Error 400: redirect_uri_mismatch"),
        AskFault.WrongScope => new(StatusCodes.Status400BadRequest, "Access blocked: authorization error", "Some requested scopes were invalid. Error 400: invalid_scope"),
        AskFault.WrongChallenge => new(StatusCodes.Status400BadRequest, "Access blocked: authorization error", "Invalid code_challenge_method. Error 400: invalid_request"),
        _ => new(StatusCodes.Status400BadRequest, "Access blocked: authorization error", "Invalid response_type. Error 400: invalid_request"),
    };
}
