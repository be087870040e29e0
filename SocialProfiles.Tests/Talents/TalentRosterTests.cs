using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Talents;

public sealed class TalentRosterTests
{
    [Fact]
    public async Task Get_AccountsWithUnbelievablyManyFollowers_LeavesThemOutOfTheSumInsteadOfFailing()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        await core.StartAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(
            FakePlatform.Profile(account.Handle, account.Handle == "real" ? 1200 : 9_200_000_000_000_000_000) with { Posts = Metric.Of(long.MaxValue), Views = Metric.Of(long.MaxValue) });
        core.Platform.Posts = account => [FakePlatform.Post(account.Handle, 1, likes: long.MaxValue) with { Comments = Metric.Of(long.MaxValue), Views = Metric.Of(long.MaxValue) }];
        foreach (var handle in new[] { "one", "two", "real" })
        {
            await core.UntilAsync((await core.ConnectAsync(handle, talent.Id)).Id, SyncStatus.Ready);
        }

        var row = Assert.Single((await PageAsync(core, new RosterRequest(Order: RosterOrder.Followers, Descending: true))).Rows);
        var numbers = await core.Get<TalentIntelligenceQuery>().GetAsync(talent.Id, days: 28, CancellationToken.None);

        Assert.Equal(1200, row.Followers);
        Assert.Equal((1200, 1, 3), (numbers.Followers.Value, numbers.Followers.Known, numbers.Followers.OutOf));
        Assert.Equal(0, numbers.Posts.Views.Known);
    }

    [Fact]
    public async Task Get_NoTalents_SaysThatTheRosterIsEmpty()
    {
        await using var core = await TestCore.CreateAsync();

        Assert.True((await PageAsync(core, new RosterRequest())).IsEmpty);
    }

    [Theory]
    [InlineData("lind", "Mara Lind")]
    [InlineData("  MARA ", "Mara Lind")]
    [InlineData("#dance", "Ola Berg")]
    [InlineData("@ola.b", "Ola Berg")]
    [InlineData("100%", null)]
    public async Task Get_Search_FindsNamesTagsAndHandles(string search, string? expected)
    {
        await using var core = await TestCore.CreateAsync();
        await core.TalentAsync("Mara Lind");
        var ola = (await core.Get<AddTalent>().ExecuteAsync(new TalentRequest("Ola Berg", ["Dance", "dance"]), TestCore.Admin, CancellationToken.None)).Value;
        await core.ConnectAsync("Ola.Berg", ola.Id);

        var page = await PageAsync(core, new RosterRequest(search));

        Assert.Equal(expected is null ? [] : [expected], page.Rows.Select(row => row.Name));
        Assert.False(page.IsEmpty);
    }

    [Fact]
    public async Task Get_OrderedByFollowers_PutsTheLargestFirst()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<Core.Platforms.PlatformProfile, Core.Platforms.PlatformFailure>>(
            FakePlatform.Profile(account.Handle, account.Handle == "big" ? 9_000 : 10));
        await core.StartAsync();
        foreach (var handle in new[] { "small", "big" })
        {
            var talent = await core.TalentAsync($"Talent {handle}");
            await core.UntilAsync((await core.ConnectAsync(handle, talent.Id)).Id, SyncStatus.Ready);
        }

        await core.TalentAsync("Talent none");
        var page = await PageAsync(core, new RosterRequest(Order: RosterOrder.Followers, Descending: true));

        Assert.Equal([9_000L, 10L, null], page.Rows.Select(row => row.Followers));
    }

    [Theory]
    [InlineData(RosterOrder.Name)]
    [InlineData(RosterOrder.Followers)]
    [InlineData(RosterOrder.OldestSync)]
    [InlineData(RosterOrder.Added)]
    public async Task Get_PagesOfEachOrder_GiveEveryTalentOnce(RosterOrder order)
    {
        await using var core = await TestCore.CreateAsync();
        for (var i = 0; i < 7; i++)
        {
            await core.TalentAsync($"Talent {i}");
        }

        var pages = new[] { 0, 3, 6 }.Select(skip => PageAsync(core, new RosterRequest(Order: order, Skip: skip, Take: 3)));
        var names = (await Task.WhenAll(pages)).SelectMany(page => page.Rows).Select(row => row.Name);

        Assert.Equal(7, names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Archive_Talent_LeavesTheRosterStopsItsSyncsAndComesBackDue()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var connection = await core.ConnectAsync("x", talent.Id);
        var archive = core.Get<ArchiveTalent>();

        await archive.ExecuteAsync(talent.Id, archived: true, TestCore.Admin, CancellationToken.None);
        var archived = (await PageAsync(core, new RosterRequest()), await PageAsync(core, new RosterRequest(Archived: true)), await core.ReadAsync(connection.Id));
        await archive.ExecuteAsync(talent.Id, archived: false, TestCore.Admin, CancellationToken.None);
        var back = await core.ReadAsync(connection.Id);

        Assert.Empty(archived.Item1.Rows);
        Assert.Single(archived.Item2.Rows);
        Assert.Null(archived.Item3.NextAttemptAt);
        Assert.Equal(core.Time.GetUtcNow(), back.NextAttemptAt);
    }

    [Fact]
    public async Task Delete_Talent_TakesEverythingOfItsConnections()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var talent = await core.TalentAsync();
        await core.UntilAsync((await core.ConnectAsync("x", talent.Id)).Id, SyncStatus.Ready);

        await core.Get<DeleteTalent>().ExecuteAsync(talent.Id, TestCore.Admin, CancellationToken.None);

        Assert.Equal((0, 0, 0), (await core.CountAsync<Connection>(), await core.CountAsync<SocialPost>(), await core.CountAsync<ProfileReading>()));
    }

    [Theory]
    [InlineData("", "name")]
    [InlineData(" \t ", "name")]
    [InlineData("bell\u0007", "name")]
    public async Task Add_NameThatCannotBeShown_IsRefusedWithItsField(string name, string field)
    {
        await using var core = await TestCore.CreateAsync();

        var result = await core.Get<AddTalent>().ExecuteAsync(new TalentRequest(name), TestCore.Admin, CancellationToken.None);

        Assert.Equal(field, Assert.IsType<InvalidError>(result.Failure).Field);
        Assert.Equal(0, await core.CountAsync<Talent>());
    }

    private static Task<RosterPage> PageAsync(TestCore core, RosterRequest request) => core.Get<TalentRoster>().GetAsync(request, CancellationToken.None);
}
