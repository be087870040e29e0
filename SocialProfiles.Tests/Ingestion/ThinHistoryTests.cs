using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Ingestion;

public sealed class ThinHistoryTests
{
    [Fact]
    public async Task Thin_ReadingsOfMonths_KeepsTheLastOfEachOldDayAndAllOfTheLastTwo()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        var now = core.Time.GetUtcNow();
        var old = now.UtcDateTime.Date.AddDays(-32);
        DateTimeOffset[] times = [new(old.AddHours(1), TimeSpan.Zero), new(old.AddHours(22), TimeSpan.Zero), now.AddHours(-3), now.AddHours(-2)];
        await core.Database.WriteAsync(
            async db =>
            {
                var key = await db.Connections.Where(x => x.Id == connection.Id).Select(x => x.Key).SingleAsync();
                db.ProfileReadings.AddRange(times.Select(at => new ProfileReading { ConnectionKey = key, FirstReadAt = at, LastReadAt = at, Followers = 1 }));
                db.SyncAttempts.AddRange(times.Select(at => new SyncAttempt { ConnectionKey = key, StartedAt = at, EndedAt = at }));
                return 0;
            },
            CancellationToken.None);

        var deleted = await core.Get<ThinHistory>().ExecuteAsync(CancellationToken.None);

        var left = await core.Database.ReadAsync(db => db.ProfileReadings.Select(x => x.FirstReadAt).Order().ToListAsync(), CancellationToken.None);
        Assert.Equal(times.Skip(1), left);
        Assert.Equal(2, await core.CountAsync<SyncAttempt>());
        Assert.Equal(3, deleted);
    }

    [Fact]
    public async Task Thin_AudienceGroupsOfMonths_KeepsTheNewestReadingOfEachWeekAndAllNumbersOfTheAccount()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConsentAsync();
        var monday = new DateOnly(2026, 11, 2);
        await core.Database.WriteAsync(
            async db =>
            {
                var key = await db.Connections.Select(x => x.Key).SingleAsync();
                db.Insights.AddRange(Enumerable.Range(0, 14).SelectMany(day => new[] { "DE", "AT", "" }.Select(slice => new AccountInsight
                {
                    ConnectionKey = key,
                    Metric = slice.Length == 0 ? InsightMetric.Reach : InsightMetric.FollowersByCountry,
                    Day = monday.AddDays(day).DayNumber,
                    Slice = slice,
                    Value = day,
                })));
                db.Insights.Add(new AccountInsight { ConnectionKey = key, Metric = InsightMetric.Reach, Day = monday.AddYears(-3).DayNumber, Slice = "", Value = 1 });
                return 0;
            },
            CancellationToken.None);

        await core.Get<ThinHistory>().ExecuteAsync(CancellationToken.None);

        var left = await core.Database.ReadAsync(db => db.Insights.ToListAsync(), CancellationToken.None);
        Assert.Equal(14, left.Count(row => row.Slice.Length == 0));
        Assert.Equal([6, 13], left.Where(row => row.Slice == "DE").Select(row => row.Day - monday.DayNumber).Order());
        Assert.Equal(4, left.Count(row => row.Slice.Length > 0));
    }

    [Fact]
    public async Task Save_AudienceReadAgainInTheSameWeek_ReplacesTheEarlierReading()
    {
        await using var core = await TestCore.CreateAsync();
        var wednesday = new DateOnly(2026, 11, 25);
        var day = wednesday.AddDays(-1);
        core.Platform.OnInsights = () => new PlatformInsights(
            [new InsightValue(InsightMetric.FollowersByCountry, day, day == wednesday ? "DE" : "AT", 1), new InsightValue(InsightMetric.Reach, day, "", 1)], [], PlatformInsights.None.Posts);
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        var synced = await core.UntilAsync(connection.Id, SyncStatus.Ready);
        day = wednesday;

        // Sync by sync: private numbers are read by the first that begins six hours after the last reading.
        for (var begun = core.Time.GetUtcNow(); core.Time.GetUtcNow() - begun < TimeSpan.FromHours(7);)
        {
            synced = await core.NextSyncAsync(synced);
        }

        var stored = await core.Database.ReadAsync(db => db.Insights.ToListAsync(), CancellationToken.None);
        Assert.Equal("DE", Assert.Single(stored, row => row.Slice.Length > 0).Slice);
        Assert.Equal(2, stored.Count(row => row.Slice.Length == 0));
    }

    [Fact]
    public async Task Thin_MoreThanASlice_DeletesItAll()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        var start = core.Time.GetUtcNow().AddDays(-62);
        await core.Database.WriteAsync(
            async db =>
            {
                var key = await db.Connections.Select(x => x.Key).SingleAsync();
                db.ProfileReadings.AddRange(Enumerable.Range(0, 720).Select(hour => new ProfileReading { ConnectionKey = key, FirstReadAt = start.AddHours(hour), LastReadAt = start.AddHours(hour), Followers = hour }));
                db.SyncAttempts.AddRange(Enumerable.Range(0, 720).Select(hour => new SyncAttempt { ConnectionKey = key, StartedAt = start.AddHours(hour), EndedAt = start.AddHours(hour) }));
                return 0;
            },
            CancellationToken.None);

        var deleted = await core.Get<ThinHistory>().ExecuteAsync(CancellationToken.None);

        Assert.Equal(0, await core.CountAsync<SyncAttempt>());
        var left = await core.Database.ReadAsync(db => db.ProfileReadings.Select(x => x.FirstReadAt).ToListAsync(), CancellationToken.None);
        Assert.Equal(left.Count, left.Select(at => at.UtcDateTime.Date).Distinct().Count());
        Assert.Equal(1440, deleted + left.Count);
    }

    [Fact]
    public async Task Thin_AttemptsOfAProfileInError_KeepsTheFirstFailureSinceItsLastSuccess()
    {
        await using var core = await TestCore.CreateAsync(configuration: ("Ingestion:AttemptDays", "1"));
        var driver = new SyncDriver(core);
        var connection = await core.ConnectAsync();
        await core.Get<SaveAlertRule>().AddAsync(new AlertRuleRequest(AlertKind.InError, null, 72, "", "", []), TestCore.Admin, CancellationToken.None);
        core.Platform.Fails(FailureKind.BadResponse);
        await driver.RunDueAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle));
        await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        core.Time.Advance(TimeSpan.FromMinutes(1));
        await driver.RunDueAsync();
        Assert.Equal(SyncStatus.Ready, (await core.ReadAsync(connection.Id)).Status);

        core.Platform.Fails(FailureKind.BadResponse);
        await driver.LetPassAsync(TimeSpan.FromHours(2), TimeSpan.FromHours(1));
        var failing = await FirstFailureAsync();
        for (var hour = 0; hour < 96; hour++)
        {
            await driver.LetPassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(30));
            await core.Get<EvaluateAlerts>().ExecuteAsync(CancellationToken.None);
            if (hour % 24 == 0)
            {
                await core.Get<ThinHistory>().ExecuteAsync(CancellationToken.None);
            }
        }

        Assert.Equal(failing, await FirstFailureAsync());
        var kept = await core.Database.ReadAsync(db => db.SyncAttempts.Select(x => x.EndedAt).Order().ToListAsync(), CancellationToken.None);
        Assert.All(kept.Skip(1), at => Assert.True(at > core.Time.GetUtcNow().AddDays(-3)));
        Assert.StartsWith("In error for 7", Assert.Single(await core.Database.ReadAsync(db => db.Notices.Where(x => x.Kind == NoticeKind.Alert && x.ClosedAt == null).Select(x => x.Title).ToListAsync(), CancellationToken.None)), StringComparison.Ordinal);

        Task<DateTimeOffset> FirstFailureAsync() => core.Database.ReadAsync(
            db => db.SyncAttempts.Where(x => x.Outcome != SyncOutcome.Succeeded && db.Set<Connection>().Any(connection => connection.Key == x.ConnectionKey && x.StartedAt > connection.LastSyncedAt)).MinAsync(x => x.StartedAt), CancellationToken.None);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(20, 1)]
    [InlineData(30, 9)]
    public async Task Thin_TurnsThatTakeLong_DeleteFewerRowsEach(int milliseconds, int checkpoints)
    {
        await using var core = await TestCore.CreateAsync();
        var closed = core.Time.GetUtcNow().AddDays(-31);
        await core.Database.WriteAsync(
            db =>
            {
                db.Notices.AddRange(Enumerable.Range(0, 720).Select(_ => new Notice { Kind = NoticeKind.BackupFailed, SubjectId = Guid.NewGuid(), Platform = "", Handle = "", RaisedAt = closed, ClosedAt = closed }));
                return Task.FromResult(0);
            },
            CancellationToken.None);
        var counted = new CountedCheckpoints();

        var deleted = await new SqliteHistoryStore(core.Database, counted, new SlowClock(TimeSpan.FromMilliseconds(milliseconds))).DeleteNoticesAsync(closed.AddSeconds(1), CancellationToken.None);

        // One after each four turns: four turns of 200; or 200, 100, 50, 25, 12 and 34 of ten.
        Assert.Equal((720, 0, checkpoints), (deleted, await core.CountAsync<Notice>(), counted.Runs));
    }

    [Fact]
    public async Task Thin_NoticesClosedLongAgo_GoAndOpenOnesStay()
    {
        await using var core = await TestCore.CreateAsync();
        var renewed = await core.ConsentAsync("renewed");
        await core.ConsentAsync("ended", renewed.TalentId);
        await core.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice("FAKE", "user-renewed", core.Time.GetUtcNow().AddHours(1)), CancellationToken.None);
        await core.Get<HeedPlatformNotice>().ExecuteAsync(new PlatformNotice("FAKE", "user-ended", core.Time.GetUtcNow().AddHours(1)), CancellationToken.None);
        await core.ConsentAsync("renewed", renewed.TalentId);
        core.Time.Advance(TimeSpan.FromDays(31));

        await core.Get<ThinHistory>().ExecuteAsync(CancellationToken.None);

        Assert.Equal("ended", (await core.Database.ReadAsync(db => db.Notices.SingleAsync(), CancellationToken.None)).Handle);
    }

    private sealed class CountedCheckpoints : ICheckpoint
    {
        public int Runs { get; private set; }

        public void Run() => Runs++;
    }

    /// <summary>A clock on which as long passes between two looks.</summary>
    private sealed class SlowClock(TimeSpan between) : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += between.Ticks;
    }
}
