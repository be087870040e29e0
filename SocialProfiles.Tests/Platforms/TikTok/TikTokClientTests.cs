using System.Net;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.TikTok;

namespace SocialProfiles.Tests.Platforms.TikTok;

/// <summary>Fixtures mirror developers.tiktok.com/doc/embed-creator-profiles and …/doc/embed-videos (oEmbed).</summary>
public sealed class TikTokClientTests : PlatformClientTests
{
    private readonly TikTokOptions _options = new();

    protected override string ProfileCall => "https://www.tiktok.com/oembed?url=https%3A%2F%2Fwww.tiktok.com%2F%40studio.demo";

    protected override (HttpStatusCode Status, string Fixture) NotFound => (HttpStatusCode.BadRequest, "not-found");

    protected override string? Secret => null;

    private protected override PlatformHttpOptions Options => _options;

    private protected override IPlatformClient NewClient(PlatformHttp line) => new TikTokClient(line, LineTo(_ => _options.ApiBaseUrl));

    [Fact]
    public async Task Profile_Found_GivesTheNameAndSaysWhatConsentWouldAdd()
    {
        Http.On(ProfileCall, Fixture("profile"));

        var profile = (await GetProfileAsync()).Value;

        Assert.Equal(
            new PlatformProfile
            {
                AccountId = null,
                Handle = "Demo.User",
                DisplayName = "Demo",
                Followers = Metric.Unknown(MetricGap.NotGranted),
                Following = Metric.Unknown(MetricGap.NotGranted),
                Posts = Metric.Unknown(MetricGap.NotGranted),
                Views = Metric.Unknown(MetricGap.NotSupported),
                Likes = Metric.Unknown(MetricGap.NotGranted),
            },
            profile);
    }

    [Theory]
    [InlineData("""{"error":{"code":"rate_limit_exceeded","log_id":"1"}}""", FailureKind.RateLimited)]
    [InlineData("""{"error":{"code":"internal_error"}}""", FailureKind.PlatformDown)]
    [InlineData("""{"error":{"code":"scope_not_authorized"}}""", FailureKind.MissingScope)]
    [InlineData("""{"error":{"code":"something_new"}}""", FailureKind.BadResponse)]
    [InlineData("""{"code":400,"message":"Something went wrong"}""", FailureKind.NotFound)]
    [InlineData("{}", FailureKind.BadResponse)]
    public async Task Profile_ErrorInsideASuccess_IsAFailure(string body, FailureKind kind)
    {
        Http.On(ProfileCall, body);

        Assert.Equal(kind, (await FailProfileAsync()).Kind);
    }

    [Theory]
    [InlineData("""{"author_name":"Demo","error":{"code":"ok"}}""", null)]
    [InlineData("""{"author_name":"Demo","author_unique_id":"demo.user"}""", "demo.user")]
    [InlineData("""{"author_name":"Demo","author_url":"https://www.tiktok.com/@a b"}""", null)]
    [InlineData("""{"author_name":"Demo","author_unique_id":"../../evil"}""", null)]
    public async Task Profile_HandleInTheAnswer_IsBelievedOnlyWhenItIsOne(string body, string? handle)
    {
        Http.On(ProfileCall, body);

        Assert.Equal(handle, (await GetProfileAsync()).Value.Handle);
    }

    [Fact]
    public async Task Posts_Wanted_AreNoneWithoutConsent()
    {
        var page = await Client.GetPostsAsync(Account, new PlatformProfile { AccountId = null, Handle = null, DisplayName = "Demo" }, null, 50, Cancellation);

        Assert.Empty(page.Value.Posts);
        Assert.Empty(Http.Requests);
    }
}
