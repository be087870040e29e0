using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Consents;

/// <summary>What ends a talent's permission, and above all what does not.</summary>
public sealed class PermissionTests
{
    private static readonly PlatformFailure _bare401 = new(FailureKind.AccessRefused, "HTTP 401") { IsTokenRefused = true };

    [Theory]
    [InlineData(FailureKind.AgencyRefused)]
    [InlineData(FailureKind.AccessRefused)]
    [InlineData(FailureKind.MissingScope)]
    [InlineData(FailureKind.InvalidRequest)]
    [InlineData(FailureKind.NotFound)]
    [InlineData(FailureKind.Private)]
    [InlineData(FailureKind.NotConfigured)]
    [InlineData(FailureKind.BadResponse)]
    [InlineData(FailureKind.PlatformDown)]
    [InlineData(FailureKind.RateLimited)]
    [InlineData(FailureKind.InternalError)]
    public async Task Sync_FailsWithoutThePlatformsWordOnTheGrant_KeepsPermissionTokensAndNumbersAndGoesOnTrying(FailureKind kind)
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await ReadyAsync(core);
        core.Platform.Fails(kind);

        var failed = await FailAsync(core, connection.Id);

        Assert.Null(failed.Consent!.EndedBecause);
        Assert.Equal(kind, failed.Failure);
        Assert.Equal(1000, failed.Followers!.Value.Value);
        Assert.NotNull(failed.NextAttemptAt);
        Assert.Equal(1, await core.Database.ReadAsync(db => db.Consents.CountAsync(x => x.SealedAccessToken != null && x.SealedRefreshToken != null), CancellationToken.None));
        Assert.Equal(0, await core.CountAsync<Notice>());
    }

    [Theory]
    [InlineData(FailureKind.MissingScope, ConsentEndReason.ScopeMissing)]
    [InlineData(FailureKind.ConsentExpired, ConsentEndReason.PasswordChanged)]
    public async Task Sync_PlatformSaysThatTheGrantIsOver_DeletesItsTokensAtOnce(FailureKind kind, ConsentEndReason end)
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await ReadyAsync(core);
        core.Platform.OnProfile = (_, _) => Answer(new PlatformFailure(kind, "HTTP 400") { End = end });

        var failed = await FailAsync(core, connection.Id);

        Assert.Equal((end, kind), (failed.Consent!.EndedBecause!.Value, failed.Failure!.Value));
        Assert.Null(failed.NextAttemptAt);
        Assert.Equal(1, await core.Database.ReadAsync(db => db.Consents.CountAsync(x => x.SealedAccessToken == null && x.SealedRefreshToken == null), CancellationToken.None));
    }

    [Fact]
    public async Task Sync_RefusedAgainRightAfterARenewalThatSucceeded_IsAFaultOfThePlatformAndEndsNothing()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await ReadyAsync(core);
        core.Platform.OnProfile = (_, _) => Answer(_bare401);

        var failed = await FailAsync(core, connection.Id);

        Assert.True(core.Consent.Refreshes > 0);
        Assert.Equal(FailureKind.AccessRefused, failed.Failure);
        Assert.Null(failed.Consent!.EndedBecause);
    }

    [Theory]
    [InlineData(FailureKind.NotConfigured)]
    [InlineData(FailureKind.AgencyRefused)]
    [InlineData(FailureKind.InvalidRequest)]
    [InlineData(FailureKind.PlatformDown)]
    public async Task Renewal_FailsForAMonthForEveryProfile_EndsNoGrantAndAsksNoTalent(FailureKind kind)
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        await core.ConsentAsync("other");
        core.Consent.RefreshFails = new PlatformFailure(kind, "HTTP 401, code invalid_client");

        for (var day = 0; day < 30; day++)
        {
            core.Time.Advance(TimeSpan.FromHours(24));
            await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
        }

        Assert.Equal(0, await core.CountAsync<Notice>());
        core.Consent.RefreshFails = null;
        core.Time.Advance(TimeSpan.FromHours(24));
        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
        Assert.True((await core.Get<ConsentTokens>().GetAsync(connection.Id, null, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Permission_FailsAloneOnFourDays_TellsAnAdminKeepsItsTokensAndClosesWhenItWorksAgain()
    {
        await using var core = await TestCore.CreateAsync();
        var failing = await core.ConsentAsync();
        var working = await core.ConsentAsync("other");
        core.Consent.RefreshFails = new PlatformFailure(FailureKind.AccessRefused, "HTTP 403");

        for (var day = 1; day <= FailingPermission.PatienceDays; day++)
        {
            Assert.Equal(0, await core.CountAsync<Notice>());
            core.Time.Advance(TimeSpan.FromHours(24));
            await SyncedNowAsync(core, working.Id);
            await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
            await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
        }

        var told = Assert.Single(await core.Get<NoticeList>().OpenAsync(NoticeFilter.None, 10, CancellationToken.None));
        Assert.Equal((NoticeKind.MayNeedReconnect, failing.Id), (told.Kind, told.SubjectId));
        Assert.Null((await core.ReadAsync(failing.Id)).Consent!.EndedBecause);

        core.Consent.RefreshFails = null;
        await core.StartAsync();
        await core.UntilAsync(failing.Id, SyncStatus.Ready);
        await core.UntilAsync(() => core.Get<NoticeList>().CountAsync(NoticeFilter.None, CancellationToken.None), count => count == 0);
    }

    [Fact]
    public async Task Get_RefusedTokenWhileADueRenewalFails_IsNotGivenTheRefusedTokenBack()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        var refused = core.Consent.Issued[0];
        core.Time.Advance(TimeSpan.FromMinutes(110));
        var gate = new TaskCompletionSource();
        core.Consent.Gate = gate.Task;
        core.Consent.RefreshFails = new PlatformFailure(FailureKind.PlatformDown, "HTTP 503");

        // The first is content with the old token; the second came because the platform does not accept it.
        var due = core.Get<ConsentTokens>().GetAsync(connection.Id, null, CancellationToken.None);
        while (core.Consent.Refreshes == 0)
        {
            await Task.Yield();
        }

        var joined = core.Get<ConsentTokens>().GetAsync(connection.Id, refused, CancellationToken.None);
        gate.SetResult();

        Assert.Equal(refused, (await due).Value.Access.AccessToken);
        Assert.Equal(FailureKind.PlatformDown, (await joined).Failure!.Kind);
    }

    [Fact]
    public async Task Renewal_RefusedForGoodWhileTheTalentGivesAccessAgain_EndsOnlyWhatWasThereBefore()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        core.Time.Advance(TimeSpan.FromHours(3));
        var gate = new TaskCompletionSource();
        core.Consent.Gate = gate.Task;
        core.Consent.RefreshFails = new PlatformFailure(FailureKind.ConsentExpired, "HTTP 400, code invalid_grant") { End = ConsentEndReason.Revoked };
        var renewal = core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
        while (core.Consent.Refreshes == 0)
        {
            await Task.Yield();
        }

        await core.ConsentAsync("mara.lind", connection.TalentId);
        gate.SetResult();
        await renewal;

        Assert.Null((await core.ReadAsync(connection.Id)).Consent!.EndedBecause);
        Assert.Equal(0, await core.CountAsync<Notice>());
        Assert.True((await core.Get<ConsentTokens>().GetAsync(connection.Id, null, CancellationToken.None)).Succeeded);
    }

    [Fact]
    public async Task Renewal_OneDamagedRow_FailsAloneAndSaysSo()
    {
        await using var core = await TestCore.CreateAsync();
        var damaged = await core.ConsentAsync();
        var healthy = await core.ConsentAsync("other");
        await core.Database.WriteAsync(
            db => db.Consents.Where(x => x.UserId == "user-mara.lind").ExecuteUpdateAsync(x => x.SetProperty(c => c.SealedAccessToken, "not sealed by anybody")), CancellationToken.None);
        core.Time.Advance(TimeSpan.FromHours(3));

        await core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);

        Assert.Equal(1, core.Consent.Refreshes);
        Assert.True((await core.Get<ConsentTokens>().GetAsync(healthy.Id, null, CancellationToken.None)).Succeeded);
        await core.StartAsync();
        var failed = await core.UntilAsync(damaged.Id, SyncStatus.Error);
        Assert.Equal(FailureKind.Unsealable, failed.Failure);
        Assert.Null(failed.Consent!.EndedBecause);
    }

    [Theory]
    [InlineData(-6, true)]
    [InlineData(-4, false)]
    [InlineData(4, false)]
    [InlineData(6, false)]
    public async Task Notice_OfTheTimeAroundAGrant_EndsOnlyWhatWasGrantedBeforeIt(int grantedMinutesAfterTheNotice, bool ends)
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConsentAsync();
        var notice = new PlatformNotice(core.Platform.Key, "user-mara.lind", core.Time.GetUtcNow().AddMinutes(-grantedMinutesAfterTheNotice));

        var ended = await core.Get<HeedPlatformNotice>().ExecuteAsync(notice, CancellationToken.None);

        Assert.Equal(ends ? 1 : 0, ended);
        Assert.Equal(ends, (await core.ReadAsync(connection.Id)).Consent!.EndedBecause is not null);
    }

    [Fact]
    public async Task Notice_AsOldAsTheGrant_LetsThePlatformSayWhichGrantIsMeant()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await ReadyAsync(core);
        core.Consent.Remove();

        await core.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice(core.Platform.Key, "user-mara.lind", core.Time.GetUtcNow()), CancellationToken.None);

        var ended = await core.UntilAsync(connection.Id, SyncStatus.Error);
        Assert.Equal(ConsentEndReason.Revoked, ended.Consent!.EndedBecause);
    }

    private static Task<Result<PlatformProfile, PlatformFailure>> Answer(PlatformFailure failure) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(failure);

    /// <summary>Another profile of the platform works, as a sync of its own would show.</summary>
    private static async Task SyncedNowAsync(TestCore core, Guid connectionId) => await core.Database.WriteAsync(
        db => db.Connections.Where(x => x.Id == connectionId).ExecuteUpdateAsync(x => x.SetProperty(c => c.LastSyncedAt, core.Time.GetUtcNow())), CancellationToken.None);

    private static async Task<ConnectionView> ReadyAsync(TestCore core)
    {
        var connection = await core.ConsentAsync();
        return await core.UntilAsync(connection.Id, SyncStatus.Ready);
    }

    /// <summary>Syncs until the round is over: three attempts where there are three.</summary>
    private static async Task<ConnectionView> FailAsync(TestCore core, Guid connectionId)
    {
        await core.Get<RefreshConnection>().ExecuteAsync(connectionId, TestCore.Admin, CancellationToken.None);
        for (var attempt = 0; ; attempt++)
        {
            var now = await core.UntilAsync(connectionId, one => one.Failure is not null && one.Status != SyncStatus.Syncing && (one.Status == SyncStatus.Error || one.NextAttemptAt > core.Time.GetUtcNow()));
            if (now.Status == SyncStatus.Error || now.Failure == FailureKind.RateLimited)
            {
                return now;
            }

            core.Time.Advance(TimeSpan.FromSeconds(5));
        }
    }
}
