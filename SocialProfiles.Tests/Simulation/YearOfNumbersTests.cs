using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Simulation;

/// <summary>A year of an agency by the clock: two syncs a day, each night's thinning and the canary's look, and a platform that renames a number.</summary>
public sealed class YearOfNumbersTests
{
    private const int Profiles = 6;
    private const int Days = 365;
    private const int RenamedOn = 180;
    private const int ReadAgainOn = 190;

    private static readonly TimeSpan _halfADay = TimeSpan.FromHours(12);

    [Fact]
    public async Task Year_PlatformThatRenamesViewsInTheMiddle_IsOneNotificationAndAGapAndNoCliff()
    {
        await using var core = await TestCore.CreateAsync();
        var start = core.Time.GetUtcNow();
        var (day, told) = (0, 0);
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, 1000 + day));
        core.Platform.Posts = account => [.. Enumerable.Range(0, (day / 7) + 1).Reverse().Take(6).Select(week => Post(account.Handle, week))];
        var talent = (await core.TalentAsync()).Id;
        for (var i = 0; i < Profiles; i++)
        {
            await core.ConnectAsync($"profile{i}", talent);
        }

        var driver = new SyncDriver(core);
        for (day = 0; day < Days; day++)
        {
            await driver.RunDueAsync();
            core.Time.Advance(_halfADay);
            await driver.RunDueAsync();
            core.Time.Advance(_halfADay);
            await core.Get<ThinHistory>().ExecuteAsync(TestContext.Current.CancellationToken);
            await core.Get<MetricCanary>().ExecuteAsync(TestContext.Current.CancellationToken);
            if (day == ReadAgainOn)
            {
                // A month after it is closed a notification is forgotten.
                told = await core.Database.ReadAsync(db => db.Notices.CountAsync(x => x.Kind == NoticeKind.MetricBroken), CancellationToken.None);
            }
        }

        var found = Assert.Single(await core.Database.ReadAsync(db => db.MetricBreaks.ToListAsync(), CancellationToken.None));
        Assert.Equal((CanaryMetric.PostViews, BreakKind.Vanished), (found.Metric, found.Kind));
        Assert.NotNull(found.Until);
        Assert.Equal(1, told);

        var first = DateOnly.FromDateTime(start.UtcDateTime);
        var numbers = await core.Get<TalentIntelligenceQuery>().GetAsync(talent, new IntelligencePeriod(first, first.AddDays(Days - 1)), CancellationToken.None);
        Assert.All(numbers.Accounts, account =>
        {
            // The last reading of each day, of the whole year.
            Assert.Equal(Enumerable.Range(0, Days).Select(i => (long?)(1000 + i)), account.Days.Select(known => known.Followers));
            Assert.DoesNotContain(account.Days, known => known.Views < 0);
            Assert.All(account.Days.Skip(RenamedOn + 1).Take(ReadAgainOn - RenamedOn - 1), known => Assert.Null(known.Views));
            Assert.True(account.Days.Skip(1).Take(RenamedOn - 1).All(known => known.Views > 0), "There was a day without views before.");
        });
        Assert.NotNull(numbers.Posts.Views.Value);
        Assert.InRange(await core.CountAsync<ProfileReading>(), Profiles * Days, Profiles * (Days + 40));

        PlatformPost Post(string handle, int week)
        {
            var published = start.AddDays(week * 7);
            var views = Metric.Of((long)(100 * (core.Time.GetUtcNow() - published).TotalHours));
            return FakePlatform.Post($"{handle}-{week}", 1) with { PublishedAt = published, Views = day is >= RenamedOn and < ReadAgainOn ? Metric.Unknown(MetricGap.NoDataYet) : views };
        }
    }
}
