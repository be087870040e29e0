using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Calendar;

/// <summary>What is due, by our own clock and the rows; the looks are made by hand.</summary>
public sealed class CalendarRunnerTests
{
    // The clock of a test begins at noon.
    private static readonly DueTimes _nightly = DueTimes.Nightly(3, 17);

    [Fact]
    public async Task Look_NewJob_WaitsForItsNextTimeAndRunsOnce()
    {
        await using var core = await TestCore.CreateAsync();
        var runs = 0;
        var job = Nightly(_ => Count(ref runs));

        await LookAsync(core, job);
        core.Time.Advance(TimeSpan.FromHours(15));
        await LookAsync(core, job);
        var before = runs;
        core.Time.Advance(TimeSpan.FromMinutes(17));
        await LookAsync(core, job);
        await LookAsync(core, job);

        Assert.Equal((0, 1), (before, runs));
        var row = await RowAsync(core);
        Assert.Equal((core.Time.GetUtcNow(), core.Time.GetUtcNow(), null), (row.LastStartedAt, row.LastSucceededAt, row.LastError));
    }

    [Fact]
    public async Task Look_ServerWasOffForThreeNights_MakesUpForThemOnce()
    {
        var folder = Directory.CreateTempSubdirectory("sp-calendar-").FullName;
        try
        {
            var time = new TestClock();
            var runs = 0;
            var job = Nightly(_ => Count(ref runs));
            await using (var first = await TestCore.CreateAsync(folder: folder, time: time))
            {
                await LookAsync(first, job);
            }

            time.Advance(TimeSpan.FromDays(3));
            await using var second = await TestCore.CreateAsync(folder: folder, time: time);
            await LookAsync(second, job);
            await LookAsync(second, job);

            Assert.Equal(1, runs);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Begin_SeveralAtOnceOnOneDatabase_OneHasTheRun()
    {
        await using var core = await TestCore.CreateAsync();
        CalendarRuns[] hosts = [core.Get<CalendarRuns>(), new(core.Database, core.Time), new(core.Database, core.Time), new(core.Database, core.Time)];
        await BeginAsync(hosts[0]);
        core.Time.Advance(TimeSpan.FromDays(1));

        var begun = await Task.WhenAll(hosts.Select(BeginAsync));

        Assert.Single(begun, run => run is not null);
    }

    [Fact]
    public async Task Begin_ProcessDiedInItsRun_IsMadeAgainOnceItCannotRunAnyMore()
    {
        await using var core = await TestCore.CreateAsync();
        var rows = core.Get<CalendarRuns>();
        await BeginAsync(rows);
        core.Time.Advance(TimeSpan.FromDays(1));
        Assert.NotNull(await BeginAsync(rows));

        core.Time.Advance(TimeSpan.FromMinutes(59));
        var early = await BeginAsync(rows);
        core.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(early);
        Assert.NotNull(await BeginAsync(rows));
    }

    [Fact]
    public async Task Begin_ClockThatWasAYearAhead_IsNotOffForAYear()
    {
        await using var core = await TestCore.CreateAsync();
        var rows = core.Get<CalendarRuns>();
        await BeginAsync(rows);
        core.Time.Advance(TimeSpan.FromDays(365));
        await rows.SucceededAsync((await BeginAsync(rows))!);

        core.Time.SetBack(TimeSpan.FromDays(364));

        Assert.NotNull(await BeginAsync(rows));
    }

    [Fact]
    public async Task Look_RunThatFails_IsNotedAndMadeAgainLater()
    {
        await using var core = await TestCore.CreateAsync();
        var runs = 0;
        var job = Nightly(_ => ++runs == 1 ? throw new InvalidOperationException("secret-token") : Task.CompletedTask);
        await LookAsync(core, job);
        core.Time.Advance(TimeSpan.FromDays(1));

        await LookAsync(core, job);
        await LookAsync(core, job);
        var failed = await RowAsync(core);
        core.Time.Advance(TimeSpan.FromHours(1) + (CalendarRunner.Grace * 2));
        await LookAsync(core, job);
        var mended = await RowAsync(core);

        Assert.Equal(2, runs);
        Assert.Equal(nameof(InvalidOperationException), failed.LastError);
        Assert.True(failed.LastSucceededAt < failed.LastStartedAt);
        Assert.Equal((mended.LastStartedAt, null), (mended.LastSucceededAt, mended.LastError));
    }

    [Fact]
    public async Task Look_DeadlineIsOver_CancelsTheRun()
    {
        await using var core = await TestCore.CreateAsync();
        await using var hanging = new Hanging(listens: true);

        var look = LookAsync(core, Every(hanging.RunAsync));
        await hanging.Begun;
        core.Time.Advance(TimeSpan.FromHours(1));

        await look;
    }

    [Fact]
    public async Task Look_RunBeforeHangs_BeginsNoSecondOneUntilThatHasEnded()
    {
        await using var core = await TestCore.CreateAsync();
        await using var hanging = new Hanging(listens: false);
        var runs = 0;
        var job = Every(token =>
        {
            runs++;
            return hanging.RunAsync(token);
        });
        var look = LookAsync(core, job);
        core.Time.Advance(job.Deadline);
        core.Time.Advance(CalendarRunner.Grace);
        await look;

        await LookAsync(core, job);
        Assert.Equal(1, runs);

        await hanging.DisposeAsync();
        await LookAsync(core, job);
        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task Look_JobThatDoesNotListen_IsLeftBehindAfterItsDeadline()
    {
        await using var core = await TestCore.CreateAsync();
        await using var hanging = new Hanging(listens: false);

        var look = LookAsync(core, Every(hanging.RunAsync));
        await hanging.Begun;
        core.Time.Advance(TimeSpan.FromHours(1));
        Assert.False(look.IsCompleted);
        core.Time.Advance(CalendarRunner.Grace);

        await look;
    }

    [Fact]
    public async Task Look_ServerStopsMeanwhile_GivesTheRunToTheNextStart()
    {
        await using var core = await TestCore.CreateAsync();
        await using var hanging = new Hanging(listens: true);
        using var stopping = new CancellationTokenSource();
        var job = Nightly(hanging.RunAsync);
        await LookAsync(core, job);
        core.Time.Advance(TimeSpan.FromDays(1));

        var look = core.Get<CalendarRunner>().LookAsync(job, stopping.Token);
        await hanging.Begun;
        await stopping.CancelAsync();
        await look;

        Assert.NotNull(await BeginAsync(core.Get<CalendarRuns>()));
    }

    private static Task LookAsync(TestCore core, CalendarJob job) => core.Get<CalendarRunner>().LookAsync(job, CancellationToken.None);

    private static Task<BegunRun?> BeginAsync(CalendarRuns rows) => rows.TryBeginAsync("job", _nightly, TimeSpan.FromHours(1), CancellationToken.None);

    private static Task<CalendarRun> RowAsync(TestCore core) => core.Database.ReadAsync(db => db.CalendarRuns.SingleAsync(), CancellationToken.None);

    private static CalendarJob Nightly(Func<CancellationToken, Task> run) => new("job", 10, TimeSpan.FromHours(1), _nightly, (_, token) => run(token));

    private static CalendarJob Every(Func<CancellationToken, Task> run) => new("job", 1, TimeSpan.FromHours(1), null, (_, token) => run(token));

    private static Task Count(ref int runs)
    {
        runs++;
        return Task.CompletedTask;
    }
}
