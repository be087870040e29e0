using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

/// <summary>Who gets a worker while a platform hangs.</summary>
public sealed class WorkerSharesTests
{
    [Fact]
    public async Task Sync_AnotherPlatformHangs_IsReadAtOnce()
    {
        await using var core = await HangingAsync();

        var other = await core.ConnectAsync("other", platform: "SECOND");

        await core.UntilAsync(other.Id, SyncStatus.Ready);
    }

    [Fact]
    public async Task Sync_APersonWaitsWhileTheScheduleHangs_GetsAPlace()
    {
        await using var core = await HangingAsync();

        var own = await core.ConnectAsync("person");

        await core.UntilAsync(own.Id, SyncStatus.Ready);
    }

    [Fact]
    public async Task Slots_APlatformThatIsAlone_HasAllWorkersButTheOneForPeople()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        await core.Get<SyncLeases>().SweepAsync(TestContext.Current.CancellationToken);

        Assert.Equal(new PlatformSlots("FAKE", 16, 15), core.Get<SyncSlots>().Free().Platforms.Single(slots => slots.Platform == "FAKE"));
    }

    /// <summary>Forty profiles of one platform are due by the schedule, and none is ever answered.</summary>
    private static async Task<TestCore> HangingAsync()
    {
        var full = new TaskCompletionSource();
        var core = await TestCore.CreateAsync(second: new FakePlatform("SECOND"));
        var asked = 0;
        core.Platform.OnProfile = async (account, cancellationToken) =>
        {
            if (account.Handle == "person")
            {
                return FakePlatform.Profile(account.Handle);
            }

            if (Interlocked.Increment(ref asked) == 7)
            {
                full.TrySetResult();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        };
        var talent = await core.TalentAsync();
        for (var i = 0; i < 40; i++)
        {
            await core.ConnectAsync($"handle{i}", talent.Id);
        }

        await core.ConnectAsync("first of the other", talent.Id, "SECOND");
        await core.Database.WriteAsync(
            db => db.Connections.Where(x => x.Platform == "FAKE").ExecuteUpdateAsync(x => x.SetProperty(c => c.Priority, SyncPriority.Schedule)), CancellationToken.None);
        await core.StartAsync();
        await full.Task.WaitAsync(Patience.Longest);
        return core;
    }
}
