using System.Net;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Tests.Platforms;

/// <summary>What every client must do alike for an account whose owner consents, on top of what it must do for any.</summary>
public abstract class ConsentedClientTests : PlatformClientTests
{
    protected const string Token = "token-of-the-talent";

    /// <summary>What the tests take for everything that can be granted.</summary>
    protected abstract IReadOnlyList<string> AllScopes { get; }

    protected override string? Secret => Token;

    protected override PlatformAccount Account => field ??= new(Handle, null, new ConsentAccess(Token, AllScopes));

    /// <summary>The refusal of a dead token, as the platform sends it.</summary>
    protected abstract (HttpStatusCode Status, string Body) DeadToken { get; }

    protected PlatformAccount With(params string[] scopes) => Account with { Consent = new ConsentAccess(Token, scopes) };

    private protected Task<Result<PlatformInsights, PlatformFailure>> GetInsightsAsync(PlatformProfile profile, DateOnly since, PlatformAccount? account = null, params PlatformPost[] posts) =>
        Client.GetInsightsAsync(account ?? Account, profile, posts, since, Cancellation);

    private protected static IEnumerable<(InsightMetric Metric, MetricGap Gap)> GapsOf(PlatformInsights insights) => insights.Gaps.Select(gap => (gap.Metric, gap.Gap));

    [Fact]
    public async Task Profile_DeadToken_AsksForARenewalAndEndsNothing()
    {
        Http.On(ProfileCall, DeadToken.Body, DeadToken.Status);

        var failure = await FailProfileAsync();

        Assert.Equal((FailureKind.AccessRefused, null, true), (failure.Kind, failure.End, failure.IsTokenRefused));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    public async Task Profile_PageOfSomethingInBetween_SaysNothingAboutTheConsent(HttpStatusCode status)
    {
        Http.On(ProfileCall, "<html><body>Some proxy</body></html>", status);

        Assert.Null((await FailProfileAsync()).End);
    }

    [Fact]
    public async Task Insights_WithoutConsent_AreNone()
    {
        var insights = await Client.GetInsightsAsync(Account with { Consent = null }, new PlatformProfile { AccountId = "1", Handle = null, DisplayName = "Demo" }, [], new DateOnly(2026, 11, 1), Cancellation);

        Assert.Same(PlatformInsights.None, insights.Value);
        Assert.Empty(Http.Requests);
    }
}
