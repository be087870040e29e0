using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Tests.Sandbox.Consents;

/// <summary>The clients that talk to the real platforms, with a consent that was given on the sandbox's page.</summary>
public sealed class ClientsByConsentTests
{
    private static readonly string[] _platforms = ["INSTAGRAM", "TIKTOK", "YOUTUBE"];

    public static TheoryData<string> Platforms => [.. _platforms];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Account_ByConsent_IsTheOneByHandWithItsPosts(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var client = clients.Client(platform);
        var byHand = (await client.GetProfileAsync(new PlatformAccount("maya.travels", null), TestContext.Current.CancellationToken)).Value;
        var account = await ConsentAsync(clients, platform, "maya.travels");

        var profile = await client.GetProfileAsync(account, TestContext.Current.CancellationToken);
        Assert.True(profile.Succeeded, profile.Failure?.Detail);
        var posts = await client.GetPostsAsync(account, profile.Value, null, 20, TestContext.Current.CancellationToken);

        Assert.True(posts.Succeeded, posts.Failure?.Detail);
        Assert.Equal("maya.travels", profile.Value.Handle);
        Assert.NotNull(profile.Value.AccountId);
        Assert.True(profile.Value.Followers.Value > 1000);
        Assert.Equal(20, posts.Value.Posts.Count(post => post.Kind != PostKind.Story));
        // One in every eight hours, for a day.
        Assert.Equal(platform == "INSTAGRAM" ? 3 : 0, posts.Value.Posts.Count(post => post.Kind == PostKind.Story));
        if (platform != "TIKTOK")
        {
            Assert.Equal(byHand.AccountId, profile.Value.AccountId);
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Insights_ByConsent_AreThereWhereThePlatformHasAny(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var client = clients.Client(platform);
        var account = await ConsentAsync(clients, platform, "maya.travels");
        var profile = (await client.GetProfileAsync(account, TestContext.Current.CancellationToken)).Value;
        var posts = (await client.GetPostsAsync(account, profile, null, 10, TestContext.Current.CancellationToken)).Value.Posts;

        var insights = await client.GetInsightsAsync(
            account, profile, posts, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-28), TestContext.Current.CancellationToken);

        Assert.True(insights.Succeeded, insights.Failure?.Detail);
        Assert.Empty(insights.Value.Gaps);
        InsightMetric[] expected = platform switch
        {
            "INSTAGRAM" => [InsightMetric.Reach, InsightMetric.Views, InsightMetric.Interactions, InsightMetric.NewFollowers, InsightMetric.FollowersByAge, InsightMetric.FollowersByCountry],
            "YOUTUBE" => [InsightMetric.Views, InsightMetric.WatchMinutes, InsightMetric.NewFollowers, InsightMetric.ViewersByAge, InsightMetric.ViewsByCountry],
            _ => [],
        };
        Assert.All(expected, metric => Assert.Contains(insights.Value.Values, value => value.Metric == metric && value.Value > 0));
        Assert.Equal(platform == "INSTAGRAM", insights.Value.Posts.Count > 0);
    }

    [Theory]
    [InlineData("INSTAGRAM", "tiny.tove", InsightMetric.FollowersByAge)]
    [InlineData("YOUTUBE", "tiny.tove", InsightMetric.ViewersByAge)]
    public async Task Insights_OfATinyAccount_LackItsDemographicsAndFailNothing(string platform, string handle, InsightMetric missing)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var client = clients.Client(platform);
        var account = await ConsentAsync(clients, platform, handle);
        var profile = (await client.GetProfileAsync(account, TestContext.Current.CancellationToken)).Value;

        var insights = await client.GetInsightsAsync(
            account, profile, [], DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-28), TestContext.Current.CancellationToken);

        Assert.True(insights.Succeeded, insights.Failure?.Detail);
        Assert.Contains(insights.Value.Gaps, gap => gap.Metric == missing);
        Assert.DoesNotContain(insights.Value.Values, value => value.Metric == missing);
    }

    [Theory]
    [InlineData("INSTAGRAM", "down.for.days", FailureKind.PlatformDown)]
    [InlineData("TIKTOK", "html.harbour", FailureKind.PlatformDown)]
    [InlineData("YOUTUBE", "garbled.gus", FailureKind.BadResponse)]
    public async Task Exchange_OfAHandleThatBreaksTheLine_Fails(string platform, string handle, FailureKind kind)
    {
        await using var clients = await SandboxedClients.StartAsync();

        var tokens = await ExchangeAsync(clients, platform, handle);

        Assert.Equal(kind, tokens.Failure!.Kind);
    }

    [Theory]
    [InlineData("TIKTOK", "expires.eva", null)]
    [InlineData("YOUTUBE", "expires.eva", null)]
    [InlineData("TIKTOK", "norefresh.nils", FailureKind.ConsentExpired)]
    [InlineData("TIKTOK", "stalled.stan", FailureKind.PlatformDown)]
    [InlineData("YOUTUBE", "stalled.stan", FailureKind.PlatformDown)]
    public async Task Renewal_OfAHandle_EndsAsItSays(string platform, string handle, FailureKind? kind)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var tokens = (await ExchangeAsync(clients, platform, handle)).Value;

        var renewed = await Consent(clients, platform).RefreshAsync(tokens, TestContext.Current.CancellationToken);

        Assert.Equal(kind, renewed.Failure?.Kind);
    }

    [Theory]
    [InlineData("INSTAGRAM", false)]
    [InlineData("TIKTOK", true)]
    [InlineData("YOUTUBE", true)]
    public async Task Revocation_EndsTheConsentWhereThePlatformOffersIt(string platform, bool offered)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var tokens = (await ExchangeAsync(clients, platform, "maya.travels")).Value;

        var revoked = await Consent(clients, platform).RevokeAsync(tokens, TestContext.Current.CancellationToken);

        var profile = await clients.Client(platform).GetProfileAsync(Account("maya.travels", tokens), TestContext.Current.CancellationToken);
        Assert.Equal(offered, revoked.Value);
        Assert.Equal(offered ? true : null, profile.Failure?.IsTokenRefused);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task TestOfTheApp_WithTheSandboxsCredentials_Succeeds(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();

        var test = await Consent(clients, platform).TestAsync(TestContext.Current.CancellationToken);

        Assert.True(test.Succeeded, test.Sentence);
    }

    private static IPlatformConsent Consent(SandboxedClients clients, string platform) => clients.Services.GetRequiredService<PlatformCatalog>().ConsentOf(platform)!;

    private static async Task<Core.Result<PlatformTokens, PlatformFailure>> ExchangeAsync(SandboxedClients clients, string platform, string handle)
    {
        var site = ConsentSites.Get(platform.ToLowerInvariant());
        var ask = new ConsentAsk(RunningSandbox.RedirectAddress, site.Scopes, "state", "", null, IsOffline: true, Prompts: true);
        var code = clients.Services.GetRequiredService<SandboxConsents>().Give(site, ask, handle, [.. site.Scopes.Select(scope => scope.Name)], site.Lives[0].Life);
        return await Consent(clients, platform).ExchangeAsync(code, RunningSandbox.RedirectAddress, null, TestContext.Current.CancellationToken);
    }

    private static async Task<PlatformAccount> ConsentAsync(SandboxedClients clients, string platform, string handle)
    {
        var tokens = await ExchangeAsync(clients, platform, handle);
        Assert.True(tokens.Succeeded, tokens.Failure?.Detail);
        return Account(handle, tokens.Value);
    }

    private static PlatformAccount Account(string handle, PlatformTokens tokens) =>
        new(handle, null) { Consent = new ConsentAccess(tokens.AccessToken, tokens.Scopes) };
}
