using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Tests.Sandbox;

/// <summary>The consents that talk to the real platforms, talking to the sandbox over HTTP.</summary>
public sealed class ConsentsAgainstSandboxTests
{
    private const string Redirect = "https://agency.example/api/socials/oauth/callback";
    private const string Verifier = "verifier-of-the-browser-verifier-of-the-browser";

    public static TheoryData<string> Platforms => ["INSTAGRAM", "TIKTOK", "YOUTUBE"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Consent_FromTheFirstPageToItsEnd_OpensTheAccountAndThenNothing(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var consent = ConsentOf(clients, platform);
        var tokens = (await consent.ExchangeAsync(Allow(clients, consent, "maya.travels"), Redirect, VerifierOf(consent), Cancellation)).Value;

        Assert.Null(consent.Terms.MissingFrom(tokens.Scopes));
        Assert.Equal(consent.Terms.Scopes.Count, tokens.Scopes.Count);
        Assert.True(consent.RenewAt(tokens) < tokens.AccessExpiresAt);
        await AssertOpensAsync(clients, platform, tokens);

        // Instagram renews no token on its first day.
        var renewed = await consent.RefreshAsync(tokens, Cancellation);
        Assert.Equal(platform == "INSTAGRAM" ? FailureKind.BadResponse : null, renewed.Failure?.Kind);
        var current = renewed.Succeeded ? renewed.Value : tokens;
        await AssertOpensAsync(clients, platform, current);

        Assert.Equal(platform != "INSTAGRAM", (await consent.RevokeAsync(current, Cancellation)).Value);
        clients.Services.GetRequiredService<SandboxConsents>().Remove(platform.ToLowerInvariant(), "maya.travels");
        var ended = await clients.Client(platform).GetProfileAsync(Account(current), Cancellation);
        // Only Meta says with a token why it is over.
        Assert.Equal(platform == "INSTAGRAM" ? (FailureKind.ConsentExpired, ConsentEndReason.RemovedAtPlatform) : (FailureKind.AccessRefused, null), (ended.Failure!.Kind, ended.Failure.End));
        Assert.True(ended.Failure.IsTokenRefused);
        Assert.Equal(FailureKind.ConsentExpired, (await consent.RefreshAsync(current, Cancellation)).Failure?.Kind);
        Assert.Equal(platform != "INSTAGRAM", (await consent.RevokeAsync(current, Cancellation)).Value);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Code_Twice_IsRefused(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var consent = ConsentOf(clients, platform);
        var code = Allow(clients, consent, "maya.travels");

        Assert.True((await consent.ExchangeAsync(code, Redirect, VerifierOf(consent), Cancellation)).Succeeded);
        var second = await consent.ExchangeAsync(code, Redirect, VerifierOf(consent), Cancellation);

        Assert.Equal((FailureKind.ConsentExpired, null), (second.Failure?.Kind, second.Failure?.End));
    }

    [Fact]
    public async Task Code_WithTheVerifierOfAnotherBrowser_IsRefused()
    {
        await using var clients = await SandboxedClients.StartAsync();
        var consent = ConsentOf(clients, "YOUTUBE");

        var result = await consent.ExchangeAsync(Allow(clients, consent, "maya.travels"), Redirect, "another", Cancellation);

        Assert.Equal(FailureKind.ConsentExpired, result.Failure?.Kind);
    }

    [Theory]
    [InlineData("TIKTOK", "user.info.basic")]
    [InlineData("INSTAGRAM", "instagram_business_basic")]
    [InlineData("YOUTUBE", "https://www.googleapis.com/auth/youtube.readonly")]
    public async Task Consent_OnlyTheNeededScope_LeavesGapsAndNoFailure(string platform, string scope)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var consent = ConsentOf(clients, platform);
        var tokens = (await consent.ExchangeAsync(Allow(clients, consent, "maya.travels", scope), Redirect, VerifierOf(consent), Cancellation)).Value;
        var client = clients.Client(platform);

        var profile = (await client.GetProfileAsync(Account(tokens), Cancellation)).Value;
        var posts = (await client.GetPostsAsync(Account(tokens), profile, null, 5, Cancellation)).Value.Posts;
        var insights = (await client.GetInsightsAsync(Account(tokens), profile, posts, new DateOnly(2026, 1, 1), Cancellation)).Value;

        Assert.Equal([scope], tokens.Scopes);
        Assert.Equal(platform == "TIKTOK" ? MetricGap.NotGranted : MetricGap.None, profile.Followers.Gap);
        Assert.Equal(platform == "TIKTOK", posts.Count == 0);
        Assert.All(insights.Gaps, gap => Assert.Equal(MetricGap.NotGranted, gap.Gap));
        Assert.Empty(insights.Values);
    }

    [Theory]
    [InlineData("INSTAGRAM", 13)]
    [InlineData("YOUTUBE", 11)]
    public async Task Insights_EverythingGranted_AreThereForEachMetricAndPost(string platform, int metrics)
    {
        await using var clients = await SandboxedClients.StartAsync();
        var consent = ConsentOf(clients, platform);
        var tokens = (await consent.ExchangeAsync(Allow(clients, consent, "maya.travels"), Redirect, VerifierOf(consent), Cancellation)).Value;
        var client = clients.Client(platform);
        var profile = (await client.GetProfileAsync(Account(tokens), Cancellation)).Value;
        var posts = (await client.GetPostsAsync(Account(tokens), profile, null, 10, Cancellation)).Value.Posts;
        var today = DateOnly.FromDateTime(clients.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);

        var insights = (await client.GetInsightsAsync(Account(tokens), profile, posts, today.AddDays(-30), Cancellation)).Value;

        Assert.Empty(insights.Gaps);
        Assert.Equal(metrics, insights.Values.Select(value => value.Metric).Distinct().Count());
        Assert.All(insights.Values, value => Assert.InRange(value.Day, today.AddDays(-31), today));
        Assert.Contains(insights.Values, value => value is { Slice: "25-34" });
        Assert.Contains(insights.Values, value => value is { Slice: "female" });
        Assert.Equal(platform == "INSTAGRAM" ? posts.Select(post => post.Id) : [], insights.Posts.Keys);
        Assert.All(insights.Posts.Values, post => Assert.NotNull(post.Reach.Value));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Test_CredentialsOfTheSandbox_AreGood(string platform)
    {
        await using var clients = await SandboxedClients.StartAsync();

        var app = await ConsentOf(clients, platform).TestAsync(Cancellation);
        var byHand = await clients.Services.GetRequiredService<PlatformCatalog>().Get(platform).TestAsync(Cancellation);

        Assert.True(app.Succeeded, app.Sentence);
        Assert.True(byHand?.Succeeded ?? platform == "TIKTOK", byHand?.Sentence);
    }

    private static IPlatformConsent ConsentOf(SandboxedClients clients, string platform) => clients.Services.GetRequiredService<PlatformCatalog>().ConsentOf(platform)!;

    private static string? VerifierOf(IPlatformConsent consent) => consent.Terms.UsesPkce ? Verifier : null;

    private static PlatformAccount Account(PlatformTokens tokens) => new("maya.travels", null, new ConsentAccess(tokens.AccessToken, tokens.Scopes));

    private static async Task AssertOpensAsync(SandboxedClients clients, string platform, PlatformTokens tokens)
    {
        var client = clients.Client(platform);
        var byHand = await client.GetProfileAsync(new PlatformAccount("maya.travels", null), Cancellation);
        var profile = (await client.GetProfileAsync(Account(tokens), Cancellation)).Value;
        var page = (await client.GetPostsAsync(Account(tokens), profile, null, 100, Cancellation)).Value;
        var next = (await client.GetPostsAsync(Account(tokens), profile, page.NextCursor, 100, Cancellation)).Value;

        Assert.Equal(byHand.Value.AccountId ?? profile.AccountId, profile.AccountId);
        Assert.Equal(("maya.travels", MetricGap.None), (profile.Handle, profile.Followers.Gap));
        Assert.NotEmpty(page.Posts);
        Assert.NotEmpty(next.Posts);
        Assert.Empty(page.Posts.Select(post => post.Id).Intersect(next.Posts.Select(post => post.Id)));
    }

    /// <summary>What the talent's browser does: opens the page at the very address, and allows.</summary>
    /// <returns>The code.</returns>
    private static string Allow(SandboxedClients clients, IPlatformConsent consent, string handle, params string[] scopes)
    {
        var challenge = consent.Terms.UsesPkce ? System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))) : null;
        var address = consent.AuthorizeAddress(new ConsentPage("state", Redirect, challenge, handle));
        var site = ConsentSites.Get(consent.PlatformKey.ToLowerInvariant());
        var context = new DefaultHttpContext();
        context.Request.Host = new HostString("agency.example");
        context.Request.QueryString = new QueryString(address[address.IndexOf('?', StringComparison.Ordinal)..]);
        var (ask, fault) = ConsentAsk.Read(site, context.Request);
        Assert.True(ask is not null, fault.ToString());
        Assert.StartsWith($"/sandbox/{site.Path}/consent?", address, StringComparison.Ordinal);
        return clients.Services.GetRequiredService<SandboxConsents>().Give(site, ask, handle, scopes.Length > 0 ? scopes : [.. ask.Scopes.Select(scope => scope.Name)], site.Lives[0].Life);
    }
}
