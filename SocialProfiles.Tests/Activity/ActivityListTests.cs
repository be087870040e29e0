using SocialProfiles.Core.Activity;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Activity;

public sealed class ActivityListTests
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Kind_EveryAction_IsOfOneAndOfAllButSyncsUnlessItIsOne()
    {
        await using var core = await TestCore.CreateAsync();
        await WriteAsync(core, [.. Enum.GetValues<ActivityAction>().Select(action => Entry(action))]);

        Dictionary<ActivityKind, ActivityAction[]> kinds = [];
        foreach (var kind in Enum.GetValues<ActivityKind>())
        {
            kinds[kind] = [.. (await ListAsync(core, new ActivityFilter(Kind: kind))).Select(entry => entry.Action)];
        }

        var all = Enum.GetValues<ActivityAction>();
        Assert.Equal(all, kinds.Where(kind => kind.Key != ActivityKind.ByPeople).SelectMany(kind => kind.Value).Order());
        Assert.Equal(all.Except(kinds[ActivityKind.Syncs]), kinds[ActivityKind.ByPeople].Order());
    }

    [Fact]
    public async Task Days_OfAFilter_AreWholeOnesInUtc()
    {
        await using var core = await TestCore.CreateAsync();
        var start = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] times = [start.AddMilliseconds(-1), start, start.AddDays(1).AddMilliseconds(-1), start.AddDays(1)];
        await WriteAsync(core, [.. times.Select((time, i) => Entry(at: time, subject: $"{i}"))]);
        var day = new DateOnly(2026, 11, 24);

        Assert.Equal(["2", "1"], await SubjectsAsync(core, new ActivityFilter(From: day, To: day)));
        Assert.Equal(["3", "2", "1"], await SubjectsAsync(core, new ActivityFilter(From: day)));
        Assert.Equal(["2", "1", "0"], await SubjectsAsync(core, new ActivityFilter(To: day)));
        Assert.Equal(4, await core.Get<ActivityList>().CountAsync(new ActivityFilter(From: DateOnly.MinValue, To: DateOnly.MaxValue), CancellationToken.None));
    }

    [Fact]
    public async Task Days_OfAZone_BeginAtItsMidnight()
    {
        await using var core = await TestCore.CreateAsync();
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var start = new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero);
        DateTimeOffset[] times = [start.AddMilliseconds(-1), start, start.AddHours(25).AddMilliseconds(-1), start.AddHours(25)];
        await WriteAsync(core, [.. times.Select((time, i) => Entry(at: time, subject: $"{i}"))]);

        // 25 hours long, since summer time ends.
        var day = new DateOnly(2026, 10, 25);
        Assert.Equal(["2", "1"], await SubjectsAsync(core, new ActivityFilter(From: day, To: day, Zone: berlin)));
        Assert.Equal(4, await core.Get<ActivityList>().CountAsync(new ActivityFilter(From: DateOnly.MinValue, To: DateOnly.MaxValue, Zone: berlin), CancellationToken.None));
    }

    [Fact]
    public async Task Search_Words_AllStandSomewhere()
    {
        await using var core = await TestCore.CreateAsync();
        var mara = Guid.CreateVersion7();
        await WriteAsync(core, Entry(ActivityAction.Connected, "ada", mara, "@mara.lind on Instagram"), Entry(ActivityAction.SyncFailed, "SocialProfiles", mara, "@mara_films on TikTok"), Entry(subject: "100 % Mara"));

        Assert.Equal(["@mara.lind on Instagram"], await SubjectsAsync(core, new ActivityFilter(Search: "INSTA ada")));
        Assert.Equal(["@mara_films on TikTok"], await SubjectsAsync(core, new ActivityFilter(Search: "a_f")));
        Assert.Equal(["100 % Mara"], await SubjectsAsync(core, new ActivityFilter(Search: "%")));
        Assert.Empty(await SubjectsAsync(core, new ActivityFilter(Search: "insta tiktok")));
        Assert.Equal(["@mara_films on TikTok"], await SubjectsAsync(core, new ActivityFilter(TalentId: mara, Profile: "@mara_films on TikTok")));
        Assert.Equal(["@mara.lind on Instagram", "@mara_films on TikTok"], await core.Get<ActivityList>().ProfilesAsync(mara, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Filter_PersonTalentAndKind_MustAllHold()
    {
        await using var core = await TestCore.CreateAsync();
        var (mara, finn) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await WriteAsync(
            core,
            Entry(ActivityAction.Connected, "ada", mara, "wanted"), Entry(ActivityAction.Connected, "bob", mara), Entry(ActivityAction.Connected, "ada", finn),
            Entry(ActivityAction.TalentEdited, "ada", mara));

        Assert.Equal(["wanted"], await SubjectsAsync(core, new ActivityFilter("ada", ActivityKind.Profiles, mara)));
        Assert.Equal(["ada", "bob"], await core.Get<ActivityList>().ActorsAsync(50, CancellationToken.None));
        Assert.Equal(["ada"], await core.Get<ActivityList>().ActorsAsync(1, CancellationToken.None));
    }

    [Fact]
    public async Task All_MoreThanABatch_AreReadOnceEachWhateverIsWrittenMeanwhile()
    {
        await using var core = await TestCore.CreateAsync();
        const int Count = (2 * ActivityList.Batch) + 1;
        await WriteAsync(core, [.. Enumerable.Range(1, Count).Select(i => Entry(subject: $"{i}"))]);
        List<string> read = [];

        await foreach (var batch in core.Get<ActivityList>().AllAsync(ActivityFilter.None, CancellationToken.None))
        {
            read.AddRange(batch.Select(entry => entry.Subject));
            await WriteAsync(core, Entry(subject: "meanwhile"));
        }

        Assert.Equal(Enumerable.Range(1, Count).Reverse().Select(i => $"{i}"), read);
    }

    [Fact]
    public async Task Newer_AfterTheLastLook_CountsOnlyWhatMatches()
    {
        await using var core = await TestCore.CreateAsync();
        var list = core.Get<ActivityList>();
        await WriteAsync(core, Entry(), Entry());
        var before = await list.LastKeyAsync(CancellationToken.None);
        await WriteAsync(core, Entry(ActivityAction.SignedIn), Entry(), Entry(ActivityAction.SyncFailed));

        var newer = await list.NewerAsync(new ActivityFilter(Kind: ActivityKind.SignIn), before, CancellationToken.None);

        Assert.Equal((1, before + 3), newer);
        Assert.Equal((0, before + 3), await list.NewerAsync(ActivityFilter.None, newer.UpTo, CancellationToken.None));
    }

    [Fact]
    public async Task Signal_WhateverWritesActivity_TellsOpenPages()
    {
        await using var core = await TestCore.CreateAsync();
        var told = 0;
        using var subscription = core.Get<ActivitySignal>().Subscribe(() => Interlocked.Increment(ref told));

        var talent = await core.TalentAsync();
        var afterUseCase = told;
        var connection = await core.ConnectAsync("mara.lind", talent.Id);
        var afterRows = told;
        await core.StartAsync();
        await core.UntilAsync(connection.Id, view => view.Status == Core.Connections.SyncStatus.Ready);
        await core.StopAsync();

        Assert.Equal((1, 2), (afterUseCase, afterRows));
        Assert.Equal(3, told);
        Assert.Equal(1, await core.Get<ActivityList>().CountAsync(new ActivityFilter(Kind: ActivityKind.Syncs), CancellationToken.None));
    }

    private static ActivityEntry Entry(
        ActivityAction action = ActivityAction.TalentEdited, string actor = "ada", Guid? talent = null, string subject = "Mara Lind", DateTimeOffset? at = null) =>
        new() { At = at ?? _noon, Action = action, Actor = actor, Subject = subject, TalentId = talent };

    private static Task<bool> WriteAsync(TestCore core, params ActivityEntry[] entries) => core.Database.WriteAsync(
        db =>
        {
            db.Activity.AddRange(entries);
            return Task.FromResult(true);
        },
        CancellationToken.None);

    private static Task<List<ActivityEntry>> ListAsync(TestCore core, ActivityFilter filter) => core.Get<ActivityList>().GetAsync(filter, null, 100, CancellationToken.None);

    private static async Task<IEnumerable<string>> SubjectsAsync(TestCore core, ActivityFilter filter) => (await ListAsync(core, filter)).Select(entry => entry.Subject);
}
