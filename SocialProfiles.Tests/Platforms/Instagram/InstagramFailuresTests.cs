using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;

namespace SocialProfiles.Tests.Platforms.Instagram;

/// <summary>Rows of developers.facebook.com/docs/graph-api/guides/error-handling and …/overview/rate-limiting.</summary>
public sealed class InstagramFailuresTests
{
    [Theory]
    [InlineData(400, """{"code":190,"error_subcode":463}""", FailureKind.ConsentExpired)]
    [InlineData(400, """{"code":190,"error_subcode":460}""", FailureKind.ConsentExpired)]
    [InlineData(401, """{"code":190}""", FailureKind.ConsentExpired)]
    [InlineData(400, """{"code":"190"}""", FailureKind.ConsentExpired)]
    [InlineData(400, """{"code":102}""", FailureKind.ConsentExpired)]
    [InlineData(400, """{"code":10}""", FailureKind.MissingScope)]
    [InlineData(403, """{"code":200}""", FailureKind.MissingScope)]
    [InlineData(403, """{"code":299}""", FailureKind.MissingScope)]
    [InlineData(400, """{"code":110,"error_subcode":2207013}""", FailureKind.NotFound)]
    [InlineData(400, """{"code":100,"error_subcode":33}""", FailureKind.NotFound)]
    [InlineData(400, """{"code":100,"error_subcode":33,"message":"Unsupported get request. Object with ID '99' does not exist"}""", FailureKind.MissingScope)]
    [InlineData(400, """{"code":4,"is_transient":true}""", FailureKind.RateLimited)]
    [InlineData(400, """{"code":17}""", FailureKind.RateLimited)]
    [InlineData(400, """{"code":32}""", FailureKind.RateLimited)]
    [InlineData(400, """{"code":613}""", FailureKind.RateLimited)]
    [InlineData(400, """{"code":80002}""", FailureKind.RateLimited)]
    [InlineData(403, """{"code":80002,"error_subcode":2446079}""", FailureKind.RateLimited)]
    [InlineData(400, """{"code":1}""", FailureKind.PlatformDown)]
    [InlineData(500, """{"code":2}""", FailureKind.PlatformDown)]
    [InlineData(400, """{"code":9999,"is_transient":true}""", FailureKind.PlatformDown)]
    [InlineData(400, """{"code":100}""", FailureKind.BadResponse)]
    [InlineData(400, """{"code":9999}""", FailureKind.BadResponse)]
    [InlineData(500, """{"code":9999}""", FailureKind.PlatformDown)]
    public void Read_EachRow_HasItsMeaning(int status, string error, FailureKind kind)
    {
        Assert.Equal(kind, InstagramFailures.Read(Refusals.Of(status, $$"""{"error":{{error}}}"""), "99").Kind);
    }

    [Theory]
    [InlineData("AbC_12-x", "HTTP 400, code 10, request AbC_12-x")]
    [InlineData("token EAAG", "HTTP 400, code 10")]
    [InlineData("a\\nb", "HTTP 400, code 10")]
    public void Read_RequestId_IsKeptOnlyWhenItIsOne(string id, string detail)
    {
        Assert.Equal(detail, InstagramFailures.Read(Refusals.Of(400, $$$"""{"error":{"code":10,"fbtrace_id":"{{{id}}}"}}""")).Detail);
    }

    [Fact]
    public void Read_LimitWithMinutesToWait_TakesTheLongest()
    {
        const string usage = """{"1784":[{"type":"instagram","call_count":95,"estimated_time_to_regain_access":0},{"type":"pages","estimated_time_to_regain_access":7}],"9":[{"estimated_time_to_regain_access":"3"}]}""";
        var refusal = Refusals.Of(400, """{"error":{"code":80002}}""", ("X-Business-Use-Case-Usage", usage));

        Assert.Equal(TimeSpan.FromMinutes(7), InstagramFailures.Read(refusal).RetryAfter);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("""{"1":null}""")]
    [InlineData("""{"1":[null]}""")]
    [InlineData("""{"1":[{"estimated_time_to_regain_access":0}]}""")]
    public void Read_LimitWithoutMinutes_LeavesTheWaitOpen(string usage)
    {
        Assert.Null(InstagramFailures.Read(Refusals.Of(400, """{"error":{"code":4}}""", ("X-Business-Use-Case-Usage", usage))).RetryAfter);
    }
}
