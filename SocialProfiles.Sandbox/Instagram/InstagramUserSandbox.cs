using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>
/// graph.instagram.com: what an account that consented shows, and the tokens of 60 days.
/// Source: developers.facebook.com/docs/instagram-platform, Instagram API with Instagram Login.
/// </summary>
internal sealed class InstagramUserSandbox(SandboxTokens tokens, TimeProvider time) : ISandboxPlatform
{
    public string Path => "instagram-user";

    public SandboxAnswer? RefuseCaller(HttpRequest request)
    {
        if (TextOf(request) is not { Length: > 0 } text)
        {
            return InstagramErrors.NoToken();
        }

        var token = TokenOf(text);
        return tokens.StateOf(token) switch
        {
            TokenState.Unknown => InstagramErrors.BadToken(),
            TokenState.Expired => InstagramErrors.SessionEnded(token!.EndsAt!.Value, time.GetUtcNow()),
            TokenState.Revoked => InstagramErrors.AppRemoved(),
            TokenState.PasswordChanged => InstagramErrors.SessionExpired(),
            TokenState.Forbidden when !IsAboutTokens(request) => InstagramErrors.NoPermission(),
            _ => null,
        };
    }

    public string? HandleOf(HttpRequest request) =>
        TextOf(request) is { Length: > 0 } text && TokenOf(text)?.Consent is { } consent
            ? IsAboutTokens(request) ? consent.HandleForTokens() : consent.Handle
            : null;

    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => IsAboutTokens(request) ? null : conduct switch
    {
        // A personal account: it may consent, and there is nothing to read.
        SandboxConduct.Missing => InstagramErrors.UnknownObject(Parts(request) is [_, var node, ..] ? node : "me"),
        SandboxConduct.RateLimited => InstagramErrors.TooManyCallsToAccount(),
        SandboxConduct.Flaky => InstagramErrors.ServerFault(),
        _ => null,
    };

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now)
    {
        var token = TokenOf(TextOf(request))!;
        if (IsAboutTokens(request))
        {
            return request.Below(Path) is "/access_token" ? Exchange(request, token) : Refresh(request, token);
        }

        if (!token.Consent.Has(InstagramConsentSite.Basic))
        {
            return InstagramErrors.NoPermission();
        }

        var account = SandboxAccounts.Find("instagram", token.Consent.Handle, now);
        return Parts(request) switch
        {
            [_, var node] when IsOf(account, node) => InstagramUser.Profile(account, request),
            [_, _, "insights"] when !token.Consent.Has(InstagramConsentSite.Insights) => InstagramErrors.NoPermission(),
            [_, var node, "insights"] when IsOf(account, node) => InstagramInsights.Answer(account, request, now),
            [_, var node, "insights"] when InstagramStories.Insights(account, node, request, now) is { } story => story,
            [_, var node, "insights"] when InstagramMedia.Find(account, node) is { } post => InstagramMediaInsights.Answer(account, post, request),
            [_, var node, "stories"] when IsOf(account, node) => InstagramStories.List(account, request, now),
            [_, var node, "media"] when IsOf(account, node) => InstagramUser.Media(account, request),
            [_, var node, ..] => InstagramErrors.UnknownObject(node),
            _ => InstagramErrors.UnknownObject(""),
        };
    }

    private static string TextOf(HttpRequest request) => request.Bearer() ?? request.Query["access_token"].ToString();

    private static SandboxToken? TokenOf(string text) =>
        SandboxTokens.Read("instagram", TokenUse.Access, text) ?? SandboxTokens.Read("instagram", TokenUse.ShortLived, text);

    private static bool IsOf(SandboxAccount account, string node) =>
        node == "me" || node == InstagramIds.Account(account) || node == InstagramUser.AppScopedId(account);

    private string[] Parts(HttpRequest request) =>
        request.Below(Path).Split('/', StringSplitOptions.RemoveEmptyEntries) is [['v', ..], ..] parts ? parts : [];

    private bool IsAboutTokens(HttpRequest request) => request.Below(Path) is "/access_token" or "/refresh_access_token";

    private SandboxAnswer Exchange(HttpRequest request, SandboxToken token) =>
        request.Query["grant_type"] != "ig_exchange_token" ? InstagramErrors.BadGrantType()
        : request.Query["client_secret"] != InstagramConsentSite.AppSecret ? InstagramErrors.BadSecret()
        : token.Use is not TokenUse.ShortLived ? InstagramErrors.UnsupportedRequest()
        : SandboxAnswer.Ok(LongLived(token.Consent, 0));

    private SandboxAnswer Refresh(HttpRequest request, SandboxToken token)
    {
        if (request.Query["grant_type"] != "ig_refresh_token")
        {
            return InstagramErrors.BadGrantType();
        }

        if (token.Use is not TokenUse.Access)
        {
            return InstagramErrors.UnsupportedRequest();
        }

        return token.Consent.Conduct switch
        {
            _ when time.GetUtcNow() - token.IssuedAt < TimeSpan.FromDays(1) => InstagramErrors.TooYoungToRefresh(),
            SandboxConduct.NoRefresh => InstagramErrors.AppRemoved(),
            SandboxConduct.Stalled => InstagramErrors.ServerFault(),
            _ => SandboxAnswer.Ok(LongLived(token.Consent, token.Generation + 1)),
        };
    }

    private JsonObject LongLived(SandboxConsent consent, int generation)
    {
        var issuedAt = time.GetUtcNow();
        var endsAt = consent.AccessEnds(issuedAt);
        var body = new JsonObject
        {
            ["access_token"] = tokens.Issue(new SandboxToken(TokenUse.Access, consent, issuedAt, endsAt, generation)),
            ["token_type"] = "bearer",
            ["expires_in"] = (long)(endsAt - issuedAt).TotalSeconds,
        };
        if (generation > 0)
        {
            body["permissions"] = string.Join(',', consent.Scopes);
        }

        return body;
    }
}
