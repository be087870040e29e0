using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class RelativeTimeTests
{
    [Fact]
    public async Task RelativeTime_AsTimePasses_RendersItselfAnewAndKeepsTheExactTime()
    {
        await using var renderer = new ComponentRenderer();
        var synced = renderer.Time.GetUtcNow().AddSeconds(-30);
        var time = await renderer.RenderAsync<RelativeTime>(("Time", synced));
        Assert.Equal("just now", await time.TextAsync());

        renderer.Time.Advance(TimeSpan.FromSeconds(31));

        var element = (await time.BodyAsync()).QuerySelector("time")!;
        Assert.Equal("1 min ago", element.TextContent);
        Assert.Equal("2026-11-24 11:59:30 UTC", element.GetAttribute("title"));
        Assert.Equal("2026-11-24T11:59:30.0000000Z", element.GetAttribute("datetime"));
    }

    [Fact]
    public async Task Countdown_EverySecond_CountsDownToNow()
    {
        await using var renderer = new ComponentRenderer();
        var countdown = await renderer.RenderAsync<Countdown>(("Time", renderer.Time.GetUtcNow().AddSeconds(2)));
        List<string> texts = [await countdown.TextAsync()];

        for (var i = 0; i < 2; i++)
        {
            renderer.Time.Advance(TimeSpan.FromMilliseconds(1001));
            texts.Add(await countdown.TextAsync());
        }

        Assert.Equal(["in 2 s", "in 1 s", "now"], texts);
    }

    [Fact]
    public async Task Clock_ManyTimesOnAPage_HasOneTimer()
    {
        await using var renderer = new ComponentRenderer();

        for (var i = 0; i < 20; i++)
        {
            await renderer.RenderAsync<RelativeTime>(("Time", renderer.Time.GetUtcNow().AddMinutes(-i)));
        }

        Assert.Equal(1, renderer.Time.Waiting);
    }

    [Fact]
    public void Clock_AlarmTakenBack_DoesNotRing()
    {
        var time = new TestKit.ManualTimeProvider();
        using var clock = new PageClock(time);
        var rung = 0;
        using var kept = clock.CallAt(time.GetUtcNow().AddSeconds(1), () => rung++);
        clock.CallAt(time.GetUtcNow().AddSeconds(1), () => rung += 10).Dispose();

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, rung);
    }
}
