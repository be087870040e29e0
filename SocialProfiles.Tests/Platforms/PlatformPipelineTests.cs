using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polly;
using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.TikTok;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

/// <summary>What calls to a platform go through, as the application puts it together.</summary>
public sealed class PlatformPipelineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Options_ChangedWhileItRuns_CountAtOnceAndWhatWasCountedStays()
    {
        var clock = new TestClock();
        var arrived = new TaskCompletionSource();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var configuration = Configuration(("Platforms:TikTok:OEmbedBaseUrl", server.Address), ("Platforms:TikTok:RequestsPerMinute", "60"));
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddPlatforms(configuration).BuildServiceProvider();
        var budget = services.GetRequiredService<PlatformBudgets>().Of("TIKTOK");
        for (var profile = 0; profile < PlatformCircuit.Most; profile++)
        {
            budget.Spend();
            budget.Circuit.Silent(profile, PlatformCircuit.Most);
        }

        var line = services.GetRequiredKeyedService<PlatformHttp>(TikTokPlatform.PlatformKey);
        configuration["Platforms:TikTok:TimeoutSeconds"] = "3";
        configuration["Platforms:TikTok:RequestsPerMinute"] = "30";
        configuration.Reload();

        var fetching = GetAsync(line);
        await arrived.Task;
        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal("no answer within 3 s", (await fetching).Failure?.Detail);
        Assert.True(budget.Circuit.IsDown);

        // Six out of a bucket of five is a debt of one; at one in two seconds, half of the next request is paid by now.
        Assert.InRange(budget.BlockedUntil!.Value - clock.GetUtcNow(), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.001));
    }

    [Fact]
    public async Task Call_Each_IsCountedOnceInTheBudgetOfItsPlatform()
    {
        await using var server = await LocalServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(new TestClock())
            .AddPlatforms(Configuration(("Platforms:YouTube:DataBaseUrl", server.Address), ("Platforms:YouTube:AnalyticsBaseUrl", server.Address))).BuildServiceProvider();

        await GetAsync(services.GetRequiredKeyedService<PlatformHttp>("YOUTUBE"));
        await GetAsync(services.GetRequiredKeyedService<PlatformHttp>("YOUTUBE/analytics"));

        // Analytics has no part in the units of the day.
        Assert.Equal(1, services.GetRequiredService<PlatformBudgets>().Of("YOUTUBE").Today?.Used);
    }

    [Fact]
    public async Task Call_InEveryCategoryOfTheLog_LeavesNothingOfPolly()
    {
        using var heard = new HeardCategories();
        var clock = new TestClock();
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(heard)).AddSingleton<TimeProvider>(clock);
        await using var provider = services.AddPlatforms(Configuration()).BuildServiceProvider();
        var pipeline = provider.GetRequiredKeyedService<ResiliencePipeline>("TIKTOK");

        await pipeline.ExecuteAsync(_ => ValueTask.FromResult("a talent's numbers"), Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pipeline.ExecuteAsync(_ => throw new InvalidOperationException("https://graph.example/?access_token=secret"), Cancellation));
        var late = pipeline.ExecuteAsync(async token => await Task.Delay(Timeout.InfiniteTimeSpan, token), Cancellation).AsTask();
        clock.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<Polly.Timeout.TimeoutRejectedException>(() => late);

        Assert.DoesNotContain(heard.Categories, category => category.Contains("Polly", StringComparison.OrdinalIgnoreCase));
    }

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();

    private static Task<Result<TikTokEmbed, PlatformFailure>> GetAsync(PlatformHttp line) =>
        line.GetAsync("/oembed", PlatformCredential.None, TikTokJson.Default.TikTokEmbed, TikTokFailures.Read, Cancellation);

    private sealed class HeardCategories : ILoggerProvider
    {
        public List<string> Categories { get; } = [];

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Categories);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, List<string> heard) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                lock (heard)
                {
                    heard.Add(category);
                }
            }
        }
    }
}
