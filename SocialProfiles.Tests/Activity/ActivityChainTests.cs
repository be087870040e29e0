using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Activity;

public sealed class ActivityChainTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chain_EntriesOfEveryWay_IsWhole()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConnectAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        await core.Get<RefreshConnection>().ExecuteAsync(connection.Id, TestCore.Admin, Cancel);
        await core.StopAsync();
        await core.Get<ActivityNote>().WriteAsync(TestCore.Admin, ActivityAction.SignedOut, "Zoë \u202Eevil\0 \uD800 text", "", Cancel);

        var report = await VerifyAsync(core);

        Assert.True(report.IsWhole, report.Finding?.ToString());
        Assert.Equal((5L, 0L), (report.Entries, report.Erased));
        Assert.Equal(Convert.ToHexStringLower((await EntriesAsync(core))[^1].Hash!), report.Head);
    }

    [Fact]
    public async Task Chain_NothingWrittenYet_IsWhole()
    {
        await using var core = await TestCore.CreateAsync();

        Assert.True((await VerifyAsync(core)).IsWhole);
    }

    [Theory]
    [InlineData("UPDATE Activity SET Subject = 'Somebody else' WHERE Key = 3", ActivityFault.TextChanged, 3)]
    [InlineData("UPDATE Activity SET Detail = NULL WHERE Key = 3", ActivityFault.TextChanged, 3)]
    [InlineData("UPDATE Activity SET Actor = 'innocent@agency.example' WHERE Key = 3", ActivityFault.TextChanged, 3)]
    [InlineData("UPDATE Activity SET Address = '198.51.100.7' WHERE Key = 3", ActivityFault.TextChanged, 3)]
    [InlineData("UPDATE Activity SET WhatSalt = NULL WHERE Key = 3", ActivityFault.TextChanged, 3)]
    [InlineData("UPDATE Activity SET At = At + 1 WHERE Key = 3", ActivityFault.Changed, 3)]
    [InlineData("UPDATE Activity SET Action = 'TalentDeleted' WHERE Key = 3", ActivityFault.Changed, 3)]
    [InlineData("UPDATE Activity SET Source = 1 WHERE Key = 3", ActivityFault.Changed, 3)]
    [InlineData("UPDATE Activity SET TalentId = NULL WHERE Key = 3", ActivityFault.TextChanged, 3)]
    [InlineData("UPDATE Activity SET Hash = zeroblob(32) WHERE Key = 3", ActivityFault.Changed, 3)]
    [InlineData("UPDATE Activity SET Hash = NULL WHERE Key = 3", ActivityFault.Added, 3)]
    [InlineData("DELETE FROM Activity WHERE Key = 3", ActivityFault.MissingBefore, 4)]
    [InlineData("DELETE FROM Activity WHERE Key = 1", ActivityFault.MissingBefore, 2)]
    [InlineData("DELETE FROM Activity WHERE Key = 6", ActivityFault.MissingNewest, 5)]
    [InlineData("DELETE FROM Activity", ActivityFault.MissingNewest, 0)]
    [InlineData("UPDATE Activity SET Key = -Key WHERE Key IN (3, 4); UPDATE Activity SET Key = 7 + Key WHERE Key < 0", ActivityFault.Changed, 3)]
    [InlineData("DELETE FROM Activity WHERE Key = 4; UPDATE Activity SET Key = Key - 1 WHERE Key > 4", ActivityFault.Changed, 4)]
    [InlineData("INSERT INTO Activity (At, Action, Actor, Source, Subject) VALUES (0, 'TalentAdded', 'a', 0, 's')", ActivityFault.Added, 7)]
    [InlineData("INSERT INTO Activity (Key, At, Action, Actor, Source, Subject) VALUES (-5, 0, 'TalentAdded', 'a', 0, 's')", ActivityFault.BeforeBeginning, -5)]
    [InlineData("DELETE FROM ActivityChain", ActivityFault.EndsUnknown, 0)]
    [InlineData("UPDATE ActivityChain SET Count = 5", ActivityFault.EndsUnknown, 0)]
    [InlineData("DELETE FROM Activity WHERE Key = 6; UPDATE ActivityChain SET LastKey = 5, Count = 5", ActivityFault.EndsUnknown, 0)]
    public async Task Verify_RowsTouchedPastTheApplication_NamesTheFirst(string sql, ActivityFault fault, long key)
    {
        await using var core = await TestCore.CreateAsync();
        await FillAsync(core, 6);
        await TouchAsync(core, sql);

        var found = (await VerifyAsync(core)).Finding;

        Assert.NotNull(found);
        Assert.Equal((fault, key), (found.Fault, found.Key));
        Assert.DoesNotContain("unknown time", found.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AfterSomethingWasTouched_StillLetsEverybodyWork()
    {
        await using var core = await TestCore.CreateAsync();
        await FillAsync(core, 3);
        await TouchAsync(core, "INSERT INTO Activity (Key, At, Action, Actor, Source, Subject) VALUES (4, 0, 'TalentAdded', 'a', 0, 's')");
        await core.TalentAsync("Written by a page");
        await core.ConnectAsync("written.by.rows");
        await TouchAsync(core, "DELETE FROM ActivityChain");
        await core.TalentAsync("After the chain was taken away");
        await TouchAsync(core, "DELETE FROM ActivityChain");
        await core.ConnectAsync("after.it.was.taken.again");

        Assert.Equal(ActivityFault.BeforeBeginning, (await VerifyAsync(core)).Finding!.Fault);
    }

    [Fact]
    public async Task Write_ThatIsUndone_LeavesNoGap()
    {
        await using var core = await TestCore.CreateAsync();
        await FillAsync(core, 2);
        await Assert.ThrowsAsync<InvalidOperationException>(() => core.Database.WriteAsync<bool>(
            async db =>
            {
                core.Get<ActivityLog>().Add(db, TestCore.Admin, ActivityAction.TalentAdded, "Never");
                await db.SaveChangesAsync(Cancel);
                throw new InvalidOperationException("Undone.");
            },
            Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => core.Get<IConnectionStore>().RunAsync<bool>(
            rows =>
            {
                rows.Add(new ActivityEntry { At = core.Time.GetUtcNow(), Action = ActivityAction.Connected, Actor = "a", Subject = "Never" });
                throw new InvalidOperationException("Undone.");
            },
            Cancel));
        await FillAsync(core, 1);

        Assert.Equal([1L, 2L, 3L], (await EntriesAsync(core)).Select(entry => entry.Key));
        Assert.True((await VerifyAsync(core)).IsWhole);
    }

    [Fact]
    public async Task Write_SavedTwiceInOneUnitOfWork_IsInOrder()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(
            async db =>
            {
                var log = core.Get<ActivityLog>();
                log.Add(db, TestCore.Admin, ActivityAction.TalentEdited, "First");
                log.Add(db, TestCore.Admin, ActivityAction.TalentEdited, "Second");
                await db.SaveChangesAsync(Cancel);
                log.Add(db, TestCore.Admin, ActivityAction.TalentEdited, "Third");
                return true;
            },
            Cancel);

        Assert.Equal(["First", "Second", "Third"], (await EntriesAsync(core)).Select(entry => entry.Subject));
        Assert.True((await VerifyAsync(core)).IsWhole);
    }

    [Fact]
    public async Task Write_TwoHundredAtOnceOfBothWays_StaysWhole()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var note = core.Get<ActivityNote>();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => i % 2 == 0
            ? Task.Run(() => note.WriteAsync(TestCore.Admin, ActivityAction.SignedIn, $"entry {i}", null, Cancel), Cancel)
            : Task.Run(() => core.ConnectAsync($"handle.{i}", talent.Id), Cancel)));

        var report = await VerifyAsync(core);

        Assert.True(report.IsWhole, report.Finding?.ToString());
        Assert.Equal(201, report.Entries);
    }

    [Fact]
    public async Task Entry_ChangedOrDeletedByAUnitOfWork_IsRefused()
    {
        await using var core = await TestCore.CreateAsync();
        await FillAsync(core, 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => core.Database.WriteAsync(
            async db =>
            {
                db.Remove(await db.Activity.AsTracking().SingleAsync(Cancel));
                return true;
            },
            Cancel));

        Assert.Single(await EntriesAsync(core));
    }

    [Fact]
    public async Task Erase_Talent_TakesNamesAndLeavesTheChainWhole()
    {
        await using var core = await TestCore.CreateAsync();
        var mara = await core.TalentAsync("Mara Lind");
        await core.Get<EditTalent>().ExecuteAsync(mara.Id, new TalentRequest("Mara Lindqvist"), TestCore.Admin, Cancel);
        await core.ConnectAsync("mara.lind", mara.Id);
        await core.Get<ActivityNote>().WriteAsync(new Actor("Mara Lindqvist", ActivitySource.Browser, "198.51.100.7"), ActivityAction.ConsentDeclined, "Instagram", null, Cancel, mara.Id);
        await core.Get<ActivityNote>().WriteAsync(TestCore.Admin, ActivityAction.AlertRuleAdded, "Followers of Mara Lindqvist drop", "To all.", Cancel);
        await core.Get<ActivityNote>().WriteAsync(TestCore.Admin, ActivityAction.AlertRuleAdded, "Followers of Mara Lindqvistson drop", "To all.", Cancel);

        var erased = await core.Database.WriteAsync(db => EraseActivity.OfTalentAsync(db, mara.Id, ["Mara Lindqvist", "mara.lind"], ["Mara Lindqvist"], Cancel), Cancel);
        var again = await core.Database.WriteAsync(db => EraseActivity.OfTalentAsync(db, mara.Id, ["Mara Lindqvist", "mara.lind"], ["Mara Lindqvist"], Cancel), Cancel);

        Assert.Equal((5, 0), (erased, again));
        var report = await VerifyAsync(core);
        Assert.True(report.IsWhole, report.Finding?.ToString());
        Assert.Equal(5, report.Erased);
        var entries = await EntriesAsync(core);
        Assert.Equal(
            [
                "admin@agency.example TalentAdded [erased]", "admin@agency.example TalentEdited [erased]", "admin@agency.example Connected [erased]", "[erased] ConsentDeclined [erased]",
                "admin@agency.example AlertRuleAdded [erased]", "admin@agency.example AlertRuleAdded Followers of Mara Lindqvistson drop",
            ],
            entries.Select(entry => $"{entry.Actor} {entry.Action} {entry.Subject}"));
        Assert.All(entries.Take(5), entry => Assert.Null(entry.Detail));
        Assert.Equal((null, "127.0.0.1"), (entries[3].Address, entries[0].Address));
    }

    [Theory]
    [InlineData("UPDATE Activity SET Subject = 'Somebody' WHERE Key = 1", ActivityFault.TextChanged)]
    [InlineData("UPDATE Activity SET WhatHash = zeroblob(32) WHERE Key = 1", ActivityFault.Changed)]
    public async Task Verify_ErasedEntryTouched_IsFound(string sql, ActivityFault fault)
    {
        await using var core = await TestCore.CreateAsync();
        var mara = await core.TalentAsync("Mara Lind");
        await core.Database.WriteAsync(db => EraseActivity.OfTalentAsync(db, mara.Id, ["Mara Lind"], [], Cancel), Cancel);
        await TouchAsync(core, sql);

        Assert.Equal(fault, (await VerifyAsync(core)).Finding!.Fault);
    }

    [Fact]
    public async Task Migrate_EntriesOfBeforeTheChain_AreSealedOnceAndSaid()
    {
        var folder = Directory.CreateTempSubdirectory("sp-chain-").FullName;
        try
        {
            await using (var core = await TestCore.CreateAsync(folder: folder))
            {
                await core.Database.ReadAsync(
                    async db =>
                    {
                        await db.GetService<IMigrator>().MigrateAsync("Intelligence");
                        return 0;
                    },
                    Cancel);
            }

            DatabasePool.Clear(folder);
            using (var older = OtherProgram.Opens(folder))
            {
                // More than one slice, and a gap as a restored row leaves it.
                older.Run($"""
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {SqliteActivitySeal.Slice + 20})
                    INSERT INTO Activity (Key, At, Action, Actor, Source, Subject) SELECT i + 3, 1764000000000 + i, 'SyncFailed', 'SocialProfiles', 2, '@mara.lind' FROM n WHERE i <> 9
                    """);
            }

            await using (var upgraded = await TestCore.CreateAsync(folder: folder))
            {
                var report = await VerifyAsync(upgraded);
                Assert.True(report.IsWhole, report.Finding?.ToString());
                Assert.Equal((SqliteActivitySeal.Slice + 20L, upgraded.Time.GetUtcNow()), (report.Entries, report.SealedAt));
                var told = (await EntriesAsync(upgraded))[^1];
                Assert.Equal((ActivityAction.ActivitySealed, $"{SqliteActivitySeal.Slice + 19} entries"), (told.Action, told.Subject));
                await TouchAsync(upgraded, "INSERT INTO Activity (At, Action, Actor, Source, Subject) VALUES (0, 'TalentAdded', 'a', 0, 's')");
            }

            // What is put in later is not sealed by the next start.
            await using var restarted = await TestCore.CreateAsync(folder: folder);
            Assert.Equal(ActivityFault.Added, (await VerifyAsync(restarted)).Finding!.Fault);
        }
        finally
        {
            DatabasePool.Clear(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Keep_OneYear_RemovesTheOldestSaysSoAndStaysWhole()
    {
        await using var core = await TestCore.CreateAsync();
        await FillAsync(core, 5);
        core.Time.Advance(TimeSpan.FromDays(400));
        await FillAsync(core, 1);
        core.Time.Advance(TimeSpan.FromDays(1));
        await FillAsync(core, 1);
        var keeping = core.Get<ActivityKeeping>();
        await keeping.ApplyAsync(Cancel);
        var kept = (await EntriesAsync(core)).Count;
        Assert.False((await keeping.SetAsync(3, TestCore.Admin, Cancel)).Succeeded);
        await keeping.SetAsync(1, TestCore.Admin, Cancel);
        await keeping.ApplyAsync(Cancel);
        await keeping.ApplyAsync(Cancel);

        Assert.Equal(7, kept);
        var report = await VerifyAsync(core);
        Assert.True(report.IsWhole, report.Finding?.ToString());
        Assert.Equal(
            [ActivityAction.TalentEdited, ActivityAction.TalentEdited, ActivityAction.ActivityKeepingChanged, ActivityAction.ActivityRemoved],
            (await EntriesAsync(core)).Select(entry => entry.Action));
        await TouchAsync(core, "DELETE FROM Activity WHERE Key = 6");
        Assert.Equal((ActivityFault.MissingBefore, 7L, 1L), ((await VerifyAsync(core)).Finding is { } found ? (found.Fault, found.Key, found.Missing) : default));
    }

    [Fact]
    public async Task Keep_ClockThatJumpedAhead_RemovesNothingUntilItWasConfirmed()
    {
        await using var core = await TestCore.CreateAsync();
        var keeping = core.Get<ActivityKeeping>();
        await FillAsync(core, 5);
        await keeping.SetAsync(1, TestCore.Admin, Cancel);
        core.Time.Advance(TimeSpan.FromDays(3650));
        await keeping.ApplyAsync(Cancel);
        await FillAsync(core, 1);
        await keeping.ApplyAsync(Cancel);
        Assert.Equal(7, (await EntriesAsync(core)).Count);

        core.Time.Advance(TimeSpan.FromDays(1));
        await FillAsync(core, 1);
        await keeping.ApplyAsync(Cancel);

        Assert.Equal(3, (await EntriesAsync(core)).Count);
    }

    [Fact]
    public async Task Keep_AgencyWhereNothingHappens_RemovesTheOldestAfterThreeNights()
    {
        await using var core = await TestCore.CreateAsync();
        var keeping = core.Get<ActivityKeeping>();
        await FillAsync(core, 2);
        await keeping.SetAsync(1, TestCore.Admin, Cancel);
        core.Time.Advance(TimeSpan.FromDays(400));
        List<int> left = [];
        for (var night = 0; night < 3; night++)
        {
            await keeping.ApplyAsync(Cancel);
            left.Add((await EntriesAsync(core)).Count);
            core.Time.Advance(TimeSpan.FromDays(1));
        }

        // What says that they were removed is new.
        Assert.Equal([3, 3, 1], left);
    }

    private static Task<ActivityChainReport> VerifyAsync(TestCore core) => core.Get<VerifyActivityChain>().ExecuteAsync(Cancel);

    private static Task<List<ActivityEntry>> EntriesAsync(TestCore core) => core.Database.ReadAsync(db => db.Activity.OrderBy(x => x.Key).ToListAsync(Cancel), Cancel);

    private static async Task FillAsync(TestCore core, int count)
    {
        for (var i = 0; i < count; i++)
        {
            await core.Get<ActivityNote>().WriteAsync(TestCore.Admin, ActivityAction.TalentEdited, $"Talent {i}", "renamed", Cancel, Guid.NewGuid());
        }
    }

    private static Task TouchAsync(TestCore core, string sql)
    {
        using var other = OtherProgram.Opens(core.Folder);
        other.Run(sql);
        return Task.CompletedTask;
    }
}
