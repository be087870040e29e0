using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace SocialProfiles.Tests.Sandbox;

public sealed class SandboxFaultTests
{
    [Fact]
    public async Task Down_EveryCall_IsOutOfService()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        for (var i = 0; i < 4; i++)
        {
            using var response = await GetAsync(sandbox, "down.for.days");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        }
    }

    [Fact]
    public async Task Html_Call_GivesAGatewaysPage()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await GetAsync(sandbox, "html.harbour");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Garbled_Call_GivesJsonThatEndsInTheMiddle()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await GetAsync(sandbox, "garbled.gus");

        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith("{", body, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(body));
    }

    [Fact]
    public async Task Redirect_Call_PointsToAnotherHost()
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await GetAsync(sandbox, "redirect.rita");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("elsewhere.invalid", response.Headers.Location!.Host);
    }

    [Fact]
    public async Task Huge_Call_StreamsMoreThanAHundredMegabytesWithoutALength()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        using var response = await GetAsync(sandbox, "huge.hana");
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        var buffer = new byte[1024 * 1024];
        var total = 0L;
        int read;
        while ((read = await body.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0)
        {
            total += read;
        }

        Assert.Null(response.Content.Headers.ContentLength);
        Assert.True(total > 100 * 1024 * 1024, $"Only {total} bytes came.");
    }

    [Fact]
    public async Task RateLimited_TwoCalls_AskToWaitAndTheThirdIsAnswered()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            using var limited = await GetAsync(sandbox, "ratelimited.rosa");
            Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(3), limited.Headers.RetryAfter!.Delta);
        }

        using var answered = await GetAsync(sandbox, "RATELIMITED.rosa");

        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
    }

    [Fact]
    public async Task Flaky_FirstCallOfEachAccount_FailsAndTheNextSucceeds()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var statuses = new List<int>();
        foreach (var handle in new[] { "flaky.finn", "flaky.finn", "flaky.two", "flaky.finn", "flaky.two" })
        {
            using var response = await GetAsync(sandbox, handle);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([500, 200, 500, 200, 200], statuses);
    }

    [Fact]
    public async Task Silent_Call_IsHeldUntilTheServerStopsWhichItDoesAtOnce()
    {
        var sandbox = await RunningSandbox.StartAsync();
        var call = GetAsync(sandbox, "silent.sam");
        using (await GetAsync(sandbox, "maya.travels"))
        {
            Assert.False(call.IsCompleted);
        }

        var stopwatch = Stopwatch.StartNew();

        await sandbox.Server.StoppedAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.True(stopwatch.Elapsed < TimeSpan.FromSeconds(10), $"Stopping took {stopwatch.Elapsed}.");
        await sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("facebook/me")]
    [InlineData("instagramme/v25.0/1")]
    public async Task Path_OfNoPlatform_IsNotFound(string path)
    {
        await using var sandbox = await RunningSandbox.StartAsync();

        using var response = await sandbox.Http.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static Task<HttpResponseMessage> GetAsync(RunningSandbox sandbox, string handle) => sandbox.Http.GetAsync(
        $"youtube/channels?part=id,snippet&forHandle={handle}&key=sandbox-youtube-key",
        HttpCompletionOption.ResponseHeadersRead,
        TestContext.Current.CancellationToken);
}
