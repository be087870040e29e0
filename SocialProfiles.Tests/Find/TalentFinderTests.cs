using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Find;

public sealed class TalentFinderTests
{
    public static TheoryData<FindConditions, string[], int> Rules => new()
    {
        { FindConditions.None, ["Grows", "Falls", "Small", "Hidden"], 0 },
        { new(Platform: "LINK"), [], 0 },
        { new(FollowersFrom: 10_000), ["Grows", "Falls"], 1 },
        { new(FollowersFrom: 10_000, FollowersTo: 15_000), ["Falls"], 1 },
        { new(EngagementFrom: 0.04), ["Grows"], 2 },
        { new(GrowthFrom: 0.1), ["Grows"], 2 },
        { new(GrowthFrom: -0.5), ["Grows", "Falls"], 2 },
        { new(Tag: "uk"), ["Grows"], 0 },
        { new(Tag: "u"), [], 0 },
        { new(Country: "DE", CountryShareFrom: 0.5), ["Grows"], 2 },
        { new(Country: "DE"), ["Grows", "Falls"], 2 },
        { new(PostedWithinDays: 7), ["Grows"], 1 },
        { new(FollowersFrom: 10_000, EngagementFrom: 0.04, GrowthFrom: 0.05), ["Grows"], 1 },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Find_Conditions_AreThoseOfWhomAllHoldAndTellsOfWhomItIsNotKnown(FindConditions conditions, string[] expected, int notKnown)
    {
        await using var core = await FilledAsync();

        var page = await FindAsync(core, conditions);

        Assert.Equal(expected, page.Rows.Select(row => row.Numbers.TalentName));
        Assert.Equal((expected.Length, notKnown), (page.Total, page.NotKnown.All));
    }

    [Theory]
    [InlineData(FindOrder.Followers, true, "Grows, Falls, Small, Hidden")]
    [InlineData(FindOrder.Followers, false, "Small, Falls, Grows, Hidden")]
    [InlineData(FindOrder.Growth, true, "Grows, Falls, Small, Hidden")]
    [InlineData(FindOrder.Growth, false, "Falls, Grows, Small, Hidden")]
    [InlineData(FindOrder.Engagement, false, "Falls, Grows, Small, Hidden")]
    [InlineData(FindOrder.MedianViews, true, "Small, Grows, Falls, Hidden")]
    [InlineData(FindOrder.LastPost, true, "Grows, Falls, Small, Hidden")]
    [InlineData(FindOrder.Name, false, "Falls, Grows, Hidden, Small")]
    public async Task Find_AnyOrder_HasWhatIsNotKnownLast(FindOrder order, bool descending, string expected)
    {
        await using var core = await FilledAsync();

        var page = await core.Get<TalentFinder>().FindAsync(new FindRequest(FindConditions.None, order, descending), CancellationToken.None);

        Assert.Equal(expected, string.Join(", ", page.Rows.Select(row => row.Numbers.TalentName)));
    }

    /// <summary>A number of five days ago says nothing of the days since: it is a growth in no condition, order and scale.</summary>
    [Fact]
    public async Task Find_GrowthOfAProfileThatIsNoLongerRead_IsNotKnown()
    {
        await using var core = await FilledAsync();
        await core.Database.WriteAsync(core.Time.GetUtcNow(), new ReadProfile("Quiet", 90_000) { Before = [(28.2, 45_000)], SyncedDaysAgo = 5, Status = SyncStatus.Error });

        var growing = await FindAsync(core, new(GrowthFrom: 0.1));
        var all = await core.Get<TalentFinder>().FindAsync(new FindRequest(FindConditions.None, FindOrder.Growth), CancellationToken.None);

        Assert.Equal(["Grows"], growing.Rows.Select(row => row.Numbers.TalentName));
        Assert.Equal((3, 2), (growing.NotKnown.All, growing.NotKnown.Growth));
        Assert.Equal(["Grows", "Falls"], all.Rows.Take(2).Select(row => row.Numbers.TalentName));
        var quiet = all.Rows.Single(row => row.Numbers.TalentName == "Quiet");
        Assert.Equal((GrowthGap.NowOld, Place.None), (quiet.Numbers.MonthGrowth.Gap, quiet.Places.Growth));
    }

    [Fact]
    public async Task Find_PagesAndTheExport_GiveTheSameRowsInTheSameOrder()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(core.Time.GetUtcNow(), [.. Enumerable.Range(1, 30).Select(i => new ReadProfile($"Talent {i:00}", i * 100))]);
        var finder = core.Get<TalentFinder>();

        var first = await finder.FindAsync(new FindRequest(FindConditions.None), CancellationToken.None);
        var second = await finder.FindAsync(new FindRequest(FindConditions.None, Skip: 25), CancellationToken.None);
        List<string> all = [];
        await foreach (var batch in finder.AllAsync(new FindRequest(FindConditions.None), CancellationToken.None))
        {
            all.AddRange(batch.Select(row => row.Numbers.TalentName));
        }

        Assert.Equal((30, 25, 5), (first.Total, first.Rows.Count, second.Rows.Count));
        Assert.Equal(all, first.Rows.Concat(second.Rows).Select(row => row.Numbers.TalentName));
    }

    [Fact]
    public async Task Find_ArchivedTalent_IsInNoResultAndInNoScale()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(core.Time.GetUtcNow(), [.. Enumerable.Range(1, 5).Select(i => new ReadProfile($"Talent {i}", 2_000 + i))]);
        var before = await FindAsync(core, FindConditions.None);

        await core.Get<ArchiveTalent>().ExecuteAsync(before.Rows[0].Numbers.TalentId, archived: true, TestCore.Admin, CancellationToken.None);
        var after = await FindAsync(core, FindConditions.None);

        // Five are enough for a place, the largest of five being above four and half of itself; four are too few.
        Assert.Equal((5, 90.0), (before.Rows.Count, before.Rows[0].Places.Followers.Percentile));
        Assert.Equal(4, after.Rows.Count);
        Assert.All(after.Rows, row => Assert.True(row.Places.Followers is { Percentile: null, IsTooFew: true, Peers: 4 }));
    }

    [Fact]
    public async Task Find_OtherPlatformOrSize_AreNoPeers()
    {
        await using var core = await TestCore.CreateAsync(second: new FakePlatform("OTHER"));
        await core.Database.WriteAsync(
            core.Time.GetUtcNow(),
            [
                .. Enumerable.Range(1, 5).Select(i => new ReadProfile($"Peer {i}", 2_000 + i) { Rate = i / 100.0 }),
                .. Enumerable.Range(1, 5).Select(i => new ReadProfile($"Elsewhere {i}", 2_000 + i, "OTHER") { Rate = 0.5 }),
                .. Enumerable.Range(1, 5).Select(i => new ReadProfile($"Larger {i}", 20_000 + i) { Rate = 0.5 }),
            ]);

        var page = await FindAsync(core, FindConditions.None);

        Assert.Equal(new Place(70, 5), page.Rows.Single(row => row.Numbers.TalentName == "Peer 4").Places.EngagementRate);
    }

    private static Task<FindPage> FindAsync(TestCore core, FindConditions conditions) =>
        core.Get<TalentFinder>().FindAsync(new FindRequest(conditions), CancellationToken.None);

    /// <summary>One who grew by a quarter, one who lost some, one of whom there is no reading of then, and one who hides it.</summary>
    private static async Task<TestCore> FilledAsync()
    {
        var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(
            core.Time.GetUtcNow(),
            new ReadProfile("Grows", 25_000)
            {
                Before = [(28.5, 20_000), (30, 1), (20, 24_000)],
                Rate = 0.05,
                MedianViews = 500,
                LastPostDaysAgo = 2,
                Tags = ["uk"],
                Countries = [("DE", 60), ("GB", 40)],
            },
            new ReadProfile("Falls", 12_000) { Before = [(28.1, 15_000)], Rate = 0.02, MedianViews = 400, LastPostDaysAgo = 10, Countries = [("DE", 10), ("GB", 90)] },

            // Read two days before the window began: too early to stand for its start.
            new ReadProfile("Small", 900) { Before = [(30.5, 100)], MedianViews = 9_000, LastPostDaysAgo = 40 },
            new ReadProfile("Hidden", null) { Before = [(28.2, null)], Rate = null, Gap = MetricGap.Hidden });
        return core;
    }
}
