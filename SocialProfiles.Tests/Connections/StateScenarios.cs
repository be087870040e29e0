using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Connections;

/// <summary>How each row of the state table comes about, through the real use cases and workers.</summary>
/// <param name="core">Its workers run; the fake platform is held where a scenario wants to see SYNCING.</param>
internal sealed class StateScenarios(TestCore core)
{
    private static readonly PlatformFailure _down = new(FailureKind.PlatformDown, "HTTP 503");
    private static readonly PlatformFailure _over = new(FailureKind.ConsentExpired, "HTTP 400") { End = ConsentEndReason.Revoked };

    /// <summary>For each event: what goes before it, giving the connection (none where there is none yet), and the event itself.</summary>
    public static IReadOnlyDictionary<string, (Func<StateScenarios, Task<Guid?>> Before, Func<StateScenarios, Guid, Task<Guid>> Event)> All { get; } =
        new Dictionary<string, (Func<StateScenarios, Task<Guid?>>, Func<StateScenarios, Guid, Task<Guid>>)>(StringComparer.Ordinal)
        {
            ["an admin connects a new handle"] = (_ => Task.FromResult<Guid?>(null), async (s, _) => (await s.HoldAsync(() => s.Core.ConnectAsync("new.handle"))).Id),
            ["an admin connects the same handle again"] = (s => s.ReadyAsync(), (s, id) => s.StoppedAsync(id, () => s.ConnectAgainAsync(id))),
            ["an admin connects by hand what lost its permission"] = (s => s.EndedAsync(), (s, id) => s.StoppedAsync(id, () => s.ConnectAgainAsync(id))),
            ["an admin presses Refresh"] = (s => s.ReadyAsync(), (s, id) => s.StoppedAsync(id, () => s.RefreshAsync(id))),
            ["an admin presses Refresh after an error"] = (s => s.FailedAsync(new(FailureKind.AgencyRefused, "HTTP 403")), (s, id) => s.StoppedAsync(id, () => s.RefreshAsync(id))),
            ["an admin presses Refresh while it syncs"] = (s => s.SyncingAsync(null), async (s, id) => await s.RefreshAsync(id)),
            ["a worker claims it"] = (s => s.QueuedAsync(), async (s, id) => await s.ClaimAsync(id)),
            ["the sync succeeds for the first time"] = (s => s.FirstSyncAsync(), (s, id) => s.EndSyncAsync(id)),
            ["the sync succeeds again"] = (s => s.SyncingAsync(null), (s, id) => s.EndSyncAsync(id)),
            ["the platform does not answer"] = (s => s.SyncingAsync(_down), (s, id) => s.EndSyncAsync(id)),
            ["the platform does not answer, three times"] = (s => s.SyncingAsync(_down, attempt: 3), (s, id) => s.EndSyncAsync(id)),
            ["the platform asks to wait"] = (s => s.SyncingAsync(new(FailureKind.RateLimited, "HTTP 429", TimeSpan.FromMinutes(10))), (s, id) => s.EndSyncAsync(id)),
            ["the platform refuses access without a reason, three times"] = (s => s.SyncingAsync(new(FailureKind.AccessRefused, "HTTP 403"), attempt: 3), (s, id) => s.EndSyncAsync(id)),
            ["it alone fails on a fourth day"] = (s => s.FourthDayAsync(), (s, id) => s.EndSyncAsync(id)),
            ["the platform refuses the agency's app"] = (s => s.SyncingAsync(new(FailureKind.AgencyRefused, "HTTP 403")), (s, id) => s.EndSyncAsync(id)),
            ["the platform calls our request wrong"] = (s => s.SyncingAsync(new(FailureKind.InvalidRequest, "HTTP 400")), (s, id) => s.EndSyncAsync(id)),
            ["the agency has no credentials"] = (s => s.SyncingAsync(new(FailureKind.NotConfigured, "no credentials")), (s, id) => s.EndSyncAsync(id)),
            ["what is stored of the permission is damaged"] = (s => s.SyncingAsync(new(FailureKind.Unsealable, "damaged")), (s, id) => s.EndSyncAsync(id)),
            ["an account that was read before is gone"] = (s => s.SyncingAsync(new(FailureKind.NotFound, "HTTP 404")), (s, id) => s.EndSyncAsync(id)),
            ["the handle is not found"] = (s => s.FirstSyncByHandAsync(new(FailureKind.NotFound, "HTTP 404")), (s, id) => s.EndSyncAsync(id)),
            ["the platform says that the permission is over"] = (s => s.SyncingAsync(_over), (s, id) => s.EndSyncAsync(id)),
            ["a renewal hears that the permission is over"] = (s => s.ReadyAsync(), (s, id) => s.StoppedAsync(id, s.RenewAsync)),
            ["the platform's signed notice says so"] = (s => s.ReadyAsync(), (s, id) => s.StoppedAsync(id, s.NoticeAsync)),
            ["the talent withdraws"] = (s => s.ReadyByInvitationAsync(), (s, id) => s.StoppedAsync(id, () => s.WithdrawAsync(id))),
            ["the talent gives access"] = (s => s.ReadyByHandAsync(), (s, id) => s.StoppedAsync(id, () => s.GiveAccessAsync(id))),
            ["the talent gives access again"] = (s => s.EndedAsync(), (s, id) => s.StoppedAsync(id, () => s.GiveAccessAsync(id))),
            ["an admin archives the talent"] = (s => s.ReadyAsync(), (s, id) => s.StoppedAsync(id, () => s.ArchiveAsync(id, true))),
            ["an admin restores the talent"] = (s => s.ArchivedAsync(s.ReadyAsync()), (s, id) => s.StoppedAsync(id, () => s.ArchiveAsync(id, false))),
            ["an admin restores the talent of a failing profile"] =
                (s => s.ArchivedAsync(s.FailedAsync(new(FailureKind.AgencyRefused, "HTTP 403"))), (s, id) => s.StoppedAsync(id, () => s.ArchiveAsync(id, false))),
            ["the server stops"] = (s => s.SyncingAsync(null), (s, id) => s.StoppedAsync(id, () => Task.CompletedTask)),
            ["an admin disconnects it"] = (s => s.ReadyAsync(), (s, id) => s.StoppedAsync(id, () => s.DisconnectAsync(id))),
        };

    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Guid _invitation;

    private TestCore Core { get; } = core;

    private async Task<Guid?> ReadyAsync() => (await Core.UntilAsync((await Core.ConsentAsync()).Id, SyncStatus.Ready)).Id;

    private async Task<Guid?> ReadyByHandAsync() => (await Core.UntilAsync((await Core.ConnectAsync()).Id, SyncStatus.Ready)).Id;

    private async Task<Guid?> ReadyByInvitationAsync()
    {
        var talent = await Core.TalentAsync();
        var invited = await Core.InviteAsync(new(talent.Id, [Core.Platform.Key]));
        _invitation = invited.Value.Invitation.Id;
        var connected = await Core.CompleteConsentAsync(await Core.StartConsentAsync(talent.Id, _invitation), "mara.lind#1");
        return (await Core.UntilAsync(connected.Connection!.Id, SyncStatus.Ready)).Id;
    }

    private async Task<Guid?> EndedAsync()
    {
        var id = await ReadyAsync();
        await NoticeAsync();
        return id;
    }

    private async Task<Guid?> FailedAsync(PlatformFailure failure)
    {
        var id = await SyncingAsync(failure);
        return await EndSyncAsync(id!.Value);
    }

    private async Task<Guid?> ArchivedAsync(Task<Guid?> connection)
    {
        var id = await connection;
        await ArchiveAsync(id!.Value, true);
        return id;
    }

    private async Task<Guid?> FirstSyncAsync()
    {
        // The first question is whose account it is, while the consent is finished.
        Hold(null, from: 2);
        return (await Core.UntilAsync((await Core.ConsentAsync("mara.lind")).Id, SyncStatus.Syncing)).Id;
    }

    private async Task<Guid?> FirstSyncByHandAsync(PlatformFailure failure)
    {
        Hold(failure);
        return (await Core.UntilAsync((await Core.ConnectAsync()).Id, SyncStatus.Syncing)).Id;
    }

    /// <summary>A profile with numbers that syncs again, and whose platform answers so once <see cref="EndSyncAsync"/> lets it.</summary>
    private async Task<Guid?> SyncingAsync(PlatformFailure? failure, int attempt = 1)
    {
        var id = (await ReadyAsync())!.Value;
        Hold(failure, from: attempt);
        await RefreshAsync(id);
        for (var failed = 1; failed < attempt; failed++)
        {
            await Core.UntilAsync(id, one => one.Status == SyncStatus.Pending && one.Attempt == failed);
            Core.Time.Advance(TimeSpan.FromSeconds(5));
        }

        return (await Core.UntilAsync(id, SyncStatus.Syncing)).Id;
    }

    private async Task<Guid?> FourthDayAsync()
    {
        var working = await Core.ConsentAsync("other");
        await Core.UntilAsync(working.Id, SyncStatus.Ready);
        var id = await SyncingAsync(new(FailureKind.AccessRefused, "HTTP 403"), attempt: 3);
        var yesterday = DateOnly.FromDateTime(Core.Time.GetUtcNow().UtcDateTime).AddDays(-1);
        await Core.Database.WriteAsync(
            db => db.Consents.Where(x => x.UserId == "user-mara.lind")
                .ExecuteUpdateAsync(x => x.SetProperty(c => c.FailedDays, FailingPermission.PatienceDays - 1).SetProperty(c => c.FailedOn, yesterday)),
            CancellationToken.None);
        return id;
    }

    private async Task<Guid?> QueuedAsync()
    {
        var id = await ReadyAsync();
        await Core.StopAsync();
        await RefreshAsync(id!.Value);
        return id;
    }

    private async Task<Guid> ClaimAsync(Guid id)
    {
        Hold(null);
        await Core.StartAsync();
        return (await Core.UntilAsync(id, SyncStatus.Syncing)).Id;
    }

    private async Task<Guid> EndSyncAsync(Guid id)
    {
        _held.TrySetResult();
        await Core.UntilAsync(id, one => one.Status != SyncStatus.Syncing);
        await Core.StopAsync();
        return id;
    }

    /// <summary>Lets no worker go on with what the event queues, so that the state right after it is seen.</summary>
    private async Task<Guid> StoppedAsync(Guid id, Func<Task> happens)
    {
        await Core.StopAsync();
        await happens();
        return id;
    }

    private async Task<T> HoldAsync<T>(Func<Task<T>> happens)
    {
        await Core.StopAsync();
        return await happens();
    }

    private async Task<Guid> RefreshAsync(Guid id) => (await Core.Get<RefreshConnection>().ExecuteAsync(id, TestCore.Admin, CancellationToken.None)).Value.Connection.Id;

    private async Task ConnectAgainAsync(Guid id)
    {
        var connection = await Core.ReadAsync(id);
        await Core.ConnectAsync(connection.Handle, connection.TalentId);
    }

    private Task RenewAsync()
    {
        Core.Consent.RefreshFails = _over;
        Core.Time.Advance(TimeSpan.FromHours(3));
        return Core.Get<RenewConsents>().ExecuteAsync(CancellationToken.None);
    }

    private Task NoticeAsync() =>
        Core.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice(Core.Platform.Key, "user-mara.lind", Core.Time.GetUtcNow().AddHours(1)), CancellationToken.None);

    private async Task WithdrawAsync(Guid id) => await Core.Get<WithdrawConsent>().ExecuteAsync(_invitation, id, null, CancellationToken.None);

    private async Task GiveAccessAsync(Guid id)
    {
        var connection = await Core.ReadAsync(id);
        Core.Time.Advance(TimeSpan.FromMinutes(1));
        await Core.CompleteConsentAsync(await Core.StartConsentAsync(connection.TalentId), "mara.lind#again");
    }

    private async Task ArchiveAsync(Guid id, bool archived) =>
        await Core.Get<ArchiveTalent>().ExecuteAsync((await Core.ReadAsync(id)).TalentId, archived, TestCore.Admin, CancellationToken.None);

    private async Task DisconnectAsync(Guid id) => await Core.Get<Disconnect>().ExecuteAsync(id, TestCore.Admin, CancellationToken.None);

    /// <param name="from">The call from which on the platform's answer is held back, from 1.</param>
    private void Hold(PlatformFailure? failure, int from = 1)
    {
        var asked = 0;
        Core.Platform.OnProfile = async (account, cancellationToken) =>
        {
            if (++asked >= from)
            {
                await _held.Task.WaitAsync(cancellationToken);
            }

            return failure is null ? FakePlatform.Profile(account.Handle) : failure;
        };
    }
}
