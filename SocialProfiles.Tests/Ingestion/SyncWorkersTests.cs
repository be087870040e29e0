using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

public sealed class SyncWorkersTests
{
    [Fact]
    public async Task Connect_AccountThatExists_BecomesReadyWithItsPosts()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();

        var connection = await core.ConnectAsync();
        var ready = await core.UntilAsync(connection.Id, SyncStatus.Ready);

        Assert.Equal(SyncStatus.Pending, connection.Status);
        Assert.Equal(core.Time.GetUtcNow(), ready.LastSyncedAt);
        Assert.Equal(1000, ready.Followers?.Value);
        Assert.Equal(2, await core.CountAsync<SocialPost>());
        Assert.Equal(1, await core.CountAsync<ProfileReading>());
    }

    [Fact]
    public async Task Start_DatabaseHeldByAnotherProgram_BeginsOnceItIsFree()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        var noticed = new TaskCompletionSource();
        core.Get<StorageHealth>().Changed += (_, _) => noticed.TrySetResult();
        using (OtherProgram.Locks(core.Folder))
        {
            await core.StartAsync();
            await noticed.Task;
        }

        using var limit = Patience.Limit();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while ((await core.ReadAsync(connection.Id)).Status != SyncStatus.Ready)
        {
            core.Time.Advance(TimeSpan.FromSeconds(1));
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    [Fact]
    public async Task Claim_NothingCanBeSaved_FetchesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        core.Get<StorageHealth>().Failed(StorageFault.Full);
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        while (core.Get<SyncWorkersHealth>().LastBeat is null)
        {
            await Task.Yield();
        }

        Assert.Equal(SyncStatus.Pending, (await core.ReadAsync(connection.Id)).Status);
        Assert.Equal(0, core.Platform.Calls);
        core.Get<StorageHealth>().Wrote();
        core.Get<SyncQueue>().Wake();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
    }

    [Fact]
    public async Task Sync_ClockSetBackByADay_IsFreshWithinTheRefreshAllTheSame()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        core.Time.SetBack(TimeSpan.FromDays(1));
        var setBackTo = core.Time.GetUtcNow();

        using var limit = Patience.Limit();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (core.Platform.Calls < 2)
        {
            core.Time.Advance(TimeSpan.FromSeconds(10));
            await timer.WaitForNextTickAsync(limit.Token);
        }

        Assert.True(core.Time.GetUtcNow() - setBackTo < TimeSpan.FromHours(1), "It was not fresh within the hour.");
    }

    [Fact]
    public async Task Connect_AccountWithManyPosts_StopsAtTheConfiguredDepth()
    {
        await using var core = await TestCore.CreateAsync(configuration: ("Ingestion:PostDepth", "5"));
        core.Platform.Posts = _ => [.. Enumerable.Range(1, 20).Select(i => FakePlatform.Post($"p{i}", 21 - i))];
        await core.StartAsync();

        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);

        Assert.Equal(5, await core.CountAsync<SocialPost>());
    }

    [Theory]
    [InlineData(FailureKind.NotFound)]
    [InlineData(FailureKind.Private)]
    [InlineData(FailureKind.ConsentExpired)]
    public async Task Sync_FailureThatNeedsAPerson_EndsInErrorAfterOneAttempt(FailureKind kind)
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Fails(kind);
        await core.StartAsync();

        var connection = await core.ConnectAsync();
        var error = await core.UntilAsync(connection.Id, SyncStatus.Error);

        Assert.Equal(kind, error.Failure);
        Assert.Null(error.NextAttemptAt);
        Assert.Equal(1, core.Platform.Calls);
    }

    [Theory]
    [InlineData(FailureKind.PlatformDown)]
    [InlineData(FailureKind.BadResponse)]
    public async Task Sync_FailureThatCanPass_IsTriedThreeTimesAtZeroTwoAndFourSeconds(FailureKind kind)
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Fails(kind);
        await core.StartAsync();
        var connection = await core.ConnectAsync();

        var first = await core.UntilAsync(connection.Id, x => x.Status == SyncStatus.Pending && x.Attempt == 1);
        core.Time.Advance(TimeSpan.FromSeconds(2));
        var second = await core.UntilAsync(connection.Id, x => x.Status == SyncStatus.Pending && x.Attempt == 2);
        core.Time.Advance(TimeSpan.FromSeconds(4));
        var error = await core.UntilAsync(connection.Id, SyncStatus.Error);

        Assert.Equal(TimeSpan.FromSeconds(2), first.NextAttemptAt - first.UpdatedAt);
        Assert.Equal(TimeSpan.FromSeconds(4), second.NextAttemptAt - second.UpdatedAt);
        Assert.Equal(kind, error.Failure);
        Assert.Equal(3, core.Platform.Calls);
        Assert.InRange(error.NextAttemptAt!.Value - error.UpdatedAt, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Refresh_FailedConnection_StartsThreeNewAttempts()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Fails(FailureKind.NotFound);
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Error);
        core.Platform.Fails(FailureKind.PlatformDown);

        await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        var waiting = await core.UntilAsync(connection.Id, x => x.Status == SyncStatus.Pending && x.Failure == FailureKind.PlatformDown);

        Assert.Equal(1, waiting.Attempt);
    }

    [Fact]
    public async Task Sync_RateLimited_WaitsAsLongAsThePlatformSaidAndBurnsNoAttempt()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Fails(FailureKind.RateLimited, TimeSpan.FromSeconds(30));
        await core.StartAsync();
        var connection = await core.ConnectAsync();

        var waiting = await core.UntilAsync(connection.Id, x => x.Failure == FailureKind.RateLimited && x.Status == SyncStatus.Pending);

        Assert.Equal(0, waiting.Attempt);
        Assert.InRange(waiting.NextAttemptAt!.Value - waiting.UpdatedAt, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(33));
        Assert.Equal(waiting.UpdatedAt.AddSeconds(30), core.Get<PlatformBudgets>().Of("FAKE").BlockedUntil!.Value, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Sync_FailureAfterASuccess_KeepsTheNumbers()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        var ready = await core.UntilAsync(connection.Id, SyncStatus.Ready);
        core.Platform.Fails(FailureKind.Private);

        await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        var error = await core.UntilAsync(connection.Id, SyncStatus.Error);

        Assert.Equal(ready.Followers, error.Followers);
        Assert.Equal(ready.LastSyncedAt, error.LastSyncedAt);
        Assert.Equal(2, await core.CountAsync<SocialPost>());
    }

    [Fact]
    public async Task Schedule_ReadyConnection_IsSyncedAgainWithinTheHour()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        var ready = await core.UntilAsync(connection.Id, SyncStatus.Ready);

        var again = await core.NextSyncAsync(ready);

        Assert.True(ready.NextAttemptAt <= ready.LastSyncedAt + TimeSpan.FromMinutes(55));
        Assert.Equal(SyncStatus.Ready, again.Status);
    }

    [Fact]
    public async Task Sync_SameConnectionWokenOften_RunsOnceAtATime()
    {
        var gate = new TaskCompletionSource();
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = async (account, cancellationToken) =>
        {
            await gate.Task.WaitAsync(cancellationToken);
            return FakePlatform.Profile(account.Handle);
        };
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Syncing);

        var pressed = await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        gate.SetResult();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);

        Assert.Equal(RefreshOutcome.AlreadySyncing, pressed.Value.Outcome);
        Assert.Equal(1, core.Platform.Calls);
    }

    [Fact]
    public async Task Disconnect_DuringItsSync_StopsItAndLeavesNothing()
    {
        var asked = new TaskCompletionSource();
        var stopped = new TaskCompletionSource();
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = async (_, cancellationToken) =>
        {
            using var noted = cancellationToken.Register(() => stopped.TrySetResult());
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        };
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await asked.Task.WaitAsync(Patience.Longest);

        await core.Get<Disconnect>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        await stopped.Task.WaitAsync(Patience.Longest);
        await core.StopAsync();

        Assert.Equal(0, await core.CountAsync<Connection>());
        Assert.Equal(0, await core.CountAsync<SocialProfile>());
    }

    [Fact]
    public async Task Stop_DuringASync_GivesTheLeaseBackWithoutCountingTheAttempt()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        };
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Syncing);

        await core.StopAsync();
        var after = await core.ReadAsync(connection.Id);

        Assert.Equal((SyncStatus.Pending, 0), (after.Status, after.Attempt));
        Assert.Equal(core.Time.GetUtcNow(), after.NextAttemptAt);
    }

    [Fact]
    public async Task Sync_PlatformSilentForTooLong_IsStatedAsNoAnswer()
    {
        var asked = new TaskCompletionSource();
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        };
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await asked.Task.WaitAsync(Patience.Longest);

        core.Time.Advance(TimeSpan.FromSeconds(60));
        var waiting = await core.UntilAsync(connection.Id, x => x.Failure is not null);

        Assert.Equal((SyncStatus.Pending, FailureKind.PlatformDown), (waiting.Status, waiting.Failure));
    }

    [Fact]
    public async Task Sync_ClientThrows_EndsAsAFaultOfOurs()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (_, _) => throw new InvalidOperationException("secret-token");
        await core.StartAsync();

        var connection = await core.ConnectAsync();
        var waiting = await core.UntilAsync(connection.Id, x => x.Failure is not null);

        Assert.Equal(FailureKind.InternalError, waiting.Failure);
    }

    [Fact]
    public async Task Sync_PlatformNotConfigured_SaysSoWithoutACall()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.IsConfigured = false;
        await core.StartAsync();

        var connection = await core.ConnectAsync();
        var error = await core.UntilAsync(connection.Id, SyncStatus.Error);

        Assert.Equal(FailureKind.NotConfigured, error.Failure);
        Assert.Equal(0, core.Platform.Calls);
    }

    [Fact]
    public async Task Start_PlatformConfiguredSince_SyncsWhatHadWaitedForIt()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.IsConfigured = false;
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Error);
        await core.StopAsync();
        core.Platform.IsConfigured = true;

        await core.Get<QueueNewlyConfigured>().ExecuteAsync(CancellationToken.None);

        Assert.Equal(SyncStatus.Pending, (await core.ReadAsync(connection.Id)).Status);
    }

    [Fact]
    public async Task Sync_AccountOfAnotherConnection_IsRefusedAndTheFirstKeepsItsNumbers()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (account, _) =>
            Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle) with { AccountId = "the-same", Handle = null });
        await core.StartAsync();
        var first = await core.ConnectAsync("first");
        await core.UntilAsync(first.Id, SyncStatus.Ready);

        var second = await core.ConnectAsync("second");
        var error = await core.UntilAsync(second.Id, SyncStatus.Error);

        Assert.Equal(FailureKind.AlreadyConnected, error.Failure);
        Assert.Equal(1, await core.CountAsync<SocialProfile>());
        Assert.Equal(2, await core.CountAsync<SocialPost>());
    }
}
