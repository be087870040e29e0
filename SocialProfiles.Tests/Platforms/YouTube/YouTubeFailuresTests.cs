using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.YouTube;

namespace SocialProfiles.Tests.Platforms.YouTube;

/// <summary>Rows of developers.google.com/youtube/v3/docs/errors.</summary>
public sealed class YouTubeFailuresTests
{
    [Theory]
    [InlineData(403, "quotaExceeded", FailureKind.RateLimited)]
    [InlineData(403, "dailyLimitExceeded", FailureKind.RateLimited)]
    [InlineData(429, "rateLimitExceeded", FailureKind.RateLimited)]
    [InlineData(403, "userRateLimitExceeded", FailureKind.RateLimited)]
    [InlineData(401, "authError", FailureKind.AgencyRefused)]
    [InlineData(400, "keyInvalid", FailureKind.AgencyRefused)]
    [InlineData(403, "insufficientPermissions", FailureKind.AgencyRefused)]
    [InlineData(403, "forbidden", FailureKind.AgencyRefused)]
    [InlineData(403, "accessNotConfigured", FailureKind.AgencyRefused)]
    [InlineData(403, "accountDelegationForbidden", FailureKind.AgencyRefused)]
    [InlineData(403, "somethingNew", FailureKind.AgencyRefused)]
    [InlineData(403, "playlistItemsNotAccessible", FailureKind.Private)]
    [InlineData(403, "authenticatedUserAccountClosed", FailureKind.NotFound)]
    [InlineData(403, "authenticatedUserAccountSuspended", FailureKind.NotFound)]
    [InlineData(404, "channelNotFound", FailureKind.NotFound)]
    [InlineData(404, "playlistNotFound", FailureKind.NotFound)]
    [InlineData(404, "somethingNew", FailureKind.BadResponse)]
    [InlineData(400, "invalidPageToken", FailureKind.BadResponse)]
    [InlineData(400, "badRequest", FailureKind.InvalidRequest)]
    [InlineData(400, "invalidParameter", FailureKind.InvalidRequest)]
    [InlineData(403, "ipRefererBlocked", FailureKind.AgencyRefused)]
    [InlineData(500, "backendError", FailureKind.PlatformDown)]
    [InlineData(503, "backendError", FailureKind.PlatformDown)]
    [InlineData(503, "somethingNew", FailureKind.PlatformDown)]
    public void Read_EachReason_HasItsMeaning(int status, string reason, FailureKind kind)
    {
        var failure = YouTubeFailures.Read(Refusals.Of(status, $$$"""{"error":{"code":{{{status}}},"message":"m","errors":[{"message":"m","reason":"{{{reason}}}"}]}}"""));

        Assert.Equal(kind, failure.Kind);
        Assert.Equal($"HTTP {status}, code {reason}", failure.Detail);
    }

    [Theory]
    [InlineData("""{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","errors":[{"reason":"badRequest"}],"status":"INVALID_ARGUMENT"}}""")]
    [InlineData("""{"error":{"code":400,"message":"m","errors":[{"reason":"badRequest"}],"details":[{"reason":"API_KEY_INVALID"}]}}""")]
    [InlineData("""{"error":{"code":400,"message":"m","details":[{"reason":"API_KEY_INVALID"}]}}""")]
    public void Read_DeadKey_IsTheAgencys(string body)
    {
        var failure = YouTubeFailures.Read(Refusals.Of(400, body));

        Assert.Equal((FailureKind.AgencyRefused, true), (failure.Kind, failure.IsTokenRefused));
    }

    [Theory]
    [InlineData("2026-07-01T06:59:00Z", 2)]
    [InlineData("2026-07-01T07:00:00Z", (24 * 60) + 1)]
    [InlineData("2026-12-01T07:59:00Z", 2)]
    public void UntilNext_SummerAndWinter_EndsAtMidnightInCalifornia(string now, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), PacificDay.UntilNext(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
