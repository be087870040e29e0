using SocialProfiles.Sandbox.Accounts;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.TikTok;

/// <summary>open.tiktokapis.com: tokens, and what an account that consented shows. Source: developers.tiktok.com, Login Kit and Display API.</summary>
internal sealed class TikTokApiSandbox(SandboxTokens tokens, TimeProvider time) : ISandboxPlatform
{
    private const string Token = "/v2/oauth/token/";
    private const string Revoke = "/v2/oauth/revoke/";
    private const string User = "/v2/user/info/";
    private const string VideoList = "/v2/video/list/";
    private const string VideoQuery = "/v2/video/query/";

    private readonly TikTokTokens _tokens = new(tokens, time);

    public string Path => "tiktok-api";

    public bool Takes(HttpRequest request) => request.Below(Path) switch
    {
        User => HttpMethods.IsGet(request.Method),
        Token or Revoke or VideoList or VideoQuery => HttpMethods.IsPost(request.Method),
        _ => false,
    };

    public SandboxAnswer? RefuseCaller(HttpRequest request) =>
        IsAboutTokens(request) ? TikTokTokens.RefuseCaller(request) : tokens.StateOf(BearerOf(request)) switch
        {
            TokenState.Accepted => null,
            TokenState.Forbidden => TikTokErrors.NotAuthorized(),
            _ => TikTokErrors.BadToken(),
        };

    public string? HandleOf(HttpRequest request) =>
        IsAboutTokens(request) ? TikTokTokens.TokenOf(request)?.Consent.HandleForTokens() : BearerOf(request)?.Consent.Handle;

    // Whoever can consent has an account, and sees it whole.
    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => IsAboutTokens(request) ? null : conduct switch
    {
        SandboxConduct.RateLimited => TikTokErrors.TooManyCalls(),
        SandboxConduct.Flaky => TikTokErrors.ServerFault(),
        _ => null,
    };

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now)
    {
        if (IsAboutTokens(request))
        {
            return request.Below(Path) is Revoke ? _tokens.Revoke(request) : _tokens.Token(request);
        }

        var consent = BearerOf(request)!.Consent;
        var account = SandboxAccounts.Find("tiktok", consent.Handle, now);
        return request.Below(Path) switch
        {
            User => TikTokUser.Info(account, consent, request),
            VideoList => TikTokVideos.List(account, consent, request),
            _ => TikTokVideos.Query(account, consent, request),
        };
    }

    private bool IsAboutTokens(HttpRequest request) => request.Below(Path) is Token or Revoke;

    private static SandboxToken? BearerOf(HttpRequest request) => request.Bearer() is { } text ? SandboxTokens.Read("tiktok", TokenUse.Access, text) : null;
}
