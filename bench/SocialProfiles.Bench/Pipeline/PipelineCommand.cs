using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Polly;
using SocialProfiles.Bench.App;
using SocialProfiles.Bench.Report;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Bench.Pipeline;

/// <summary>
/// <c>pipeline</c>: what a call costs without the pipeline, with the deadline by hand that it replaced, and with it, over a handler that
/// answers at once; and what share that is of a profile from the stand-in platform.
/// </summary>
internal static class PipelineCommand
{
    private const int Rounds = 7;
    private const int Port = 23201;
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Arguments arguments)
    {
        var (calls, real) = (arguments.Number("calls", 200_000), arguments.Number("real", 5_000));
        var log = new ResultLog(arguments.Text("results", "results.jsonl"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Platforms:Instagram:GraphBaseUrl"] = $"http://127.0.0.1:{Port}",
            ["Platforms:Instagram:AccessToken"] = "bench-token",
            ["Platforms:Instagram:AgencyUserId"] = "17841400000000099",
            ["Platforms:Instagram:RequestsPerMinute"] = "1000000",
        }).Build();
        await using var services = new ServiceCollection().AddLogging().AddPlatforms(configuration).BuildServiceProvider();
        using var invoker = new HttpMessageInvoker(new AtOnce());
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1/");
        var pipeline = services.GetRequiredKeyedService<ResiliencePipeline>("INSTAGRAM");
        using var stop = new CancellationTokenSource();

        var plain = new Cost();
        var byHand = new Cost();
        var withPipeline = new Cost();
        for (var round = 0; round <= Rounds; round++)
        {
            // In turn, so that what else the machine does falls on all three.
            await plain.MeasureAsync(calls, async () => await invoker.SendAsync(request, stop.Token));
            await byHand.MeasureAsync(calls, async () =>
            {
                using var deadline = new CancellationTokenSource(_limit, TimeProvider.System);
                await using var linked = stop.Token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), deadline);
                await invoker.SendAsync(request, deadline.Token);
            });
            await withPipeline.MeasureAsync(calls, async () => await pipeline.ExecuteAsync(
                static (call, token) => new ValueTask<HttpResponseMessage>(call.invoker.SendAsync(call.request, token)), (invoker, request), stop.Token));
        }

        var profile = new Cost();
        await using (ChildProcess.Start([typeof(PipelineCommand).Assembly.Location, "platform", "--port", $"{Port}"], new Dictionary<string, string>(StringComparer.Ordinal)))
        {
            var client = services.GetRequiredService<PlatformCatalog>().ClientOf("INSTAGRAM")!;
            var account = new PlatformAccount("studio.demo", null);
            while (!(await client.GetProfileAsync(account, stop.Token)).Succeeded)
            {
                await Task.Delay(5);
            }

            for (var round = 0; round <= Rounds; round++)
            {
                await profile.MeasureAsync(real, async () => await client.GetProfileAsync(account, stop.Token));
            }
        }

        await log.AddAsync(
            "pipeline", ("plain_ns", plain.Nanoseconds), ("plain_bytes", plain.Bytes), ("by_hand_ns", byHand.Nanoseconds), ("by_hand_bytes", byHand.Bytes),
            ("pipeline_ns", withPipeline.Nanoseconds), ("pipeline_bytes", withPipeline.Bytes), ("profile_us", profile.Nanoseconds / 1000),
            ("share_percent", 100 * (withPipeline.Nanoseconds - plain.Nanoseconds) / profile.Nanoseconds), ("load_average", Machine.LoadAverage));
    }

    /// <summary>The least of all rounds: what else runs on the machine only ever adds.</summary>
    private sealed class Cost
    {
        public double Nanoseconds { get; private set; } = double.MaxValue;

        public double Bytes { get; private set; } = double.MaxValue;

        public async Task MeasureAsync(int calls, Func<Task> call)
        {
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            var since = Stopwatch.GetTimestamp();
            for (var i = 0; i < calls; i++)
            {
                await call();
            }

            Nanoseconds = Math.Min(Nanoseconds, Stopwatch.GetElapsedTime(since).TotalNanoseconds / calls);
            Bytes = Math.Min(Bytes, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / calls);
        }
    }

    private sealed class AtOnce : HttpMessageHandler
    {
        private static readonly Task<HttpResponseMessage> _answer = Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK));

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _answer;
    }
}
