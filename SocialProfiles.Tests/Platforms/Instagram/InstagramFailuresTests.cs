using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;

namespace SocialProfiles.Tests.Platforms.Instagram;

/// <summary>Rows of developers.facebook.com/docs/graph-api/guides/error-handling and …/overview/rate-limiting.</summary>
public sealed class InstagramFailuresTests
{
    [Theory]
    [InlineData(400, """{"code":190,"error_subcode":463}""", FailureKind.AgencyRefused, FailureKind.ConsentExpired, FailureKind.ConsentExpired, FailureKind.ConsentExpired, FailureKind.ConsentExpired)]
    [InlineData(400, """{"code":190,"error_subcode":460}""", FailureKind.AgencyRefused, FailureKind.ConsentExpired, FailureKind.ConsentExpired, FailureKind.ConsentExpired, FailureKind.ConsentExpired)]
    [InlineData(401, """{"code":190}""", FailureKind.AgencyRefused, FailureKind.AccessRefused, FailureKind.AccessRefused, FailureKind.AccessRefused, FailureKind.AccessRefused)]
    [InlineData(400, """{"code":"190"}""", FailureKind.AgencyRefused, FailureKind.AccessRefused, FailureKind.AccessRefused, FailureKind.AccessRefused, FailureKind.AccessRefused)]
    [InlineData(400, """{"code":102}""", FailureKind.AgencyRefused, FailureKind.AccessRefused, FailureKind.AccessRefused, FailureKind.AccessRefused, FailureKind.AccessRefused)]
    [InlineData(400, """{"code":10}""", FailureKind.AgencyRefused, FailureKind.AgencyRefused, FailureKind.MissingScope, FailureKind.MissingScope, FailureKind.AgencyRefused)]
    [InlineData(403, """{"code":200,"message":"API access blocked."}""", FailureKind.AgencyRefused, FailureKind.AgencyRefused, FailureKind.MissingScope, FailureKind.MissingScope, FailureKind.AgencyRefused)]
    [InlineData(403, """{"code":299}""", FailureKind.AgencyRefused, FailureKind.AgencyRefused, FailureKind.MissingScope, FailureKind.MissingScope, FailureKind.AgencyRefused)]
    [InlineData(400, """{"code":101}""", FailureKind.AgencyRefused, FailureKind.AgencyRefused, FailureKind.AgencyRefused, FailureKind.AgencyRefused, FailureKind.AgencyRefused)]
    [InlineData(400, """{"code":110,"error_subcode":2207013}""", FailureKind.NotFound, FailureKind.NotFound, FailureKind.NotFound, FailureKind.NotFound, FailureKind.NotFound)]
    [InlineData(400, """{"code":100,"error_subcode":33}""", FailureKind.AgencyRefused, FailureKind.NotFound, FailureKind.MissingScope, FailureKind.NotFound, FailureKind.NotFound)]
    [InlineData(400, """{"code":100,"type":"GraphMethodException"}""", FailureKind.AgencyRefused, FailureKind.NotFound, FailureKind.MissingScope, FailureKind.NotFound, FailureKind.NotFound)]
    [InlineData(400, """{"code":100,"type":"OAuthException","message":"(#100) Tried accessing nonexisting field (business_discovery)"}""", FailureKind.AgencyRefused, FailureKind.InvalidRequest, FailureKind.InvalidRequest, FailureKind.InvalidRequest, FailureKind.BadResponse)]
    [InlineData(400, """{"code":100,"type":"OAuthException"}""", FailureKind.InvalidRequest, FailureKind.InvalidRequest, FailureKind.InvalidRequest, FailureKind.InvalidRequest, FailureKind.BadResponse)]
    [InlineData(400, """{"code":2500}""", FailureKind.InvalidRequest, FailureKind.InvalidRequest, FailureKind.InvalidRequest, FailureKind.InvalidRequest, FailureKind.InvalidRequest)]
    [InlineData(400, """{"code":4,"is_transient":true}""", FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited)]
    [InlineData(400, """{"code":17}""", FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited)]
    [InlineData(400, """{"code":32}""", FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited)]
    [InlineData(400, """{"code":613}""", FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited)]
    [InlineData(400, """{"code":80002}""", FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited)]
    [InlineData(400, """{"code":80002,"error_subcode":2446079}""", FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited, FailureKind.RateLimited)]
    [InlineData(400, """{"code":1}""", FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown)]
    [InlineData(500, """{"code":2}""", FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown)]
    [InlineData(400, """{"code":9999,"is_transient":true}""", FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown)]
    [InlineData(400, """{"code":9999}""", FailureKind.BadResponse, FailureKind.BadResponse, FailureKind.BadResponse, FailureKind.BadResponse, FailureKind.BadResponse)]
    [InlineData(500, """{"code":9999}""", FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown, FailureKind.PlatformDown)]
    public void Read_EachRow_HasItsMeaningByTheEdgeThatWasAsked(int status, string error, FailureKind discovery, FailureKind account, FailureKind list, FailureKind post, FailureKind token)
    {
        var refusal = Refusals.Of(status, $$"""{"error":{{error}}}""");

        Assert.Equal(
            [discovery, account, list, post, token],
            new[] { GraphEdge.Discovery, GraphEdge.Account, GraphEdge.AccountList, GraphEdge.Post, GraphEdge.Token }.Select(edge => InstagramFailures.Read(refusal, edge).Kind));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(",\"error_subcode\":459", null)]
    [InlineData(",\"error_subcode\":458", ConsentEndReason.RemovedAtPlatform)]
    [InlineData(",\"error_subcode\":460", ConsentEndReason.PasswordChanged)]
    [InlineData(",\"error_subcode\":463", ConsentEndReason.Expired)]
    [InlineData(",\"error_subcode\":467", ConsentEndReason.Revoked)]
    public void Read_RefusedToken_EndsAConsentOnlyWhereMetaSaysWhy(string subcode, ConsentEndReason? end)
    {
        var refusal = Refusals.Of(400, $$$"""{"error":{"code":190{{{subcode}}}}}""");

        Assert.Equal((end, true), (InstagramFailures.Read(refusal, GraphEdge.Account).End, InstagramFailures.Read(refusal, GraphEdge.Account).IsTokenRefused));
        Assert.Null(InstagramFailures.Read(refusal, GraphEdge.Discovery).End);
    }

    [Theory]
    [InlineData("AbC_12-x", "HTTP 400, code 10, request AbC_12-x")]
    [InlineData("token EAAG", "HTTP 400, code 10")]
    [InlineData("a\\nb", "HTTP 400, code 10")]
    public void Read_RequestId_IsKeptOnlyWhenItIsOne(string id, string detail)
    {
        Assert.Equal(detail, InstagramFailures.Read(Refusals.Of(400, $$$"""{"error":{"code":10,"fbtrace_id":"{{{id}}}"}}"""), GraphEdge.Discovery).Detail);
    }

    [Fact]
    public void Read_LimitWithMinutesToWait_TakesTheLongest()
    {
        const string usage = """{"1784":[{"type":"instagram","call_count":95,"estimated_time_to_regain_access":0},{"type":"pages","estimated_time_to_regain_access":7}],"9":[{"estimated_time_to_regain_access":"3"}]}""";
        var refusal = Refusals.Of(400, """{"error":{"code":80002}}""", ("X-Business-Use-Case-Usage", usage));

        Assert.Equal(TimeSpan.FromMinutes(7), InstagramFailures.Read(refusal, GraphEdge.Account).RetryAfter);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"1":null}""")]
    [InlineData("""{"1":[null]}""")]
    [InlineData("""{"1":[{"estimated_time_to_regain_access":0}]}""")]
    public void Read_LimitWithoutMinutes_LeavesTheWaitOpen(string usage)
    {
        Assert.Null(InstagramFailures.Read(Refusals.Of(400, """{"error":{"code":4}}""", ("X-Business-Use-Case-Usage", usage)), GraphEdge.Account).RetryAfter);
    }
}
