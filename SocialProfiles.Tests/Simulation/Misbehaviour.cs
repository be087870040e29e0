namespace SocialProfiles.Tests.Simulation;

/// <summary>What a permission comes to after four weeks of a misbehaviour.</summary>
public enum Comes
{
    /// <summary>It is kept, and everything is read again once the platform behaves.</summary>
    Through,

    /// <summary>The platform itself says that the grant is over.</summary>
    ToAnEnd,
}

/// <summary>One line of a platform's failure table, as an answer.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="OfTokens">Answers calls that renew tokens so; otherwise those that read data.</param>
/// <param name="RetryAfter">The header; null for none.</param>
public sealed record Misbehaviour(string Platform, bool OfTokens, int Status, string Body, Comes Comes = Comes.Through, string? RetryAfter = null)
{
    private static readonly Dictionary<string, string[]> _pathsOf = new(StringComparer.Ordinal)
    {
        ["INSTAGRAM"] = ["/instagram/", "/instagram-user/", "/instagram-token/"],
        ["TIKTOK"] = ["/tiktok/", "/tiktok-api/"],
        ["YOUTUBE"] = ["/youtube/", "/youtube-analytics/", "/google-token/"],
    };

    public bool Concerns(string path) => Array.Exists(_pathsOf[Platform], start => path.StartsWith(start, StringComparison.Ordinal)) && IsOfTokens(path) == OfTokens;

    /// <summary>Short, for the name of the test.</summary>
    public override string ToString() => $"{Platform} {(OfTokens ? "tokens" : "data")} {Status} {Body}";

    /// <summary>Every way of each failure table.</summary>
    public static IEnumerable<Misbehaviour> All()
    {
        foreach (var platform in _pathsOf.Keys)
        {
            foreach (var (status, body, retryAfter) in _everyPlatforms)
            {
                yield return new(platform, false, status, body, RetryAfter: retryAfter);
            }

            // The calls that renew tokens read the same answers in the same way: one of each meaning is enough there.
            foreach (var (status, body) in new[] { (401, ""), (403, ""), (429, ""), (500, ""), (200, "<html>a gateway's page</html>") })
            {
                yield return new(platform, true, status, body);
            }
        }

        foreach (var one in _instagram.Concat(_tikTok).Concat(_youTube))
        {
            yield return one;
        }
    }

    private static bool IsOfTokens(string path) => path.Contains("token", StringComparison.Ordinal);

    private static readonly (int Status, string Body, string? RetryAfter)[] _everyPlatforms =
    [
        (401, "", null), (403, "", null), (404, "<html>not here</html>", null), (429, "", null), (500, "", null), (502, "<html>bad gateway</html>", null),
        (503, "", "120"), (200, "<html>a gateway's page</html>", null), (200, "{", null),
    ];

    private static readonly Misbehaviour[] _instagram =
    [
        Graph(400, "\"code\":1"), Graph(400, "\"code\":2"), Graph(400, "\"code\":4"), Graph(400, "\"code\":17"), Graph(400, "\"code\":32"), Graph(400, "\"code\":613"),
        Graph(400, "\"code\":80002"), Graph(403, "\"code\":10,\"message\":\"(#10) Application does not have permission for this action\""),
        Graph(403, "\"code\":200,\"message\":\"API access blocked.\""), Graph(403, "\"code\":299"), Graph(400, "\"code\":3"), Graph(400, "\"code\":12345"),
        Graph(400, "\"code\":100,\"message\":\"(#100) Tried accessing nonexisting field\""), Graph(400, "\"is_transient\":true,\"code\":9"),
        new("INSTAGRAM", true, 400, """{"error":{"code":101,"message":"Error validating application."}}"""),
    ];

    private static readonly Misbehaviour[] _tikTok =
    [
        TikTok(429, "rate_limit_exceeded"), TikTok(500, "internal_error"), TikTok(400, "invalid_params"), TikTok(403, "an_error_that_we_dont_know"),
        new("TIKTOK", true, 401, """{"error":"invalid_client"}"""), new("TIKTOK", true, 400, """{"error":"invalid_request"}"""),
        new("TIKTOK", true, 400, """{"error":"invalid_grant"}""", Comes.ToAnEnd),
    ];

    private static readonly Misbehaviour[] _youTube =
    [
        Google(403, "accessNotConfigured"), Google(403, "forbidden"), Google(403, "quotaExceeded"), Google(403, "rateLimitExceeded"), Google(403, "ipRefererBlocked"),
        Google(403, "aReasonThatWeDontKnow"), Google(400, "keyInvalid"), Google(500, "backendError"), Google(400, "badRequest"),
        new("YOUTUBE", true, 401, """{"error":"invalid_client"}"""), new("YOUTUBE", true, 400, """{"error":"unauthorized_client"}"""),
        new("YOUTUBE", true, 400, """{"error":"invalid_grant"}""", Comes.ToAnEnd),
    ];

    private static Misbehaviour Graph(int status, string error) => new("INSTAGRAM", false, status, "{\"error\":{" + error + "}}");

    private static Misbehaviour TikTok(int status, string code) => new("TIKTOK", false, status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"\",\"log_id\":\"x\"}}");

    private static Misbehaviour Google(int status, string reason) =>
        new("YOUTUBE", false, status, FormattableString.Invariant($"{{\"error\":{{\"code\":{status},\"errors\":[{{\"reason\":\"{reason}\"}}]}}}}"));
}
