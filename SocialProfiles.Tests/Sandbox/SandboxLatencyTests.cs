using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using SocialProfiles.Sandbox;
using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Tests.Sandbox;

public sealed class SandboxLatencyTests
{
    [Theory]
    [InlineData("maya.travels", 60, 140)]
    [InlineData("slow.sunday", 3060, 3140)]
    public async Task Call_TakesTheChosenLatencyGiveOrTakeAndThreeSecondsMoreWhenSlow(string handle, int least, int most)
    {
        var clock = new ImpatientClock();
        await using var server = new SandboxServer(Options.Create(new SandboxOptions { LatencyMilliseconds = 100 }), new SandboxTokens(clock), clock);
        await server.StartingAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        for (var i = 0; i < 10; i++)
        {
            using var response = await http.GetAsync($"tiktok/oembed?url=https://www.tiktok.com/@{handle}", TestContext.Current.CancellationToken);
        }

        Assert.Equal(10, clock.Waits.Count);
        Assert.All(clock.Waits, wait => Assert.InRange(wait.TotalMilliseconds, least, most));
        Assert.True(clock.Waits.Distinct().Count() > 1, "Every call took the same time.");
    }

    /// <summary>Notes how long somebody wants to wait, and lets nobody wait.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public ConcurrentBag<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
