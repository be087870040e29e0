using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Telemetry;

/// <summary>What leaves for a collector, at a real one's address.</summary>
public sealed class OtlpTests
{
    [Fact]
    public async Task Metrics_AndTraces_ArriveAtTheCollectorWithoutAHandle()
    {
        ConcurrentQueue<(string Path, string Body)> received = new();
        await using var collector = await LocalServer.StartAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received.Enqueue((context.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            context.Response.ContentType = "application/x-protobuf";
        });
        await using var app = await TestApp.StartAsync(("Telemetry:OtlpEndpoint", collector.Address), ("Telemetry:TracePercent", "100"), ("Telemetry:IntervalSeconds", "3600"));
        var talent = await app.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind"), Actor.System, CancellationToken.None);
        var connection = (await app.Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent.Value.Id, "INSTAGRAM", "quietotter42"), Actor.System, CancellationToken.None)).Value.Connection;
        await app.Services.UntilAsync(connection.Id, SyncStatus.Ready);
        await app.Get<QueueWatch>().LookAsync(CancellationToken.None);
        Assert.True(app.Get<MeterProvider>().ForceFlush());
        Assert.True(app.Get<TracerProvider>().ForceFlush());

        var metrics = string.Concat(received.Where(one => one.Path == "/v1/metrics").Select(one => one.Body));
        var traces = string.Concat(received.Where(one => one.Path == "/v1/traces").Select(one => one.Body));
        Assert.All(
            ["socialprofiles.sync.duration", "socialprofiles.sync.outcomes", "socialprofiles.queue.depth", "socialprofiles.platform.call.duration", "socialprofiles.platform.paused", "socialprofiles.database.write.wait", "INSTAGRAM", "http.server.request.duration", "dotnet.gc.collections"],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All(["sync", "claim", "write", "call INSTAGRAM", "connection.id"], name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.DoesNotContain("quietotter42", metrics + traces, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Mara Lind", metrics + traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telemetry_WithoutAnAddress_IsNotThereAtAll()
    {
        await using var app = await TestApp.StartAsync();

        Assert.Null(app.Services.GetService<MeterProvider>());
        Assert.Null(app.Services.GetService<TracerProvider>());
    }
}
