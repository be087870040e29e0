using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Talents;

public sealed class RosterFilterTests
{
    private const string Fake = "FAKE";
    private const string LinkOnly = "LINK";

    public static TheoryData<RosterFilter, string[]> Rules => new()
    {
        { RosterFilter.None, ["Edge", "Fresh", "Half", "Link", "Nobody", "Old"] },
        { new(Platform: LinkOnly), ["Link", "Old"] },
        { new(State: SyncStatus.Error), ["Old"] },
        { new(State: SyncStatus.Ready), ["Edge", "Fresh", "Half", "Link", "Old"] },
        { new(State: SyncStatus.Syncing), [] },
        { new(Tag: "uk"), ["Fresh", "Old"] },
        { new(Tag: "u"), [] },
        { new(Freshness: RosterFreshness.Stale), ["Half", "Old"] },
        { new(Freshness: RosterFreshness.Never), ["Half"] },
        { new(Freshness: RosterFreshness.None), ["Nobody"] },
        { new(Freshness: RosterFreshness.NoneWorks), ["Link", "Nobody"] },
        { new(LinkOnly, SyncStatus.Error, "uk", RosterFreshness.Stale), ["Old"] },
        { new(LinkOnly, Tag: "uk", Freshness: RosterFreshness.Never), [] },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Get_Filter_ShowsThoseForWhomAllOfItHolds(RosterFilter filter, string[] expected)
    {
        await using var core = await FilledAsync();

        var page = await core.Get<TalentRoster>().GetAsync(new RosterRequest { Filter = filter }, CancellationToken.None);

        Assert.Equal(expected, page.Rows.Select(row => row.Name));
        Assert.Equal(expected.Length, page.Total);
        Assert.False(page.IsEmpty);
    }

    [Fact]
    public async Task Get_FilterAndSearch_ShowsThoseWhoMatchBoth()
    {
        await using var core = await FilledAsync();

        var page = await core.Get<TalentRoster>().GetAsync(new RosterRequest("old") { Filter = new(Tag: "uk") }, CancellationToken.None);

        Assert.Equal(["Old"], page.Rows.Select(row => row.Name));
    }

    [Fact]
    public async Task Get_FilterInTheArchive_ShowsTheArchivedAlone()
    {
        await using var core = await FilledAsync();
        var old = (await core.Get<TalentRoster>().GetAsync(new RosterRequest("old"), CancellationToken.None)).Rows[0];
        await core.Get<ArchiveTalent>().ExecuteAsync(old.Id, archived: true, TestCore.Admin, CancellationToken.None);
        var filter = new RosterFilter(Tag: "uk");

        var active = await core.Get<TalentRoster>().GetAsync(new RosterRequest { Filter = filter }, CancellationToken.None);
        var archive = await core.Get<TalentRoster>().GetAsync(new RosterRequest(Archived: true) { Filter = filter }, CancellationToken.None);

        Assert.Equal(["Fresh"], active.Rows.Select(row => row.Name));
        Assert.Equal(["Old"], archive.Rows.Select(row => row.Name));
    }

    [Fact]
    public async Task Counts_NothingChosen_AreTalentsAndNotProfiles()
    {
        await using var core = await FilledAsync();

        var counts = await CountsAsync(core, RosterFilter.None);

        Assert.Equal([(Fake, 4), (LinkOnly, 2)], counts.Platforms.Select(x => (x.Key, x.Value)).Order());
        Assert.Equal([(SyncStatus.Pending, 1), (SyncStatus.Ready, 5), (SyncStatus.Error, 1)], counts.States.Select(x => (x.Key, x.Value)).Order());
        Assert.Equal([("uk", 2), ("dance", 1)], counts.Tags.Select(x => (x.Key, x.Value)));
        Assert.Equal(
            [(RosterFreshness.Stale, 2), (RosterFreshness.Never, 1), (RosterFreshness.None, 1), (RosterFreshness.NoneWorks, 2)],
            counts.Freshness.Select(x => (x.Key, x.Value)).Order());
    }

    /// <summary>Whatever is chosen and counted: choosing it shows as many.</summary>
    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData(null, LinkOnly, null, null, null)]
    [InlineData(null, Fake, SyncStatus.Ready, "uk", null)]
    [InlineData(null, null, SyncStatus.Error, "uk", RosterFreshness.Stale)]
    [InlineData("l", null, SyncStatus.Ready, null, null)]
    [InlineData("nobodyofthatname", null, null, null, null)]
    public async Task Counts_OfEachChoice_AreWhatChoosingItShows(string? search, string? platform, SyncStatus? state, string? tag, RosterFreshness? fresh)
    {
        await using var core = await FilledAsync();
        var filter = new RosterFilter(platform, state, tag, fresh);

        var counts = await CountsAsync(core, filter, search);

        foreach (var key in (string[])[Fake, LinkOnly])
        {
            Assert.Equal(await TotalAsync(core, search, filter with { Platform = key }), counts.Platforms.GetValueOrDefault(key));
        }

        foreach (var one in Enum.GetValues<SyncStatus>())
        {
            Assert.Equal(await TotalAsync(core, search, filter with { State = one }), counts.States.GetValueOrDefault(one));
        }

        foreach (var one in (string[])["uk", "dance"])
        {
            Assert.Equal(await TotalAsync(core, search, filter with { Tag = one }), counts.Tags.SingleOrDefault(x => x.Key == one).Value);
        }

        foreach (var one in Enum.GetValues<RosterFreshness>())
        {
            Assert.Equal(await TotalAsync(core, search, filter with { Freshness = one }), counts.Freshness.GetValueOrDefault(one));
        }
    }

    [Fact]
    public async Task Counts_MoreTagsThanFit_AreThoseWithTheMostTalentsAndTheChosenOne()
    {
        await using var core = await TestCore.CreateAsync();
        for (var i = 0; i < RosterCounts.MostTags + 5; i++)
        {
            await core.Get<AddTalent>().ExecuteAsync(new TalentRequest($"Talent {i}", ["zumba", $"tag {i:00}"]), TestCore.Admin, CancellationToken.None);
        }

        var tags = (await CountsAsync(core, new(Tag: "tag 24"))).Tags;

        Assert.Equal(RosterCounts.MostTags + 1, tags.Count);
        Assert.Equal(KeyValuePair.Create("zumba", RosterCounts.MostTags + 5), tags[0]);
        Assert.Equal(KeyValuePair.Create("tag 24", 1), tags[^1]);
    }

    [Fact]
    public async Task Counts_ChosenTagThatNobodyHas_IsThereWithNone()
    {
        await using var core = await FilledAsync();

        Assert.Contains(KeyValuePair.Create("opera", 0), (await CountsAsync(core, new(Tag: "opera"))).Tags);
    }

    [Theory]
    [InlineData(false, new[] { "Old", "Edge", "Fresh", "Half", "Nobody", "Link" })]
    [InlineData(true, new[] { "Fresh", "Edge", "Old", "Half", "Nobody", "Link" })]
    public async Task Get_OrderedByOldestSync_PutsThoseWithoutOneLastBothWays(bool descending, string[] expected)
    {
        await using var core = await FilledAsync();

        var page = await core.Get<TalentRoster>().GetAsync(new RosterRequest(Order: RosterOrder.OldestSync, Descending: descending), CancellationToken.None);

        Assert.Equal(expected, page.Rows.Select(row => row.Name));
    }

    private static async Task<TestCore> FilledAsync()
    {
        var core = await TestCore.CreateAsync();
        await AddAsync(core, "Nobody", []);
        await AddAsync(core, "Fresh", ["uk"], (Fake, SyncStatus.Ready, TimeSpan.FromMinutes(10)));
        await AddAsync(core, "Old", ["dance", "uk"], (Fake, SyncStatus.Error, TimeSpan.FromMinutes(61)), (LinkOnly, SyncStatus.Ready, null), (Fake, SyncStatus.Ready, TimeSpan.Zero));
        await AddAsync(core, "Half", [], (Fake, SyncStatus.Ready, TimeSpan.FromMinutes(20)), (Fake, SyncStatus.Pending, null));
        await AddAsync(core, "Link", [], (LinkOnly, SyncStatus.Ready, null));
        await AddAsync(core, "Edge", [], (Fake, SyncStatus.Ready, RosterFilter.StaleAfter));
        return core;
    }

    private static async Task AddAsync(TestCore core, string name, string[] tags, params (string Platform, SyncStatus Status, TimeSpan? SyncedAgo)[] connections)
    {
        // Ids, and with them the order of equals, follow the time.
        core.Time.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond));
        var talent = (await core.Get<AddTalent>().ExecuteAsync(new TalentRequest(name, tags), TestCore.Admin, CancellationToken.None)).Value;
        foreach (var (platform, status, ago) in connections)
        {
            var at = core.Time.GetUtcNow() - ago;
            var id = (await core.ConnectAsync(Guid.NewGuid().ToString("N"), talent.Id, platform)).Id;
            await core.Database.WriteAsync(
                db => db.Connections.Where(x => x.Id == id).ExecuteUpdateAsync(row => row.SetProperty(x => x.Status, status).SetProperty(x => x.LastSyncedAt, at)),
                CancellationToken.None);
        }
    }

    private static Task<RosterCounts> CountsAsync(TestCore core, RosterFilter filter, string? search = null) =>
        core.Get<TalentRoster>().CountsAsync(new RosterRequest(search) { Filter = filter }, CancellationToken.None);

    private static async Task<int> TotalAsync(TestCore core, string? search, RosterFilter filter) =>
        (await core.Get<TalentRoster>().GetAsync(new RosterRequest(search) { Filter = filter }, CancellationToken.None)).Total;
}
