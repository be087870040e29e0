using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Notices;

public sealed class AttentionTests
{
    [Fact]
    public async Task Causes_ManyFailAlike_AreOneWithTheirNumberAndSomeOfThem()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync("Mara Lind");
        for (var i = 0; i < AttentionList.Named + 3; i++)
        {
            await core.ConnectAsync($"alike{i}", talent.Id);
        }

        var other = await core.ConnectAsync("other", talent.Id);
        await SetAsync(core, x => EF.Functions.Like(x.Handle, "alike%"), SyncStatus.Error, FailureKind.AgencyRefused);
        await SetAsync(core, x => x.Handle == "other", SyncStatus.Error, FailureKind.NotFound);

        var causes = await CausesAsync(core);

        Assert.Equal([(FailureKind.AgencyRefused, AttentionList.Named + 3), (FailureKind.NotFound, 1)], causes.Select(cause => (cause.Failure!.Value, cause.Count)));
        Assert.Equal(AttentionList.Named, causes[0].Some.Count);
        Assert.Equal((other.Id, "Mara Lind", "other"), causes[1].Some.Select(one => (one.ConnectionId, one.TalentName, one.Handle)).Single());
    }

    [Fact]
    public async Task Causes_NumbersOlderThanAnHour_AreStaleAndFreshOnesAreNot()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        await core.ConnectAsync("old", talent.Id);
        await core.ConnectAsync("new", talent.Id);
        await SyncedAsync(core, "old", core.Time.GetUtcNow() - RosterFilter.StaleAfter - TimeSpan.FromSeconds(1));
        await SyncedAsync(core, "new", core.Time.GetUtcNow() - RosterFilter.StaleAfter + TimeSpan.FromSeconds(1));

        var cause = Assert.Single(await CausesAsync(core));

        Assert.Null(cause.Failure);
        Assert.Equal("old", Assert.Single(cause.Some).Handle);
    }

    [Fact]
    public async Task Causes_OfWhatHasANoticeOrIsInTheArchive_AreNone()
    {
        await using var core = await TestCore.CreateAsync();
        var ended = await core.ConsentAsync();
        core.Time.Advance(TimeSpan.FromHours(3));
        core.Consent.RefreshFails = new PlatformFailure(FailureKind.ConsentExpired, "HTTP 400") { End = ConsentEndReason.Revoked };
        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
        var talent = await core.TalentAsync();
        await core.ConnectAsync("archived", talent.Id);
        await SetAsync(core, x => x.Handle == "archived", SyncStatus.Error, FailureKind.NotFound);
        await core.Get<ArchiveTalent>().ExecuteAsync(talent.Id, archived: true, TestCore.Admin, CancellationToken.None);

        Assert.Equal(SyncStatus.Error, (await core.ReadAsync(ended.Id)).Status);
        Assert.Empty(await CausesAsync(core));
        Assert.Equal(1, await core.Get<NoticeList>().CountAsync(NoticeFilter.None, CancellationToken.None));
    }

    [Fact]
    public async Task RefreshCause_OfOneFailure_QueuesAllOfItAndNothingElse()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        for (var i = 0; i < 100; i++)
        {
            await core.ConnectAsync($"down{i}", talent.Id);
        }

        var other = await core.ConnectAsync("other", talent.Id);
        await SetAsync(core, x => EF.Functions.Like(x.Handle, "down%"), SyncStatus.Error, FailureKind.PlatformDown);
        await SetAsync(core, x => x.Handle == "other", SyncStatus.Error, FailureKind.NotFound);
        var told = 0;

        var (queued, all) = await core.Get<RefreshCause>().ExecuteAsync(core.Platform.Key, FailureKind.PlatformDown, TestCore.Admin, _ => Interlocked.Increment(ref told), CancellationToken.None);

        Assert.Equal((100, 100, 100), (queued, all, told));
        Assert.Equal(100, await core.Database.ReadAsync(db => db.Connections.CountAsync(x => x.Status == SyncStatus.Pending && x.Attempt == 0), CancellationToken.None));
        Assert.Equal(SyncStatus.Error, (await core.ReadAsync(other.Id)).Status);
        Assert.Equal((0, 0), await core.Get<RefreshCause>().ExecuteAsync(core.Platform.Key, FailureKind.PlatformDown, TestCore.Admin, null, CancellationToken.None));
    }

    private static Task<IReadOnlyList<AttentionCause>> CausesAsync(TestCore core) => core.Get<AttentionList>().CausesAsync(CancellationToken.None);

    private static Task<int> SetAsync(TestCore core, Expression<Func<Connection, bool>> which, SyncStatus status, FailureKind failure) => core.Database.WriteAsync(
        db => db.Connections.Where(which).ExecuteUpdateAsync(x => x.SetProperty(c => c.Status, status).SetProperty(c => c.Failure, failure).SetProperty(c => c.DueAt, (DateTimeOffset?)core.Time.GetUtcNow().AddHours(1))),
        CancellationToken.None);

    private static Task<int> SyncedAsync(TestCore core, string handle, DateTimeOffset at) => core.Database.WriteAsync(
        db => db.Connections.Where(x => x.Handle == handle).ExecuteUpdateAsync(x => x.SetProperty(c => c.Status, SyncStatus.Ready).SetProperty(c => c.LastSyncedAt, at).SetProperty(c => c.DueAt, (DateTimeOffset?)core.Time.GetUtcNow().AddHours(1))),
        CancellationToken.None);
}
