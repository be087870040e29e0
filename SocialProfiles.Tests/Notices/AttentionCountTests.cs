using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Notices;

public sealed class AttentionCountTests
{
    [Fact]
    public async Task Count_NoticesAndCauses_AreCountedOnceEach()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        foreach (var handle in new[] { "one", "two", "three", "four" })
        {
            await core.ConnectAsync(handle, talent.Id);
        }

        await FailAsync(core, "one", FailureKind.NotFound);
        await FailAsync(core, "two", FailureKind.NotFound);
        await FailAsync(core, "three", FailureKind.PlatformDown);
        await RaiseAsync(core, "four");

        Assert.Equal(3, await CountAsync(core));
        Assert.Equal((await core.Get<AttentionList>().CausesAsync(CancellationToken.None)).Count, await core.Get<AttentionList>().CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Count_WhileNobodyLooks_IsRightAgainForTheNextWhoDoes()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync("one");
        Assert.Equal(0, await CountAsync(core));

        await FailAsync(core, "one", FailureKind.NotFound);
        core.Time.Advance(AttentionCount.Pause);

        Assert.Equal(1, await CountAsync(core));
        Assert.Equal(0, core.Time.Waiting);
    }

    [Fact]
    public async Task Count_DuringABurst_IsTakenOnceASecondAndTellsOfTheLast()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        await core.ConnectAsync("one", talent.Id);
        await core.ConnectAsync("two", talent.Id);
        var told = new SemaphoreSlim(0);
        using var subscription = core.Get<AttentionCount>().Subscribe(() => told.Release());
        Assert.Equal(0, await CountAsync(core));
        Assert.True(await told.WaitAsync(0, CancellationToken.None), "The first number is news.");

        await FailAsync(core, "one", FailureKind.NotFound);
        await told.WaitAsync(TestContext.Current.CancellationToken);
        await FailAsync(core, "two", FailureKind.PlatformDown);
        await RaiseAsync(core, "two");
        Assert.Equal(1, await CountAsync(core));

        while (core.Time.Waiting == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        core.Time.Advance(AttentionCount.Pause);
        await told.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, await CountAsync(core));
    }

    [Fact]
    public async Task Count_GrownOld_IsTakenAgainThoughNothingHappened()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync("one");
        await core.Database.WriteAsync(
            db => db.Connections.ExecuteUpdateAsync(x => x.SetProperty(c => c.Status, SyncStatus.Ready).SetProperty(c => c.LastSyncedAt, core.Time.GetUtcNow()).SetProperty(c => c.DueAt, (DateTimeOffset?)core.Time.GetUtcNow())),
            CancellationToken.None);
        Assert.Equal(0, await CountAsync(core));

        core.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(1, await CountAsync(core));
    }

    [Fact]
    public async Task Notices_Filtered_AreThoseOfKindAndTalent()
    {
        await using var core = await TestCore.CreateAsync();
        var (mara, finn) = (await core.TalentAsync("Mara Lind"), await core.TalentAsync("Finn Roth"));
        await core.ConnectAsync("one", mara.Id);
        await core.ConnectAsync("two", finn.Id);
        await RaiseAsync(core, "one");
        await RaiseAsync(core, "two");
        var list = core.Get<NoticeList>();

        Assert.Equal("one", Assert.Single(await list.OpenAsync(new NoticeFilter(NoticeKind.ReconnectNeeded, mara.Id), 10, CancellationToken.None)).Handle);
        Assert.Equal(2, await list.CountAsync(new NoticeFilter(NoticeKind.ReconnectNeeded), CancellationToken.None));
        Assert.Equal(0, await list.CountAsync(new NoticeFilter(NoticeKind.DecisionNeeded), CancellationToken.None));
    }

    private static async Task<int> CountAsync(TestCore core) => await core.Get<AttentionCount>().GetAsync(CancellationToken.None);

    private static Task<bool> FailAsync(TestCore core, string handle, FailureKind failure) => core.Database.WriteAsync(
        async db =>
        {
            var connection = await db.Connections.SingleAsync(x => x.Handle == handle);
            await db.Connections.Where(x => x.Handle == handle).ExecuteUpdateAsync(x => x.SetProperty(c => c.Status, SyncStatus.Error).SetProperty(c => c.Failure, failure));
            db.Raise(new ConnectionChanged(connection.Id, connection.TalentId));
            return true;
        },
        CancellationToken.None);

    private static Task<bool> RaiseAsync(TestCore core, string handle) => core.Database.WriteAsync(
        async db =>
        {
            await core.Get<NoticeBoard>().RaiseReconnectAsync(db, await db.Connections.SingleAsync(x => x.Handle == handle), CancellationToken.None);
            return true;
        },
        CancellationToken.None);
}
