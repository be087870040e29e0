using System.Globalization;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Bluesky;

namespace SocialProfiles.Tests.Platforms.Bluesky;

/// <summary>Rows of atproto.com/specs/xrpc, and of what the AppView answers (github.com/bluesky-social/atproto, packages/bsky).</summary>
public sealed class BlueskyFailuresTests
{
    [Theory]
    [InlineData(400, """{"error":"InvalidRequest","message":"Profile not found"}""", FailureKind.NotFound)]
    [InlineData(400, """{"error":"AccountTakedown","message":"Account has been suspended"}""", FailureKind.NotFound)]
    [InlineData(400, """{"error":"AccountDeactivated","message":"Account is deactivated"}""", FailureKind.NotFound)]
    [InlineData(400, """{"error":"InvalidRequest","message":"Error: actor must be a valid did or a handle"}""", FailureKind.InvalidRequest)]
    [InlineData(400, """{"error":"SomethingNew"}""", FailureKind.InvalidRequest)]
    [InlineData(400, """{"message":"Profile not found"}""", FailureKind.BadResponse)]
    [InlineData(400, "<html>", FailureKind.BadResponse)]
    [InlineData(401, """{"error":"AuthMissing"}""", FailureKind.AccessRefused)]
    [InlineData(403, "", FailureKind.AccessRefused)]
    [InlineData(404, """{"error":"XRPCNotSupported","message":"XRPCNotSupported"}""", FailureKind.InvalidRequest)]
    [InlineData(404, "", FailureKind.BadResponse)]
    [InlineData(429, """{"error":"RateLimitExceeded","message":"Rate Limit Exceeded"}""", FailureKind.RateLimited)]
    [InlineData(429, "", FailureKind.RateLimited)]
    [InlineData(500, """{"error":"InternalServerError","message":"Internal Server Error"}""", FailureKind.PlatformDown)]
    [InlineData(501, """{"error":"MethodNotImplemented","message":"Method Not Implemented"}""", FailureKind.InvalidRequest)]
    [InlineData(502, """{"error":"UpstreamFailure"}""", FailureKind.PlatformDown)]
    [InlineData(503, "", FailureKind.PlatformDown)]
    public void Read_EachRow_HasItsMeaning(int status, string body, FailureKind kind)
    {
        Assert.Equal(kind, BlueskyFailures.Read(Refusals.Of(status, body)).Kind);
    }

    [Theory]
    [InlineData(120, null, 120)]
    [InlineData(-5, null, null)]
    [InlineData(120, "17", 17)]
    [InlineData(long.MaxValue, null, null)]
    public void Read_Limit_WaitsUntilBlueskyCountsAfresh(long secondsFromNow, string? retryAfter, int? waits)
    {
        var reset = secondsFromNow == long.MaxValue ? secondsFromNow : Refusals.Now.ToUnixTimeSeconds() + secondsFromNow;
        (string, string)[] headers = [("RateLimit-Reset", reset.ToString(CultureInfo.InvariantCulture)), .. retryAfter is null ? [] : new[] { ("Retry-After", retryAfter) }];
        TimeSpan? expected = waits is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

        Assert.Equal(expected, BlueskyFailures.Read(Refusals.Of(429, "", headers)).RetryAfter);
    }
}
