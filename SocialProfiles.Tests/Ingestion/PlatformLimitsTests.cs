using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

/// <summary>What the limit or fault of one account or platform does to the others.</summary>
public sealed class PlatformLimitsTests
{
    [Fact]
    public async Task Limit_OfOneAccount_PausesThatAccountOnly()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(account.Handle == "limited"
            ? new PlatformFailure(FailureKind.RateLimited, "HTTP 400, code 80002", TimeSpan.FromMinutes(10)) { IsOfOneAccount = true }
            : FakePlatform.Profile(account.Handle));
        await core.StartAsync();
        var limited = await core.ConnectAsync("limited");
        var waiting = await core.UntilAsync(limited.Id, x => x.Failure == FailureKind.RateLimited && x.Status == SyncStatus.Pending);

        var free = await core.ConnectAsync("free");
        await core.UntilAsync(free.Id, SyncStatus.Ready);

        Assert.InRange(waiting.NextAttemptAt!.Value - waiting.UpdatedAt, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
        Assert.Null(core.Get<PlatformBudgets>().Of("FAKE").BlockedUntil);
    }

    [Fact]
    public async Task Fault_WithRetryAfter_IsObeyedByTheProfileAndItsPlatform()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Fails(FailureKind.PlatformDown, TimeSpan.FromSeconds(90));
        await core.StartAsync();

        var connection = await core.ConnectAsync();
        var waiting = await core.UntilAsync(connection.Id, x => x.Failure == FailureKind.PlatformDown && x.Status == SyncStatus.Pending);

        Assert.True(waiting.NextAttemptAt >= waiting.UpdatedAt.AddSeconds(90));
        Assert.Equal(new PlatformPause(PauseReason.SlowDown, waiting.UpdatedAt.AddSeconds(90)), waiting.Pause);
    }

    [Fact]
    public async Task Limit_WithoutATime_FollowsThePlatformsHistoryAndNotTheRows()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Fails(FailureKind.RateLimited);
        var driver = new SyncDriver(core);
        List<TimeSpan> pauses = [];
        for (var i = 0; i < 4; i++)
        {
            // A new profile each time: none of them was limited before.
            await core.ConnectAsync($"handle{i}");
            await driver.RunDueAsync();
            var pause = core.Get<PlatformBudgets>().Of("FAKE").BlockedUntil!.Value - core.Time.GetUtcNow();
            pauses.Add(pause);
            core.Time.Advance(pause);
        }

        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(8)], pauses);
    }

    [Fact]
    public async Task Pause_AfterARestart_StillHoldsAndTheUnitsOfTheDayAreStillCounted()
    {
        var folder = Directory.CreateTempSubdirectory("sp-pause-").FullName;
        try
        {
            var time = new TestClock();
            await using (var first = await TestCore.CreateAsync(new FakePlatform { Limits = new(16, 0, 500) }, folder: folder, time: time))
            {
                first.Get<PlatformBudgets>().Of("FAKE").Spend(123);
                first.Platform.Fails(FailureKind.RateLimited, TimeSpan.FromMinutes(30));
                await first.StartAsync();
                var connection = await first.ConnectAsync();
                await first.UntilAsync(connection.Id, x => x.Failure == FailureKind.RateLimited && x.Status == SyncStatus.Pending);
            }

            time.Advance(TimeSpan.FromMinutes(10));
            await using var second = await TestCore.CreateAsync(new FakePlatform { Limits = new(16, 0, 500) }, folder: folder, time: time);
            await second.Get<PlatformMemory>().LoadAsync(TestContext.Current.CancellationToken);
            await second.ConnectAsync("other");
            await new SyncDriver(second).RunDueAsync();

            var budget = second.Get<PlatformBudgets>().Of("FAKE");
            Assert.InRange(budget.Pause!.Until!.Value - time.GetUtcNow(), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(20) + TimeSpan.FromSeconds(1));
            Assert.Equal((0, 123), (second.Platform.Calls, budget.Today!.Used));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Pause_Long_IsSaidByRefreshAndByTheProfile()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        await new SyncDriver(core).RunDueAsync();
        var until = core.Time.GetUtcNow().AddMinutes(14);
        core.Get<PlatformBudgets>().Of("FAKE").PauseUntil(until);

        var pressed = await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        var read = await core.ReadAsync(connection.Id);

        Assert.Equal(RefreshOutcome.Queued, pressed.Value.Outcome);
        Assert.All([pressed.Value.Connection, read], view => Assert.Equal((new PlatformPause(PauseReason.SlowDown, until), until), (view.Pause, view.NextAttemptAt)));
    }

    [Fact]
    public async Task Units_MoreProfilesThanTheDayIsEnoughFor_KeepAllEquallyFreshAndPeopleServed()
    {
        const int profiles = 60;
        await using var core = await TestCore.CreateAsync(new FakePlatform { Limits = new(16, 0, 1_000) }, time: new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero)));
        var budget = core.Get<PlatformBudgets>().Of("FAKE");
        Dictionary<string, List<DateTimeOffset>> read = new(StringComparer.Ordinal);
        core.Platform.OnProfile = (account, _) =>
        {
            budget.Spend(3);
            (read.TryGetValue(account.Handle, out var times) ? times : read[account.Handle] = []).Add(core.Time.GetUtcNow());
            return Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle));
        };
        var talent = await core.TalentAsync();
        for (var i = 0; i < profiles; i++)
        {
            await core.ConnectAsync($"handle{i}", talent.Id);
        }

        var driver = new SyncDriver(core);
        await driver.RunDueAsync();
        await driver.LetPassAsync(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10));
        var used = budget.Today!.Used;
        var last = read.Values.Select(times => times[^1]).ToArray();
        await core.Get<RefreshConnection>().ExecuteForTalentAsync(talent.Id, TestCore.Admin, CancellationToken.None);
        var forPeople = await driver.RunDueAsync(most: 10);

        // 950 units for the schedule are 316 syncs, five a profile.
        Assert.InRange(used, 850, 960);
        Assert.All(read.Values, times => Assert.InRange(times.Count, 4, 8));
        Assert.InRange(last.Max() - last.Min(), TimeSpan.Zero, TimeSpan.FromHours(6));
        Assert.True(forPeople >= 10, $"{forPeople} of those that a person waits for were read.");
    }

    [Fact]
    public async Task Outage_PlatformBackAfterHours_IsFreshWithinTwoMinutesWithoutAHerd()
    {
        const int profiles = 60;
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        for (var i = 0; i < profiles; i++)
        {
            await core.ConnectAsync($"handle{i}", talent.Id);
        }

        var driver = new SyncDriver(core);
        await driver.RunDueAsync();
        core.Platform.Fails(FailureKind.PlatformDown);
        var before = core.Platform.Calls;
        await driver.LetPassAsync(TimeSpan.FromHours(6), TimeSpan.FromSeconds(15));
        var during = core.Platform.Calls - before;
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle));
        var back = core.Time.GetUtcNow();
        var first = driver.Finished.Count;
        await driver.LetPassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(15));

        var views = await core.Get<ConnectionList>().OfTalentAsync(talent.Id, CancellationToken.None);
        Assert.All(views!, view => Assert.True(view.Status == SyncStatus.Ready && view.LastSyncedAt > back, $"{view.Handle} is {view.Status} since {view.LastSyncedAt}."));

        // One at a time for six hours is two a minute.
        Assert.InRange(during, 60, 6 * 60 * 2 + 20);
        Assert.Single(driver.Finished.Skip(first), sync => sync.Claim.Lease == driver.Finished[first].Claim.Lease);
    }

    [Fact]
    public async Task Outage_OfAnHour_CostsTwoCallsAMinuteAndItsNeighbourNoSync()
    {
        const int profiles = 40;
        var neighbour = new FakePlatform("SECOND");
        await using var core = await TestCore.CreateAsync(second: neighbour, configuration: ("Ingestion:RefreshMinutes", "10"));
        var talent = await core.TalentAsync();
        for (var i = 0; i < profiles; i++)
        {
            await core.ConnectAsync($"handle{i}", talent.Id);
            await core.ConnectAsync($"handle{i}", talent.Id, "SECOND");
        }

        var driver = new SyncDriver(core);
        await driver.RunDueAsync();
        core.Platform.Fails(FailureKind.PlatformDown);
        var (calls, neighbours) = (core.Platform.Calls, neighbour.Calls);
        await driver.LetPassAsync(TimeSpan.FromHours(1), TimeSpan.FromSeconds(10));
        (calls, neighbours) = (core.Platform.Calls - calls, neighbour.Calls - neighbours);
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle));
        var back = core.Time.GetUtcNow();
        await driver.LetPassAsync(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(10));

        // One each 30 s once it counts as down, and those that found out that it is, of which a round of claims takes up to half of the workers.
        Assert.InRange(calls, 100, (2 * 60) + 20);
        Assert.InRange(neighbours, profiles * 6, profiles * 8);
        Assert.All((await core.Get<ConnectionList>().OfTalentAsync(talent.Id, CancellationToken.None))!, view =>
            Assert.True(view.Status == SyncStatus.Ready && (view.Platform != "FAKE" || view.LastSyncedAt > back), $"{view.Platform} {view.Handle} is {view.Status} since {view.LastSyncedAt}."));
    }

    [Fact]
    public async Task Outage_ProbeUnderWay_NobodyElseGoesAndAfterItTwo()
    {
        await using var core = await TestCore.CreateAsync(second: new FakePlatform("SECOND"));
        var talent = await core.TalentAsync();
        for (var i = 0; i < 20; i++)
        {
            await core.ConnectAsync($"handle{i}", talent.Id);
        }

        core.Platform.Fails(FailureKind.PlatformDown);
        await new SyncDriver(core).RunDueAsync();
        var before = core.Platform.Calls;
        var answer = new TaskCompletionSource<Result<PlatformProfile, PlatformFailure>>();
        var probed = new TaskCompletionSource();
        core.Platform.OnProfile = (_, cancellationToken) =>
        {
            probed.TrySetResult();
            return answer.Task.WaitAsync(cancellationToken);
        };
        await core.StartAsync();
        core.Time.Advance(TimeSpan.FromSeconds(31));
        await probed.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);
        await core.Get<RefreshConnection>().ExecuteForTalentAsync(talent.Id, TestCore.Admin, CancellationToken.None);
        await AllThatMayStartHasAsync("one");
        Assert.Equal(1, core.Platform.Calls - before);

        var followed = new TaskCompletionSource();
        core.Platform.OnProfile = async (_, cancellationToken) =>
        {
            if (core.Platform.Calls - before == 3)
            {
                followed.TrySetResult();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        };
        answer.SetResult(FakePlatform.Profile("handle"));
        await followed.Task.WaitAsync(Patience.Longest, TestContext.Current.CancellationToken);
        await AllThatMayStartHasAsync("two");
        Assert.Equal(3, core.Platform.Calls - before);

        // Another platform's profile that is due after them is ready only once the workers have looked again.
        async Task AllThatMayStartHasAsync(string handle)
        {
            var fence = await core.ConnectAsync(handle, talent.Id, "SECOND");
            await core.UntilAsync(fence.Id, SyncStatus.Ready);
        }
    }

    [Fact]
    public async Task Sync_PartOutOfTime_SaysWhichPart()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnSlowPage = SilenceAsync<PostPage>;
        await core.ConnectAsync();
        var claim = Assert.Single(await core.Get<SyncClaims>().TakeAsync(TestContext.Current.CancellationToken));

        Assert.Equal("posts took longer than 60 s", await FailAsync(60));
        core.Platform.OnProfile = (_, cancellationToken) => SilenceAsync<PlatformProfile>(cancellationToken);
        Assert.Equal("profile took longer than 30 s", await FailAsync(30));

        async Task<string?> FailAsync(int seconds)
        {
            var fetching = core.Get<SyncConnection>().FetchAsync(claim, TestContext.Current.CancellationToken);
            core.Time.Advance(TimeSpan.FromSeconds(seconds));
            return (await fetching).Failure?.Detail;
        }

        static async Task<Result<T, PlatformFailure>> SilenceAsync<T>(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException();
        }
    }

    [Fact]
    public async Task Outage_WhileItLasts_TheRowsSayThatThePlatformIsNotAnswering()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        await core.Get<SyncLeases>().SweepAsync(TestContext.Current.CancellationToken);
        core.Platform.Fails(FailureKind.PlatformDown);

        await new SyncDriver(core).LetPassAsync(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2));

        Assert.Equal(PauseReason.NotAnswering, (await core.ReadAsync(connection.Id)).Pause?.Reason);
    }
}
