using SocialProfiles.Web.Sandbox.Consents;

namespace SocialProfiles.Web.Sandbox.YouTube;

/// <summary>YouTube Analytics: what only the owner of a channel sees. Source: developers.google.com/youtube/analytics/reference/reports/query.</summary>
internal sealed class YouTubeAnalyticsSandbox(SandboxTokens tokens) : ISandboxPlatform
{
    public string Path => "youtube-analytics";

    public SandboxAnswer? RefuseCaller(HttpRequest request) => YouTubeBearer.Refuse(tokens, request, GoogleConsentSite.Analytics);

    public string? HandleOf(HttpRequest request) => YouTubeBearer.Of(request)?.Consent.Handle;

    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => conduct switch
    {
        SandboxConduct.RateLimited => YouTubeErrors.RateLimited(),
        SandboxConduct.Flaky => YouTubeErrors.BackendError(),
        _ => null,
    };

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now) => YouTubeErrors.UnknownMethod();
}
