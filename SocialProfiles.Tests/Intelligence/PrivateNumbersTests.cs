using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Intelligence;

public sealed class PrivateNumbersTests
{
    private static readonly DateOnly _today = new(2026, 11, 24);

    [Fact]
    public async Task Get_AccountByConsent_AddsDaysUpAndAveragesWhatDoesNotAddUp()
    {
        await using var core = await SyncedAsync(new PlatformInsights(
            [
                new(InsightMetric.Views, _today.AddDays(-2), "", 100), new(InsightMetric.Views, _today.AddDays(-1), "", 50),
                new(InsightMetric.Reach, _today.AddDays(-2), "", 80), new(InsightMetric.Reach, _today.AddDays(-1), "", 40),
                new(InsightMetric.FollowersByGender, _today, "F", 75), new(InsightMetric.FollowersByGender, _today, "M", 25),
            ],
            [new(InsightMetric.Saves, MetricGap.NoDataYet)],
            new Dictionary<string, PostInsights>(StringComparer.Ordinal) { ["mara.lind-2"] = new() { Views = Metric.Of(900), Reach = Metric.Of(700), Saves = Metric.Of(3) } }));

        var numbers = await NumbersAsync(core);

        var account = Assert.Single(numbers.Private);
        Assert.Equal(
            [new(InsightMetric.Views, 150, MetricGap.None, 2), new(InsightMetric.Reach, 60, MetricGap.None, 2), new(InsightMetric.Saves, null, MetricGap.NoDataYet, 0)],
            account.Numbers.Select(number => number with { ReadAt = null, Source = null }));
        Assert.All(account.Numbers, number => Assert.Equal(number.Value is null ? null : core.Time.GetUtcNow(), number.ReadAt));
        Assert.All(account.Numbers, number => Assert.Equal(number.Value is not null, number.Source is { Platform: "FAKE", ByPermission: true }));
        Assert.Equal((core.Time.GetUtcNow(), true), (account.Audience[0].ReadAt, account.Audience[0].Source is { Platform: "FAKE", ByPermission: true }));
        Assert.Equal([("F", 0.75), ("M", 0.25)], Assert.Single(account.Audience).Groups);
        var newest = (await core.Get<TalentPosts>().GetAsync(await TalentAsync(core), new PostsRequest(), CancellationToken.None)).Posts[0];
        Assert.Equal((900, 700, 3, (long?)null), (newest.Views.Value, newest.Reach.Value, newest.Saves.Value, newest.Post.Views));
        var year = await core.Get<TalentIntelligenceQuery>().GetAsync(await TalentAsync(core), days: 365, CancellationToken.None);
        Assert.Equal(new Total(900, 1, 2), year.Posts.Views);
    }

    [Fact]
    public async Task Get_MoreDaysThanThePeriod_AddsTwentyEightWholeDays()
    {
        await using var core = await SyncedAsync(new PlatformInsights(
            [.. Enumerable.Range(0, 31).Select(back => new InsightValue(InsightMetric.Views, _today.AddDays(-back), "", 1))],
            [],
            new Dictionary<string, PostInsights>(StringComparer.Ordinal)));

        Assert.Equal(new PeriodNumber(InsightMetric.Views, 28, MetricGap.None, 28), Assert.Single(Assert.Single((await NumbersAsync(core)).Private).Numbers) with { ReadAt = null, Source = null });
    }

    [Fact]
    public async Task Get_Audience_HasEachAgeAndTheLargestCountriesWithTheDayOfTheReading()
    {
        string[] ages = ["13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+"];
        await using var core = await SyncedAsync(new PlatformInsights(
            [
                .. ages.Select((age, i) => new InsightValue(InsightMetric.FollowersByAge, _today, age, i + 1)),
                .. "ABCDEFGH".Select(letter => new InsightValue(InsightMetric.FollowersByCountry, _today, $"A{letter}", 5)),
            ],
            [new(InsightMetric.FollowersByGender, MetricGap.NoDataYet)],
            PlatformInsights.None.Posts));

        var audience = Assert.Single((await NumbersAsync(core)).Private).Audience;

        Assert.Equal(
            [(InsightMetric.FollowersByAge, 7, _today, MetricGap.None), (InsightMetric.FollowersByGender, 0, (DateOnly?)null, MetricGap.NoDataYet), (InsightMetric.FollowersByCountry, AudienceGroups.Most, _today, MetricGap.None)],
            audience.Select(groups => (groups.Metric, groups.Groups.Count, groups.ReadOn, groups.Gap)));
        Assert.Equal(1, audience[0].Groups.Sum(group => group.Share), 10);
    }

    [Fact]
    public async Task Get_AudienceWhosePermissionEnded_IsTheOldOneWithItsDayAndTheReason()
    {
        var platform = new FakePlatform { OnInsights = () => new PlatformInsights([new(InsightMetric.FollowersByAge, _today, "18-24", 5)], [], PlatformInsights.None.Posts) };
        await using var core = await TestCore.CreateAsync(platform, configuration: [("Ingestion:RefreshMinutes", "1440"), ("Ingestion:InsightHours", "1")]);
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        core.Time.Advance(TimeSpan.FromHours(13));
        platform.OnInsights = () => InsightSheet.NotGranted([InsightMetric.FollowersByAge]);

        await SyncAgainAsync(core, connection.Id);

        var audience = Assert.Single(Assert.Single((await NumbersAsync(core)).Private).Audience);
        Assert.Equal((_today, MetricGap.NotGranted), (audience.ReadOn, audience.Gap));
        Assert.Equal([("18-24", 1.0)], audience.Groups);
    }

    [Fact]
    public async Task Sync_AudienceReadOftenInAWeek_KeepsTheNewestReading()
    {
        var platform = new FakePlatform { OnInsights = () => Audience(_today, "DE", "FR") };
        await using var core = await TestCore.CreateAsync(platform, configuration: [("Ingestion:RefreshMinutes", "1440"), ("Ingestion:InsightHours", "1")]);
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);

        // Into the next day, and not to the last fifth of the 24 hours, where a sync of its own comes due: the clock would run
        // past its time limits, and its next attempt would wait for a clock that stands still.
        core.Time.Advance(TimeSpan.FromHours(13));
        platform.OnInsights = () => Audience(_today.AddDays(1), "DE");

        await SyncAgainAsync(core, connection.Id);

        // A Tuesday and a Wednesday.
        var rows = await core.Database.ReadAsync(db => Task.FromResult(db.Insights.Select(x => new { x.Day, x.Slice }).ToList()), CancellationToken.None);
        Assert.Equal((_today.AddDays(1).DayNumber, "DE"), (Assert.Single(rows).Day, rows[0].Slice));

        static PlatformInsights Audience(DateOnly day, params string[] countries) =>
            new([.. countries.Select(country => new InsightValue(InsightMetric.FollowersByCountry, day, country, 5))], [], PlatformInsights.None.Posts);
    }

    [Fact]
    public async Task Sync_WithinTheSameHours_AsksForPrivateNumbersOnce()
    {
        var asked = 0;
        var platform = new FakePlatform { OnInsights = () => { asked++; return PlatformInsights.None; } };
        // No sync of its own within the six hours: it would come due while the clock moves, and race this test's.
        await using var core = await TestCore.CreateAsync(platform, configuration: ("Ingestion:RefreshMinutes", "1440"));
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        await SyncAgainAsync(core, connection.Id);
        Assert.Equal(1, asked);

        core.Time.Advance(TimeSpan.FromHours(6));
        await SyncAgainAsync(core, connection.Id);

        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task Sync_PrivateNumbersRefusedForNow_IsReadyAllTheSame()
    {
        var platform = new FakePlatform { OnInsights = () => new PlatformFailure(FailureKind.PlatformDown, "HTTP 503") };
        await using var core = await TestCore.CreateAsync(platform);
        await core.StartAsync();

        await core.UntilAsync((await core.ConsentAsync()).Id, SyncStatus.Ready);

        Assert.Equal(0, await core.CountAsync<AccountInsight>());
    }

    [Fact]
    public async Task Withdraw_ByTheTalent_DeletesPrivateNumbersAndKeepsPublicOnes()
    {
        var platform = new FakePlatform
        {
            OnInsights = () => new PlatformInsights(
                [new(InsightMetric.Views, _today, "", 1)], [], new Dictionary<string, PostInsights>(StringComparer.Ordinal) { ["mara.lind-1"] = new() { Reach = Metric.Of(5) } }),
        };
        await using var core = await TestCore.CreateAsync(platform);
        await core.StartAsync();
        var talent = await core.TalentAsync();
        var invitation = (await core.InviteAsync(new InviteRequest(talent.Id, ["FAKE"]))).Value.Invitation;
        var connection = (await core.CompleteConsentAsync(await core.StartConsentAsync(talent.Id, invitation.Id), "mara.lind")).Connection!;
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        Assert.Equal((1, 1), (await core.CountAsync<AccountInsight>(), await core.CountAsync<PostInsight>()));

        await core.Get<WithdrawConsent>().ExecuteAsync(invitation.Id, connection.Id, null, CancellationToken.None);

        Assert.Equal((0, 0, 2), (await core.CountAsync<AccountInsight>(), await core.CountAsync<PostInsight>(), await core.CountAsync<SocialPost>()));
    }

    private static async Task SyncAgainAsync(TestCore core, Guid connection)
    {
        core.Time.Advance(TimeSpan.FromSeconds(1));
        var before = (await core.ReadAsync(connection)).LastSyncedAt;
        await core.Get<RefreshConnection>().ExecuteAsync(connection, TestCore.Admin, CancellationToken.None);
        await core.UntilAsync(connection, view => view.Status == SyncStatus.Ready && view.LastSyncedAt > before);
    }

    private static async Task<TestCore> SyncedAsync(PlatformInsights insights)
    {
        var core = await TestCore.CreateAsync(new FakePlatform { OnInsights = () => insights });
        await core.StartAsync();
        await core.UntilAsync((await core.ConsentAsync()).Id, SyncStatus.Ready);
        return core;
    }

    private static async Task<TalentIntelligence> NumbersAsync(TestCore core) =>
        await core.Get<TalentIntelligenceQuery>().GetAsync(await TalentAsync(core), days: 28, CancellationToken.None);

    private static async Task<Guid> TalentAsync(TestCore core) =>
        Assert.Single(await core.Database.ReadAsync(db => Task.FromResult(db.Connections.ToList()), CancellationToken.None)).TalentId;
}
