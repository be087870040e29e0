using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.TikTok;

namespace SocialProfiles.Tests.Platforms.TikTok;

/// <summary>Rows of developers.tiktok.com/doc/tiktok-api-v2-error-handling, and oEmbed's statuses.</summary>
public sealed class TikTokFailuresTests
{
    [Theory]
    [InlineData(401, """{"error":{"code":"access_token_invalid","log_id":"1"}}""", FailureKind.AccessRefused)]
    [InlineData(401, """{"error":{"code":"scope_not_authorized"}}""", FailureKind.MissingScope)]
    [InlineData(400, """{"error":{"code":"scope_permission_missed"}}""", FailureKind.MissingScope)]
    [InlineData(400, """{"error":{"code":"invalid_params"}}""", FailureKind.InvalidRequest)]
    [InlineData(429, """{"error":{"code":"rate_limit_exceeded"}}""", FailureKind.RateLimited)]
    [InlineData(429, "", FailureKind.RateLimited)]
    [InlineData(500, """{"error":{"code":"internal_error"}}""", FailureKind.PlatformDown)]
    [InlineData(400, """{"code":400,"message":"Something went wrong"}""", FailureKind.NotFound)]
    [InlineData(400, """{"error":"invalid_request"}""", FailureKind.NotFound)]
    [InlineData(404, "", FailureKind.NotFound)]
    [InlineData(404, "{}", FailureKind.NotFound)]
    [InlineData(404, "<html>", FailureKind.BadResponse)]
    [InlineData(403, "", FailureKind.AccessRefused)]
    [InlineData(401, "", FailureKind.AccessRefused)]
    [InlineData(403, """{"error":{"code":"app_banned"}}""", FailureKind.AgencyRefused)]
    [InlineData(503, "", FailureKind.PlatformDown)]
    public void Read_EachRow_HasItsMeaning(int status, string body, FailureKind kind)
    {
        Assert.Equal(kind, TikTokFailures.Read(Refusals.Of(status, body)).Kind);
    }

    [Fact]
    public void Read_LimitWithoutRetryAfter_WaitsForTheSlidingMinute()
    {
        Assert.Equal(TimeSpan.FromSeconds(60), TikTokFailures.Read(Refusals.Of(429, "")).RetryAfter);
    }
}
