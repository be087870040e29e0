using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class RelativeTimeTests : ComponentTests
{
    [Fact]
    public void RelativeTime_AsTimePasses_RendersItselfAnewAndKeepsTheExactTime()
    {
        var synced = Time.GetUtcNow().AddSeconds(-30);
        var time = Render<RelativeTime>(parameters => parameters.Add(x => x.Time, synced));
        Assert.Equal("just now", time.Text());

        Time.Advance(TimeSpan.FromSeconds(31));

        var element = time.Find("time");
        Assert.Equal("1 min ago", element.TextContent);
        Assert.Equal("2026-11-24 11:59:30 UTC", element.GetAttribute("title"));
        Assert.Equal("2026-11-24T11:59:30.0000000Z", element.GetAttribute("datetime"));
    }

    [Fact]
    public void RelativeTime_Ahead_CountsDownToNow()
    {
        var countdown = Render<RelativeTime>(parameters => parameters.Add(x => x.Time, Time.GetUtcNow().AddSeconds(2)).Add(x => x.IsAhead, true));
        List<string> texts = [countdown.Text()];

        for (var i = 0; i < 2; i++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(1001));
            texts.Add(countdown.Text());
        }

        Assert.Equal(["in 2 s", "in 1 s", "now"], texts);
    }

    [Fact]
    public void Clock_ManyTimesOnAPage_HasOneTimer()
    {

        for (var i = 0; i < 20; i++)
        {
            Render<RelativeTime>(parameters => parameters.Add(x => x.Time, Time.GetUtcNow().AddMinutes(-i)));
        }

        Assert.Equal(1, Time.Waiting);
    }

    [Fact]
    public void RelativeTime_RenderedAThousandTimes_KeepsOneAlarm()
    {
        var time = Render<RelativeTime>(parameters => parameters.Add(x => x.Time, Time.GetUtcNow().AddHours(-2)));

        for (var i = 0; i < 1000; i++)
        {
            var then = Time.GetUtcNow().AddHours(-2).AddSeconds(i % 2);
            time.Render(parameters => parameters.Add(x => x.Time, then));
        }

        Assert.Equal(1, Services.GetRequiredService<PageClock>().Waiting);
    }

    [Fact]
    public void Clock_PutForwardByADay_RingsWithinAMinute()
    {
        var time = new TestKit.TestClock();
        using var clock = new PageClock(time);
        var rung = 0;
        using var alarm = clock.CallAt(time.GetUtcNow().AddHours(20), () => rung++);

        time.SetBack(TimeSpan.FromDays(-1));
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, rung);
    }

    [Fact]
    public void Clock_AlarmMonthsAhead_IsSet()
    {
        var time = new TestKit.TestClock();
        using var clock = new PageClock(time);
        using var alarm = clock.CallAt(time.GetUtcNow().AddDays(60), () => { });

        Assert.Equal(1, clock.Waiting);
    }

    [Fact]
    public void Clock_AlarmTakenBack_DoesNotRing()
    {
        var time = new TestKit.TestClock();
        using var clock = new PageClock(time);
        var rung = 0;
        using var kept = clock.CallAt(time.GetUtcNow().AddSeconds(1), () => rung++);
        clock.CallAt(time.GetUtcNow().AddSeconds(1), () => rung += 10).Dispose();

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, rung);
    }
}
