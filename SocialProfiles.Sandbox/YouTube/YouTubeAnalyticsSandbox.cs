using System.Globalization;
using SocialProfiles.Sandbox.Accounts;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>YouTube Analytics: what only the owner of a channel sees. Source: developers.google.com/youtube/analytics/reference/reports/query.</summary>
internal sealed class YouTubeAnalyticsSandbox(SandboxTokens tokens, VideoIds videoIds) : ISandboxPlatform
{
    private static readonly DateOnly _firstDay = new(2015, 1, 1);

    /// <summary>Days until a day's numbers are there.</summary>
    private const int Lag = 2;

    public string Path => "youtube-analytics";

    public SandboxAnswer? RefuseCaller(HttpRequest request) => YouTubeBearer.Refuse(tokens, request, GoogleConsentSite.Analytics);

    public string? HandleOf(HttpRequest request) => YouTubeBearer.Of(request)?.Consent.Handle;

    public SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle) => conduct switch
    {
        SandboxConduct.Missing => YouTubeErrors.Forbidden(),
        SandboxConduct.RateLimited => YouTubeErrors.RateLimited(),
        SandboxConduct.Flaky => YouTubeErrors.BackendError(),
        _ => null,
    };

    public SandboxAnswer Answer(HttpRequest request, DateTimeOffset now)
    {
        if (request.Below(Path) is not "/v2/reports")
        {
            return YouTubeErrors.UnknownMethod();
        }

        var handle = HandleOf(request)!;
        var ids = request.Query["ids"].ToString();
        if (ids != "channel==MINE" && ids != $"channel=={ChannelId.Of(handle)}")
        {
            return ids.Length == 0 ? YouTubeErrors.MissingParameter("ids") : YouTubeErrors.Forbidden();
        }

        if (!TryReadDay(request, "startDate", out var start) || !TryReadDay(request, "endDate", out var end) || end < start)
        {
            return YouTubeErrors.InvalidValue("startDate or endDate");
        }

        var last = PacificTime.DayOf(now).AddDays(-Lag);
        var report = new AnalyticsReport(SandboxAccounts.Find("youtube", handle, now), start > _firstDay ? start : _firstDay, end < last ? end : last, videoIds);
        return report.Answer(request);
    }

    private static bool TryReadDay(HttpRequest request, string name, out DateOnly day) =>
        DateOnly.TryParseExact(request.Query[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}
