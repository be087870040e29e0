using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

/// <summary>What an admin's pause of a platform stops, and what it doesn't.</summary>
public sealed class PausePlatformTests
{
    [Fact]
    public async Task Pause_OfAPlatform_IsHeededAtTheClaimAndLeavesTheOthers()
    {
        await using var core = await TestCore.CreateAsync(second: new FakePlatform("OTHER"));
        var driver = new SyncDriver(core);
        await core.Get<PausePlatform>().PauseAsync("fake", TestCore.Admin, CancellationToken.None);
        var paused = await core.ConnectAsync("paused");
        var other = await core.ConnectAsync("other", platform: "OTHER");

        Assert.Equal(1, await driver.RunDueAsync());

        Assert.Equal((SyncStatus.Pending, new PlatformPause(PauseReason.ByAdmin, null), null), Of(await core.ReadAsync(paused.Id)));
        Assert.Equal(SyncStatus.Ready, (await core.ReadAsync(other.Id)).Status);
        var stats = await core.Get<QueueStatsQuery>().GetAsync(CancellationToken.None);
        Assert.Equal([("FAKE", 1, true), ("OTHER", 0, false)], stats.Platforms.Select(platform => (platform.Platform, platform.Waiting, platform.AdminPause is not null)));

        await core.Get<PausePlatform>().ResumeAsync("FAKE", TestCore.Admin, CancellationToken.None);

        Assert.Equal(1, await driver.RunDueAsync());
        Assert.Equal(SyncStatus.Ready, (await core.ReadAsync(paused.Id)).Status);
    }

    [Fact]
    public async Task Pause_WhileThePlatformLimitsUs_OutlivesThatLimitAndLeavesItInForce()
    {
        await using var core = await TestCore.CreateAsync();
        var driver = new SyncDriver(core);
        await core.ConnectAsync();
        core.Get<PlatformBudgets>().Of("FAKE").PauseFor(TimeSpan.FromMinutes(10));
        await core.Get<PausePlatform>().PauseAsync("FAKE", TestCore.Admin, CancellationToken.None);
        await core.Get<PausePlatform>().ResumeAsync("FAKE", TestCore.Admin, CancellationToken.None);
        Assert.Equal(PauseReason.SlowDown, core.Get<PlatformBudgets>().PauseOf("FAKE")?.Reason);
        Assert.Equal(0, await driver.RunDueAsync());

        await core.Get<PausePlatform>().PauseAsync("FAKE", TestCore.Admin, CancellationToken.None);
        core.Time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(PauseReason.ByAdmin, core.Get<PlatformBudgets>().PauseOf("FAKE")?.Reason);
        Assert.Equal(0, await driver.RunDueAsync());
    }

    [Fact]
    public async Task Pause_AfterARestart_StillHolds()
    {
        var folder = Directory.CreateTempSubdirectory("sp-pause-").FullName;
        try
        {
            var time = new TestClock();
            Guid id;
            await using (var first = await TestCore.CreateAsync(folder: folder, time: time))
            {
                await first.Get<PausePlatform>().PauseAsync("FAKE", TestCore.Admin, CancellationToken.None);
                id = (await first.ConnectAsync()).Id;
            }

            await using var second = await TestCore.CreateAsync(folder: folder, time: time);

            // The workers do it before their first look; here, so that the test knows when.
            await second.Get<PlatformMemory>().LoadAsync(CancellationToken.None);
            await second.StartAsync();
            time.Advance(TimeSpan.FromMinutes(1));

            Assert.Equal("admin@agency.example", second.Get<PlatformBudgets>().Of("FAKE").AdminPause?.By);
            Assert.Equal(0, second.Platform.Calls);
            await second.Get<PausePlatform>().ResumeAsync("FAKE", TestCore.Admin, CancellationToken.None);
            await second.UntilAsync(id, SyncStatus.Ready);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Pause_PressedTwice_IsOneAndKeepsItsBeginning()
    {
        await using var core = await TestCore.CreateAsync();
        var first = await core.Get<PausePlatform>().PauseAsync("FAKE", TestCore.Admin, CancellationToken.None);
        core.Time.Advance(TimeSpan.FromMinutes(5));
        var second = await core.Get<PausePlatform>().PauseAsync("FAKE", new Actor("other@agency.example", ActivitySource.Browser, null), CancellationToken.None);
        await core.Get<PausePlatform>().ResumeAsync("FAKE", TestCore.Admin, CancellationToken.None);
        await core.Get<PausePlatform>().ResumeAsync("FAKE", TestCore.Admin, CancellationToken.None);

        Assert.Equal(first.Value, second.Value);
        Assert.Equal(
            [ActivityAction.PlatformPaused, ActivityAction.PlatformResumed],
            await core.Database.ReadAsync(db => db.Activity.OrderBy(entry => entry.Key).Select(entry => entry.Action).ToListAsync(), CancellationToken.None));
    }

    [Fact]
    public async Task Pause_Changed_IsToldToThePagesOfEveryTalent()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        using var card = core.Get<ConnectionFeed>().Subscribe(connection.TalentId);

        await core.Get<PausePlatform>().PauseAsync("FAKE", TestCore.Admin, CancellationToken.None);

        Assert.Contains(ConnectionChanged.OfPlatform, await card.NextAsync(TestContext.Current.CancellationToken));
    }

    private static (SyncStatus Status, PlatformPause? Pause, DateTimeOffset? Next) Of(ConnectionView view) => (view.Status, view.Pause, view.NextAttemptAt);
}
