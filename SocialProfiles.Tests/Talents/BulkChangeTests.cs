using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Talents;

public sealed class BulkChangeTests
{
    [Fact]
    public async Task Archive_TwoThousandOfWhomSomeAreGone_NamesThoseAndArchivesAllOthers()
    {
        await using var core = await TestCore.CreateAsync();
        var talents = await TalentsAsync(core, 2_000);
        foreach (var gone in talents.Take(3))
        {
            await core.Get<DeleteTalent>().ExecuteAsync(gone.Id, TestCore.Admin, CancellationToken.None);
        }

        await core.Get<ArchiveTalent>().ExecuteAsync(talents[3].Id, archived: true, TestCore.Admin, CancellationToken.None);
        var seen = 0;

        var result = await core.Get<BulkChange>().ArchiveAsync(talents, archived: true, TestCore.Admin, _ => Interlocked.Increment(ref seen), CancellationToken.None);

        Assert.Equal(talents.Take(3), result.Failures.Select(failure => failure.Talent));
        Assert.All(result.Failures, failure => Assert.Contains("was deleted", failure.Reason.Sentence, StringComparison.Ordinal));
        Assert.Equal((1_996, 1, 0, 2_000), (result.Changed.Count, result.Unchanged, result.NotReached, seen));
        Assert.Equal(1_997, (await core.Get<TalentRoster>().GetAsync(new RosterRequest(Archived: true), CancellationToken.None)).Total);
    }

    [Fact]
    public async Task Archive_GivenBackToThoseWhoChanged_LeavesWhoWasInTheArchiveBefore()
    {
        await using var core = await TestCore.CreateAsync();
        var talents = await TalentsAsync(core, 3);
        await core.Get<ArchiveTalent>().ExecuteAsync(talents[0].Id, archived: true, TestCore.Admin, CancellationToken.None);
        var bulk = core.Get<BulkChange>();
        var archived = await bulk.ArchiveAsync(talents, archived: true, TestCore.Admin, progress: null, CancellationToken.None);

        await bulk.ArchiveAsync(archived.Changed, archived: false, TestCore.Admin, progress: null, CancellationToken.None);

        var left = await core.Get<TalentRoster>().GetAsync(new RosterRequest(Archived: true), CancellationToken.None);
        Assert.Equal(talents[0].Id, Assert.Single(left.Rows).Id);
    }

    [Fact]
    public async Task Refresh_TalentsWithAndWithoutProfiles_QueuesThoseThatCanSync()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        var bare = await core.TalentAsync("Ola Berg");
        var link = await core.TalentAsync("Link Only");
        await core.ConnectAsync("kept", link.Id, "LINK");
        await core.StopAsync();

        var result = await core.Get<BulkChange>().RefreshAsync(
            [new(connection.TalentId, "Mara Lind"), new(bare.Id, bare.Name), new(link.Id, link.Name)], TestCore.Admin, progress: null, CancellationToken.None);

        Assert.Equal((connection.TalentId, 2), (Assert.Single(result.Changed).Id, result.Unchanged));
        Assert.Equal(SyncStatus.Pending, (await core.ReadAsync(connection.Id)).Status);
    }

    [Fact]
    public async Task Refresh_TalentInTheArchive_FailsWithTheReason()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        await core.Get<ArchiveTalent>().ExecuteAsync(connection.TalentId, archived: true, TestCore.Admin, CancellationToken.None);

        var result = await core.Get<BulkChange>().RefreshAsync([new(connection.TalentId, "Mara Lind")], TestCore.Admin, progress: null, CancellationToken.None);

        Assert.Equal("Archived, so nothing is fetched. Restore the talent first.", Assert.Single(result.Failures).Reason.Sentence);
    }

    [Fact]
    public async Task Tag_PutOnAndTakenOff_LeavesTheOtherTagsAndIsFound()
    {
        await using var core = await TestCore.CreateAsync();
        var music = (await core.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind", ["music"]), TestCore.Admin, CancellationToken.None)).Value;
        NamedId[] talents = [new(music.Id, music.Name), .. await TalentsAsync(core, 2)];
        var bulk = core.Get<BulkChange>();

        var tagged = await bulk.TagAsync(talents, " #Summer 2027 ", isOn: true, TestCore.Admin, progress: null, CancellationToken.None);
        var again = await bulk.TagAsync(talents, "summer 2027", isOn: true, TestCore.Admin, progress: null, CancellationToken.None);

        Assert.Equal((3, 0, 3), (tagged.Changed.Count, again.Changed.Count, again.Unchanged));
        var roster = core.Get<TalentRoster>();
        Assert.Equal(3, (await roster.GetAsync(new RosterRequest("summer"), CancellationToken.None)).Total);
        Assert.Equal(["music", "summer 2027"], (await roster.FindAsync(music.Id, CancellationToken.None))!.Tags);
        await bulk.TagAsync(talents, "Summer 2027", isOn: false, TestCore.Admin, progress: null, CancellationToken.None);
        Assert.Equal(["music"], (await roster.FindAsync(music.Id, CancellationToken.None))!.Tags);
    }

    [Fact]
    public async Task Tag_TalentWhoHasTheMostTags_FailsWithTheReasonAndKeepsThem()
    {
        await using var core = await TestCore.CreateAsync();
        string[] many = [.. Enumerable.Range(1, TalentName.MaxTags).Select(number => $"tag {number}")];
        var talent = (await core.Get<AddTalent>().ExecuteAsync(new TalentRequest("Mara Lind", many), TestCore.Admin, CancellationToken.None)).Value;

        var result = await core.Get<BulkChange>().TagAsync([new(talent.Id, talent.Name)], "one more", isOn: true, TestCore.Admin, progress: null, CancellationToken.None);

        Assert.Equal("Use at most 10 tags.", Assert.Single(result.Failures).Reason.Sentence);
        Assert.Equal(TalentName.MaxTags, (await core.Get<TalentRoster>().FindAsync(talent.Id, CancellationToken.None))!.Tags.Count);
    }

    [Fact]
    public async Task Invite_SomeInTheArchive_MakesALinkOfTheirOwnForEachOther()
    {
        await using var core = await TestCore.CreateAsync();
        var talents = await TalentsAsync(core, 3);
        await core.Get<ArchiveTalent>().ExecuteAsync(talents[1].Id, archived: true, TestCore.Admin, CancellationToken.None);

        await core.Get<RenameAgency>().AdoptAsync("Nordlicht Talents", CancellationToken.None);

        var (result, links) = await core.Get<BulkChange>().InviteAsync(talents, [core.Platform.Key], days: 7, TestCore.Admin, progress: null, CancellationToken.None);

        Assert.Equal([talents[0], talents[2]], links.Select(link => link.Talent));
        Assert.Equal(2, links.Select(link => link.Link.Token).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(talents[1], Assert.Single(result.Failures).Talent);
    }

    [Fact]
    public async Task Change_Stopped_SaysWhoWasNotReachedAndLeavesThem()
    {
        await using var core = await TestCore.CreateAsync();
        var talents = await TalentsAsync(core, 500);
        using var stop = new CancellationTokenSource();

        var result = await core.Get<BulkChange>().ArchiveAsync(
            talents,
            archived: true,
            TestCore.Admin,
            done =>
            {
                if (done == 100)
                {
                    stop.Cancel();
                }
            },
            stop.Token);

        Assert.True(result.NotReached > 0);
        Assert.Equal(talents.Length, result.Changed.Count + result.NotReached);
        Assert.Equal(result.NotReached, (await core.Get<TalentRoster>().GetAsync(new RosterRequest(), CancellationToken.None)).Total);
    }

    [Fact]
    public async Task Change_DatabaseLockedByAnotherProgram_EndsAndSaysSo()
    {
        await using var core = await TestCore.CreateAsync();
        var talents = await TalentsAsync(core, 100);
        using var other = OtherProgram.Locks(core.Folder);

        var result = await core.Get<BulkChange>().ArchiveAsync(talents, archived: true, TestCore.Admin, progress: null, CancellationToken.None);

        Assert.Equal((StorageFault.Locked, 100, 0), (result.Fault!.Value, result.NotReached, result.Changed.Count));
    }

    [Fact]
    public async Task Change_OfMany_IsInTheActivityOfEach()
    {
        await using var core = await TestCore.CreateAsync();
        var talents = await TalentsAsync(core, 2);

        await core.Get<BulkChange>().TagAsync(talents, "new", isOn: true, TestCore.Admin, progress: null, CancellationToken.None);

        Assert.Equal("tagged new", await LastAsync(core, talents[0].Id));
        Assert.Equal("tagged new", await LastAsync(core, talents[1].Id));
    }

    private static async Task<string?> LastAsync(TestCore core, Guid talentId) =>
        (await core.Database.ReadAsync(db => Task.FromResult(db.Activity.Where(x => x.TalentId == talentId).OrderByDescending(x => x.Key).First()), CancellationToken.None)).Detail;

    private static async Task<NamedId[]> TalentsAsync(TestCore core, int count)
    {
        var adding = core.Get<AddTalent>();
        var talents = await Task.WhenAll(Enumerable.Range(1, count).Select(number => adding.ExecuteAsync(new TalentRequest($"Talent {number:0000}"), TestCore.Admin, CancellationToken.None)));
        return [.. talents.Select(talent => new NamedId(talent.Value.Id, talent.Value.Name))];
    }
}
