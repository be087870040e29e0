using SocialProfiles.Core;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

/// <summary>The queue's numbers and lists.</summary>
public sealed class QueueStatsTests
{
    [Fact]
    public async Task Stats_OfEveryState_AreByPlatformAndCause()
    {
        await using var core = await FilledAsync();

        var stats = await core.Get<QueueStatsQuery>().GetAsync(CancellationToken.None);

        Assert.Equal((1, 0, 1, 3), (stats.Waiting, stats.Active, stats.Retrying, stats.Failed));
        Assert.Equal([new QueueCause("FAKE", FailureKind.AgencyRefused, 2), new QueueCause("FAKE", FailureKind.NotFound, 1)], stats.Causes);
        Assert.Equal((1, 3), (stats.SucceededLastHour, stats.FailedLastHour));
        Assert.Equal(30, stats.OldestWaitSeconds);
        Assert.Equal(("FAKE", 3), stats.Platforms.Select(platform => (platform.Platform, platform.FailedLastHour)).First());
    }

    [Fact]
    public async Task List_OfEachState_HoldsItsProfilesAPageAtATime()
    {
        await using var core = await FilledAsync();
        var list = core.Get<QueueList>();

        Assert.Equal(["waiting"], await HandlesAsync(new QueueFilter(QueueState.Waiting)));
        Assert.Equal(["retrying"], await HandlesAsync(new QueueFilter(QueueState.Retrying, "FAKE")));
        Assert.Equal(["missing"], await HandlesAsync(new QueueFilter(QueueState.Failed, "FAKE", FailureKind.NotFound)));
        Assert.Empty(await HandlesAsync(new QueueFilter(QueueState.Failed, "OTHER")));
        var page = await list.GetAsync(new QueueFilter(QueueState.Failed), 2, 2, CancellationToken.None);
        Assert.Equal((3, 1), (page.Total, page.Rows.Count));

        async Task<IEnumerable<string>> HandlesAsync(QueueFilter filter) => (await list.GetAsync(filter, 0, 10, CancellationToken.None)).Rows.Select(row => row.Handle);
    }

    [Fact]
    public async Task List_OfWhatSyncsNow_TellsHowFarItIs()
    {
        await using var core = await TestCore.CreateAsync();
        var goesOn = new TaskCompletionSource();
        core.Platform.OnSlowPage = async token =>
        {
            await goesOn.Task.WaitAsync(token);
            return new PostPage([], null);
        };
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(() => Task.FromResult(core.Get<SyncProgress>().Of(connection.Id)), step => step is { ProfileDone: true });

        var row = Assert.Single((await core.Get<QueueList>().GetAsync(new QueueFilter(QueueState.Active), 0, 10, CancellationToken.None)).Rows);

        Assert.Equal((connection.Id, new SyncStep(true, 0), 1), (row.ConnectionId, row.Step, row.Attempt));
        Assert.Equal(1, (await core.Get<QueueStatsQuery>().GetAsync(CancellationToken.None)).Active);
        goesOn.SetResult();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
    }

    [Fact]
    public async Task Retry_OfOneCause_TouchesNoOther()
    {
        await using var core = await FilledAsync();

        var (queued, all) = await core.Get<RefreshCause>().ExecuteAsync("FAKE", FailureKind.AgencyRefused, TestCore.Admin, null, CancellationToken.None);

        var stats = await core.Get<QueueStatsQuery>().GetAsync(CancellationToken.None);
        Assert.Equal((2, 2), (queued, all));
        Assert.Equal([new QueueCause("FAKE", FailureKind.NotFound, 1)], stats.Causes);
        Assert.Equal((3, 1), (stats.Waiting, stats.Retrying));
    }

    [Fact]
    public async Task Attempts_OfAProfile_AreItsOwnNewestFirst()
    {
        await using var core = await FilledAsync();
        var failed = (await core.Get<QueueList>().GetAsync(new QueueFilter(QueueState.Failed, "FAKE", FailureKind.NotFound), 0, 1, CancellationToken.None)).Rows[0];

        var page = await core.Get<SyncAttemptList>().GetAsync(failed.ConnectionId, 0, 10, CancellationToken.None);

        Assert.Equal((SyncOutcome.Failed, FailureKind.NotFound, "HTTP 404"), page!.Attempts.Select(attempt => (attempt.Outcome, attempt.Failure!.Value, attempt.Detail)).Single());
        Assert.Null(await core.Get<SyncAttemptList>().GetAsync(Guid.NewGuid(), 0, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Timeline_AfterARestart_KnowsWhatEndedBefore()
    {
        var folder = Directory.CreateTempSubdirectory("sp-timeline-").FullName;
        try
        {
            var time = new TestClock();
            await using (var first = await TestCore.CreateAsync(folder: folder, time: time))
            {
                await first.ConnectAsync();
                await new SyncDriver(first).RunDueAsync();
                await first.Get<SyncTimeline>().SaveAsync(CancellationToken.None);

                // After it was stored, as before a kill.
                time.Advance(TimeSpan.FromSeconds(1));
                await first.ConnectAsync("second");
                await new SyncDriver(first).RunDueAsync();
            }

            time.Advance(TimeSpan.FromMinutes(20));
            await using var second = await TestCore.CreateAsync(folder: folder, time: time);
            var hour = await second.Get<SyncTimeline>().GetAsync(TimelineSpan.Hour, CancellationToken.None);
            var day = await second.Get<SyncTimeline>().GetAsync(TimelineSpan.Day, CancellationToken.None);
            Assert.Equal((60, 2, 2), (hour.Steps.Count, hour.Steps.Sum(step => step.Succeeded), hour.Steps[^21].Succeeded));
            Assert.Equal((96, 2, 2), (day.Steps.Count, day.Steps.Sum(step => step.Succeeded), day.Steps[^2].Succeeded));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Timeline_ClockThatWasAheadAndIsSetBack_CountsWhatEndsNow()
    {
        var folder = Directory.CreateTempSubdirectory("sp-timeline-").FullName;
        try
        {
            var ahead = new TestClock();
            ahead.Advance(TimeSpan.FromDays(400));
            await using (var first = await TestCore.CreateAsync(folder: folder, time: ahead))
            {
                await first.ConnectAsync();
                await new SyncDriver(first).RunDueAsync();
                await first.Get<SyncTimeline>().SaveAsync(CancellationToken.None);
            }

            await using var second = await TestCore.CreateAsync(folder: folder);
            await second.ConnectAsync("second");
            await new SyncDriver(second).RunDueAsync();

            var hour = await second.Get<SyncTimeline>().GetAsync(TimelineSpan.Hour, CancellationToken.None);
            var day = await second.Get<SyncTimeline>().GetAsync(TimelineSpan.Day, CancellationToken.None);
            Assert.Equal((1, 1), (hour.Steps[^1].Succeeded, day.Steps[^1].Succeeded));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(750)]
    [InlineData(61_000)]
    public void Percentile_OfOneDuration_IsRightToThreePerCent(int milliseconds)
    {
        var counts = new int[Durations.Buckets];
        counts[Durations.BucketOf(milliseconds)]++;

        Assert.InRange(Durations.Percentile(counts, 0.95)!.Value, milliseconds * 0.97, milliseconds * 1.031);
    }

    /// <summary>One that waits, one that is retried, one that went well, and three that failed of two causes.</summary>
    private static async Task<TestCore> FilledAsync()
    {
        var core = await TestCore.CreateAsync(second: new FakePlatform("OTHER"));
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(account.Handle switch
        {
            "refused1" or "refused2" => new PlatformFailure(FailureKind.AgencyRefused, "HTTP 403"),
            "missing" => new PlatformFailure(FailureKind.NotFound, "HTTP 404"),
            "retrying" => new PlatformFailure(FailureKind.RateLimited, "HTTP 429", TimeSpan.FromHours(1)) { IsOfOneAccount = true },
            _ => FakePlatform.Profile(account.Handle),
        });
        var talent = await core.TalentAsync();
        foreach (var handle in new[] { "refused1", "refused2", "missing", "retrying", "good" })
        {
            await core.ConnectAsync(handle, talent.Id);
        }

        await new SyncDriver(core).RunDueAsync();
        await core.ConnectAsync("waiting", talent.Id, "OTHER");
        core.Time.Advance(TimeSpan.FromSeconds(30));
        return core;
    }
}
