using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Simulation;

/// <summary>
/// A year of an agency in Berlin by the clock: two syncs a day, one an hour in the weeks in which summer time begins and ends, each
/// night's thinning and the canary's look, and a platform that renames a number.
/// </summary>
public sealed class YearOfNumbersTests
{
    private const int Profiles = 6;
    private const int Days = 365;

    /// <summary>Posts that a sync reads; there is a new one each week.</summary>
    private const int Read = 6;
    private const int RenamedOn = 180;
    private const int ReadAgainOn = 190;

    // 29 March of 23 hours, and 25 October of 25.
    private const int SummerBegins = 87;
    private const int SummerEnds = 297;

    private static readonly DateTimeOffset _start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly AgencyDays _days = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    [Fact]
    public async Task Year_PlatformThatRenamesViewsInTheMiddle_IsOneNotificationAndAGapAndNoCliff()
    {
        await using var core = await TestCore.CreateAsync(time: new TestClock(_start), configuration: ("Ingestion:PostDepth", $"{Read}"));
        await core.Database.WriteAsync(db => Task.FromResult(db.Add(new AgencySetting { Name = "TimeZone", Value = "Europe/Berlin" })), CancellationToken.None);
        var (day, told, syncs) = (0, 0, 0);
        Dictionary<(string Post, DateOnly Day), long?> lastOfDay = [];
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, 1000 + day));
        core.Platform.Posts = account => [.. Enumerable.Range(0, (day / 7) + 1).Reverse().Select(week => Post(account.Handle, week))];
        var talent = (await core.TalentAsync()).Id;
        for (var i = 0; i < Profiles; i++)
        {
            await core.ConnectAsync($"profile{i}", talent);
        }

        var driver = new SyncDriver(core);
        for (day = 0; day < Days; day++)
        {
            var hours = IsHourly(day) ? 1 : 12;
            for (var hour = 0; hour < 24; hour += hours)
            {
                syncs += await driver.RunDueAsync();
                core.Time.Advance(TimeSpan.FromHours(hours));
            }

            await core.Get<ThinHistory>().ExecuteAsync(TestContext.Current.CancellationToken);
            await core.Get<MetricCanary>().ExecuteAsync(TestContext.Current.CancellationToken);
            if (day == ReadAgainOn)
            {
                // A month after it is closed a notification is forgotten.
                told = await core.Database.ReadAsync(db => db.Notices.CountAsync(x => x.Kind == NoticeKind.MetricBroken), CancellationToken.None);
            }
        }

        Assert.Equal(Profiles * Enumerable.Range(0, Days).Sum(i => IsHourly(i) ? 24 : 2), syncs);
        var found = Assert.Single(await core.Database.ReadAsync(db => db.MetricBreaks.ToListAsync(), CancellationToken.None));
        Assert.Equal((CanaryMetric.PostViews, BreakKind.Vanished), (found.Metric, found.Kind));
        Assert.NotNull(found.Until);
        Assert.Equal(1, told);

        var first = _days.Of(_start);
        var numbers = await core.Get<TalentIntelligenceQuery>().GetAsync(talent, new IntelligencePeriod(first, first.AddDays(Days - 1)), CancellationToken.None);
        Assert.All(numbers.Accounts, account =>
        {
            // The last reading of each day, of the whole year.
            Assert.Equal(Enumerable.Range(0, Days).Select(i => (long?)(1000 + i)), account.Days.Select(known => known.Followers));
            Assert.DoesNotContain(account.Days, known => known.Views < 0);
            Assert.All(account.Days.Skip(RenamedOn + 1).Take(ReadAgainOn - RenamedOn - 1), known => Assert.Null(known.Views));
            Assert.True(account.Days.Skip(1).Take(RenamedOn - 1).All(known => known.Views > 0), "There was a day without views before.");

            // A hundred views an hour each, by days of 23 and 25 hours.
            Assert.Equal((Read * 2300, Read * 2500), (account.Days[SummerBegins].Views, account.Days[SummerEnds].Views));
        });
        Assert.NotNull(numbers.Posts.Views.Value);
        Assert.InRange(await core.CountAsync<ProfileReading>(), Profiles * Days, Profiles * (Days + 40));

        // Posts are read for six weeks, and days are kept for thirteen: of each day that a post was read on, its last numbers are there.
        var kept = (await core.Database.ReadAsync(db => db.PostReadings.ToListAsync(), CancellationToken.None))
            .Select(reading => (reading.PlatformPostId, reading.Views, First: _days.Of(reading.FirstReadAt), Last: _days.Of(reading.LastReadAt)))
            .Concat((await core.Database.ReadAsync(db => db.Posts.ToListAsync(), CancellationToken.None)).Select(post => (post.PlatformPostId, post.Views, First: _days.Of(post.NumbersAt), Last: DateOnly.MaxValue)))
            .ToLookup(reading => reading.PlatformPostId);
        Assert.True(lastOfDay.Count > Profiles * Days * 5, "Too few posts were read to say anything.");
        Assert.DoesNotContain(lastOfDay, read => !kept[read.Key.Post].Any(reading => reading.Views == read.Value && reading.First <= read.Key.Day && read.Key.Day <= reading.Last));

        PlatformPost Post(string handle, int week)
        {
            var now = core.Time.GetUtcNow();
            var published = _start.AddDays(week * 7);
            var views = day is >= RenamedOn and < ReadAgainOn ? Metric.Unknown(MetricGap.NoDataYet) : Metric.Of((long)(100 * (now - published).TotalHours));
            var id = $"{handle}-{week}";
            if (now - published < TimeSpan.FromDays(7 * Read))
            {
                lastOfDay[(id, _days.Of(now))] = views.Value;
            }

            return FakePlatform.Post(id, 1) with { PublishedAt = published, Views = views };
        }

        static bool IsHourly(int day) => Math.Abs(day - SummerBegins) <= 7 || Math.Abs(day - SummerEnds) <= 7;
    }
}
