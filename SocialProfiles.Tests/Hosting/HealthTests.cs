using System.Net;
using Microsoft.Extensions.Hosting;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Platforms.Credentials;
using SocialProfiles.Tests.Api;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Live_Anybody_IsToldSinceWhen()
    {
        await using var app = await TestApp.StartAsync();
        using var anybody = app.Api(null);

        using var answer = await anybody.GetAsync("/health/live");
        var report = await Json.ReadAsync(answer);

        Assert.Equal("live", report.GetProperty("status").GetString());
        Assert.True(report.GetProperty("since").GetDateTimeOffset() > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task Ready_WorkersRun_IsReady()
    {
        await using var app = await TestApp.StartAsync();
        using var anybody = app.Api(null);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
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
}
