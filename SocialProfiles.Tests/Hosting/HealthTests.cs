using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Tests.Api;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Live_Anybody_IsToldSinceWhen()
    {
        await using var app = await TestApp.StartAsync();
        using var anybody = app.Api(null);

        using var answer = await anybody.GetAsync("/health/live");
        using var head = await anybody.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/health/live"));
        var report = await Json.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("live", report.GetProperty("status").GetString());
        Assert.True(report.GetProperty("since").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Ready_WorkersRun_IsReady()
    {
        await using var app = await TestApp.StartAsync();
        using var anybody = app.Api(null);
        using var patience = Patience.Limit();
        HttpStatusCode status;
        do
        {
            // The workers start beside the server: it may answer a moment before they looked for work.
            using var answer = await anybody.GetAsync("/health/ready", patience.Token);
            status = answer.StatusCode;
        }
        while (status != HttpStatusCode.OK);

        using var ready = await anybody.GetAsync("/health/ready", patience.Token);
        var report = await Json.ReadAsync(ready);

        Assert.Equal("ready", report.GetProperty("status").GetString());
        Assert.True(report.GetProperty("database").GetProperty("ok").GetBoolean());
        Assert.True(report.GetProperty("syncWorkers").GetProperty("ok").GetBoolean());
        Assert.True(report.GetProperty("keys").GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Ready_KeysLostBetweenTwoStarts_IsNotReadyAndSaysSo()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<SaveCredentials>().ExecuteAsync("YOUTUBE", [new CredentialEntry("ApiKey", "AIza")], Actor.System, CancellationToken.None);
        await app.StopAsync();
        Directory.Delete(Path.Combine(app.DataDirectory, "keys"), recursive: true);
        await app.StartAgainAsync();
        using var anybody = app.Api(null);

        using var live = await anybody.GetAsync("/health/live");
        using var ready = await anybody.GetAsync("/health/ready");
        var report = await Json.ReadAsync(ready, HttpStatusCode.ServiceUnavailable);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.False(report.GetProperty("keys").GetProperty("ok").GetBoolean());
        Assert.DoesNotContain(app.DataDirectory, report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_DatabaseHeldByAnotherProgram_IsNotReadyAndSaysWhyUntilItIsFree()
    {
        await using var app = await TestApp.StartAsync();
        using var anybody = app.Api(null);
        await UntilAsync(anybody, HttpStatusCode.OK);
        string? because;
        using (OtherProgram.Locks(app.DataDirectory))
        {
            because = await UntilAsync(anybody, HttpStatusCode.ServiceUnavailable);
        }

        Assert.Equal("locked", because);
        Assert.Null(await UntilAsync(anybody, HttpStatusCode.OK));
    }

    [Fact]
    public async Task Api_DatabaseHeldByAnotherProgram_AnswersWithTheTrueReason()
    {
        await using var app = await TestApp.StartAsync();
        using var api = app.Api();
        using var other = OtherProgram.Locks(app.DataDirectory);

        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(api, "/api/admin/talents", new { name = "Mara Lind" });

        var problem = await Json.ReadAsync(answer, HttpStatusCode.ServiceUnavailable);
        Assert.StartsWith("Another program is using the database.", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BackgroundServiceThatDies_IsFoundForTheExitCode()
    {
        await using var app = await TestApp.StartAsync(new TestAppOptions { Configure = builder => builder.Services.AddHostedService<DyingService>() });
        var lifetime = app.Get<IHostApplicationLifetime>();
        var stopping = new TaskCompletionSource();
        await using var told = lifetime.ApplicationStopping.Register(() => stopping.TrySetResult());
        await stopping.Task;

        Assert.IsType<InvalidOperationException>(SocialProfilesApp.Fault(app.Services)?.InnerException);
    }

    [Fact]
    public async Task Ready_WorkersDoNotRun_IsNotReady()
    {
        await using var app = await TestApp.StartAsync(new TestAppOptions
        {
            Configure = builder =>
            {
                var workers = builder.Services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Name == "SyncWorkers");
                builder.Services.Remove(workers);
            },
        });
        using var anybody = app.Api(null);

        using var live = await anybody.GetAsync("/health/live");
        using var ready = await anybody.GetAsync("/health/ready");
        var report = await Json.ReadAsync(ready, HttpStatusCode.ServiceUnavailable);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.True(report.GetProperty("database").GetProperty("ok").GetBoolean());
        Assert.False(report.GetProperty("syncWorkers").GetProperty("ok").GetBoolean());
    }

    /// <summary>Asks until it answers so.</summary>
    /// <returns>What it says of the storage then.</returns>
    private static async Task<string?> UntilAsync(HttpClient anybody, HttpStatusCode wanted)
    {
        using var patience = Patience.Limit();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            using var answer = await anybody.GetAsync("/health/ready", patience.Token);
            if (answer.StatusCode == wanted)
            {
                return (await Json.ReadAsync(answer, wanted)).GetProperty("storage").GetProperty("because").GetString();
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private sealed class DyingService(IHostApplicationLifetime lifetime) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var told = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
            await started.Task;
            throw new InvalidOperationException("Something that nobody expected.");
        }
    }
}
