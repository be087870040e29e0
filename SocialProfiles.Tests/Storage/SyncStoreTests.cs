using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Storage;

public sealed class SyncStoreTests
{
    private static readonly PlatformSlots[] _fake = [new("FAKE", 100, 100)];

    [Fact]
    public async Task Claim_DueConnections_TakesThoseThatAPersonWaitsForFirst()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var scheduled = await core.ConnectAsync("scheduled", talent.Id);
        core.Time.Advance(TimeSpan.FromSeconds(1));
        var person = await core.ConnectAsync("person", talent.Id);
        await core.Database.WriteAsync(db => db.Connections.Where(x => x.Id == scheduled.Id).ExecuteUpdateAsync(x => x.SetProperty(c => c.Priority, SyncPriority.Schedule)), CancellationToken.None);

        var claimed = await core.Get<ISyncStore>().ClaimAsync(_fake, 1, CancellationToken.None);

        Assert.Equal(person.Id, Assert.Single(claimed).Id);
    }

    [Fact]
    public async Task Claim_ManyAtOnce_GivesEachConnectionOnce()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        for (var i = 0; i < 60; i++)
        {
            await core.ConnectAsync($"handle{i}", talent.Id);
        }

        var store = core.Get<ISyncStore>();
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => store.ClaimAsync(_fake, 7, CancellationToken.None))));

        var ids = claims.SelectMany(batch => batch).Select(claim => claim.Id).ToArray();
        Assert.Equal(60, ids.Length);
        Assert.Equal(60, ids.Distinct().Count());
    }

    [Fact]
    public async Task Claim_LeaseThatRanOut_IsTakenAgainAndTheFirstHolderWritesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        var store = core.Get<ISyncStore>();
        var first = Assert.Single(await store.ClaimAsync(_fake, 1, CancellationToken.None));
        core.Time.Advance(TimeSpan.FromSeconds(61));

        var second = Assert.Single(await store.ClaimAsync(_fake, 1, CancellationToken.None));
        var late = await store.SaveAsync([Rows(core, Success(core, first))], CancellationToken.None);
        var right = await store.SaveAsync([Rows(core, Success(core, second))], CancellationToken.None);

        Assert.Equal(SyncSaved.LeaseLost, Assert.Single(late));
        Assert.Equal(SyncSaved.Stored, Assert.Single(right));
    }

    [Fact]
    public async Task Renew_HeldLease_IsNotTakenAgain()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        var store = core.Get<ISyncStore>();
        var claims = await store.ClaimAsync(_fake, 1, CancellationToken.None);
        core.Time.Advance(TimeSpan.FromSeconds(50));

        await store.RenewAsync([.. claims], CancellationToken.None);
        core.Time.Advance(TimeSpan.FromSeconds(50));

        Assert.Empty(await store.ClaimAsync(_fake, 1, CancellationToken.None));
    }

    [Fact]
    public async Task Recover_AfterAKill_QueuesWhatWasUnderWayAtOnce()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        var store = core.Get<ISyncStore>();
        await store.ClaimAsync(_fake, 1, CancellationToken.None);

        var recovered = await store.RecoverAsync(CancellationToken.None);
        var now = await core.ReadAsync(connection.Id);

        Assert.Equal(1, recovered);
        Assert.Equal((SyncStatus.Pending, 0, core.Time.GetUtcNow()), (now.Status, now.Attempt, now.NextAttemptAt));
    }

    [Fact]
    public async Task Save_NothingChanged_WritesNoPost()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        var store = core.Get<ISyncStore>();
        await SyncAsync(core, store, Success);

        await SyncAsync(core, store, Success);

        var attempts = await core.Database.ReadAsync(db => db.SyncAttempts.OrderBy(x => x.StartedAt).Select(x => x.PostsWritten).ToListAsync(), CancellationToken.None);
        Assert.Equal([2, 0], attempts);
    }

    [Fact]
    public async Task Save_OnePostChanged_WritesThatOneOnly()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        var store = core.Get<ISyncStore>();
        await SyncAsync(core, store, Success);

        await SyncAsync(core, store, (c, claim) => Success(c, claim, FakePlatform.Post("b", 2, likes: 99), FakePlatform.Post("a", 1)));

        var attempts = await core.Database.ReadAsync(db => db.SyncAttempts.OrderBy(x => x.StartedAt).Select(x => x.PostsWritten).ToListAsync(), CancellationToken.None);
        Assert.Equal([2, 1], attempts);
        Assert.Equal(99, await core.Database.ReadAsync(db => db.Posts.Where(x => x.PlatformPostId == "b").Select(x => x.Likes).SingleAsync(), CancellationToken.None));
    }

    public static TheoryData<string, Func<PlatformPost, PlatformPost>> Changes => new()
    {
        { "kind", post => post with { Kind = PostKind.Carousel } },
        { "time", post => post with { PublishedAt = post.PublishedAt!.Value.AddMinutes(1) } },
        { "time unknown", post => post with { PublishedAt = null } },
        { "text", post => post with { Text = "Bühne frei 🎭" } },
        { "long text", post => post with { Text = new string('é', 500) } },
        { "no text", post => post with { Text = null } },
        { "permalink", post => post with { Permalink = "https://example.test/b/" } },
        { "duration", post => post with { DurationSeconds = 31 } },
        { "views", post => post with { Views = Metric.Of(1_000_001) } },
        { "views unknown", post => post with { Views = Metric.Unknown(MetricGap.Hidden) } },
        { "comments", post => post with { Comments = Metric.Of(77) } },
        { "shares", post => post with { Shares = Metric.Of(78) } },
        { "another reason", post => post with { Shares = Metric.Unknown(MetricGap.Hidden) } },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public async Task Save_AnythingOfAPostChanged_WritesItOnceAndNotAgain(string what, Func<PlatformPost, PlatformPost> change)
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        var store = core.Get<ISyncStore>();
        var post = FakePlatform.Post("b", 2) with { Shares = Metric.Unknown(MetricGap.NotGranted) };
        await SyncAsync(core, store, (c, claim) => Success(c, claim, post));

        await SyncAsync(core, store, (c, claim) => Success(c, claim, change(post)));
        await SyncAsync(core, store, (c, claim) => Success(c, claim, change(post), FakePlatform.Post("c", 3)));

        var attempts = await core.Database.ReadAsync(db => db.SyncAttempts.OrderBy(x => x.StartedAt).Select(x => x.PostsWritten).ToListAsync(), CancellationToken.None);
        Assert.True(attempts is [1, 1, 1], $"{what}: {string.Join(", ", attempts)}");
    }

    [Fact]
    public async Task Save_PostGoneFromThePlatform_IsDeleted()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        var store = core.Get<ISyncStore>();
        await SyncAsync(core, store, (c, claim) => Success(c, claim, FakePlatform.Post("c", 3), FakePlatform.Post("b", 2), FakePlatform.Post("a", 1)));

        await SyncAsync(core, store, (c, claim) => Success(c, claim, FakePlatform.Post("c", 3), FakePlatform.Post("a", 1)));

        var ids = await core.Database.ReadAsync(db => db.Posts.Select(x => x.PlatformPostId).Order().ToListAsync(), CancellationToken.None);
        Assert.Equal(["a", "c"], ids);
    }

    [Fact]
    public async Task Save_DatabaseFull_KeepsNothingHalfWrittenAndStatesTheErrorInstead()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        var store = core.Get<ISyncStore>();
        var claim = Assert.Single(await store.ClaimAsync(_fake, 1, CancellationToken.None));

        // SQLite's own limit on the file stands in for a full disk: it gives the same error, SQLITE_FULL.
        core.Get<SqliteSyncStore>().LimitToPresentSize();
        var big = Success(core, claim, [.. Enumerable.Range(1, 20).Select(i => FakePlatform.Post($"p{i}", i) with { Text = new string('x', 100_000) })]);
        var writer = core.Get<SyncWriter>();
        await writer.AddAsync(big, CancellationToken.None);
        writer.Complete();
        await writer.RunAsync(_ => { });

        var after = await core.ReadAsync(connection.Id);
        Assert.Equal((SyncStatus.Pending, FailureKind.StorageFailed), (after.Status, after.Failure));
        Assert.Equal(0, await core.CountAsync<SocialPost>());
        Assert.Equal(0, await core.CountAsync<SocialProfile>());
    }

    [Fact]
    public async Task Save_OneRowThatTheDatabaseRefuses_TakesNoneOfItsBatchWithIt()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var connections = new List<ConnectionView>();
        for (var i = 0; i < 64; i++)
        {
            connections.Add(await core.ConnectAsync($"handle{i}", talent.Id));
        }

        using (var other = OtherProgram.Opens(core.Folder))
        {
            other.Run("CREATE TRIGGER poison BEFORE INSERT ON SocialPosts WHEN NEW.PlatformPostId = 'poison' BEGIN SELECT RAISE(ABORT, 'nobody thought of this'); END");
        }

        await SaveAsync(core, claim => Success(core, claim, FakePlatform.Post(claim.Handle == "handle7" ? "poison" : claim.Handle, 1)));

        var after = await Task.WhenAll(connections.Select(connection => core.ReadAsync(connection.Id)));
        Assert.All(after.Where(connection => connection.Handle != "handle7"), connection => Assert.Equal(SyncStatus.Ready, connection.Status));
        var poisoned = Assert.Single(after, connection => connection.Handle == "handle7");
        Assert.Equal((SyncStatus.Pending, FailureKind.StorageFailed), (poisoned.Status, poisoned.Failure));
        Assert.Equal(63, await core.CountAsync<SocialPost>());
        Assert.Null(core.Get<StorageHealth>().Fault);
    }

    [Fact]
    public async Task Save_OneWhoseMeaningCannotBeTold_TakesNoneOfItsBatchWithItNorTheWriter()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        await core.ConnectAsync("odd", talent.Id);
        await core.ConnectAsync("fine", talent.Id);

        await SaveAsync(core, claim => claim.Handle == "odd"
            ? Success(core, claim, (PlatformPost)null!)
            : Success(core, claim, FakePlatform.Post("fine", 1)));

        var after = await core.Database.ReadAsync(db => db.Connections.ToDictionaryAsync(x => x.Handle, x => (x.Status, x.Failure)), CancellationToken.None);
        Assert.Equal((SyncStatus.Ready, null), after["fine"]);
        Assert.Equal((SyncStatus.Pending, FailureKind.StorageFailed), after["odd"]);
    }

    [Fact]
    public async Task Save_DamagedPageThatOnlyOneTouches_TakesNoneOfItsBatchWithIt()
    {
        var folder = Directory.CreateTempSubdirectory("sp-damaged-").FullName;
        try
        {
            await using (var before = await TestCore.CreateAsync(folder: folder))
            {
                var talent = await before.TalentAsync();
                await before.ConsentAsync("by.consent", talent.Id);
                await before.ConnectAsync("by.hand", talent.Id);
            }

            // Private numbers are written for the consent alone.
            OtherProgram.Damages(folder, "AccountInsights");
            await using var core = await TestCore.CreateAsync(folder: folder);
            await SaveAsync(core, claim => Success(core, claim, FakePlatform.Post(claim.Handle, 1)) with
            {
                Account = new FetchedAccount(
                    FakePlatform.Profile(claim.Handle),
                    new([FakePlatform.Post(claim.Handle, 1)]),
                    claim.Type == ConnectionType.OAuth ? new PlatformInsights([new InsightValue(InsightMetric.Reach, new DateOnly(2026, 11, 1), "", 5)], [], PlatformInsights.None.Posts) : null),
            });

            var after = await core.Database.ReadAsync(db => db.Connections.ToDictionaryAsync(x => x.Handle, x => (x.Status, x.Failure)), CancellationToken.None);
            Assert.Equal((SyncStatus.Ready, null), after["by.hand"]);
            Assert.Equal((SyncStatus.Pending, FailureKind.StorageFailed), after["by.consent"]);
            Assert.Equal(StorageFault.Damaged, core.Get<StorageHealth>().Fault);
        }
        finally
        {
            DatabasePool.Clear(folder);
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Save_AnotherProgramHoldsTheDatabaseForAWhile_LosesNothingThatWasFetched()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        var claim = Assert.Single(await core.Get<ISyncStore>().ClaimAsync(_fake, 1, CancellationToken.None));
        var writer = core.Get<SyncWriter>();
        var noticed = new TaskCompletionSource();
        core.Get<StorageHealth>().Changed += (_, _) => noticed.TrySetResult();
        Task writing;
        using (OtherProgram.Locks(core.Folder))
        {
            await writer.AddAsync(Success(core, claim), CancellationToken.None);
            writer.Complete();
            writing = Task.Run(() => writer.RunAsync(_ => { }));
            await noticed.Task;
        }

        await writing;

        var after = await core.ReadAsync(connection.Id);
        Assert.Equal((SyncStatus.Ready, null), (after.Status, after.Failure));
    }

    [Fact]
    public async Task QueueUnsaved_RowsThatCouldNotBeSaved_AreDueAgainAtOnce()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync();
        await core.Database.WriteAsync(
            db => db.Connections.ExecuteUpdateAsync(x => x.SetProperty(c => c.Status, SyncStatus.Error).SetProperty(c => c.Failure, FailureKind.StorageFailed).SetProperty(c => c.DueAt, core.Time.GetUtcNow().AddHours(12))),
            CancellationToken.None);

        Assert.Equal(1, await core.Get<QueueUnsaved>().ExecuteAsync(CancellationToken.None));

        Assert.Equal(connection.Id, Assert.Single(await core.Get<ISyncStore>().ClaimAsync(_fake, 1, CancellationToken.None)).Id);
    }

    [Fact]
    public async Task Heal_ClockThatWasSetBack_MakesDueWhatWouldWaitTooLongAndEndsLeasesThatLastTooLong()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        var synced = await core.ConnectAsync("synced", talent.Id);
        await core.ConnectAsync("held", talent.Id);
        core.Time.Advance(TimeSpan.FromDays(1));
        var store = core.Get<ISyncStore>();
        var claims = await store.ClaimAsync(_fake, 2, CancellationToken.None);
        await store.SaveAsync([Rows(core, Success(core, claims.Single(claim => claim.Id == synced.Id)))], CancellationToken.None);

        core.Time.SetBack(TimeSpan.FromDays(1));
        var refreshes = new[] { new PlatformRefresh("FAKE", TimeSpan.FromMinutes(55)) };
        Assert.Empty(await store.ClaimAsync(_fake, 2, CancellationToken.None));
        Assert.Equal(2, await store.HealAsync(refreshes, CancellationToken.None));
        Assert.Equal(0, await store.HealAsync(refreshes, CancellationToken.None));
        core.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(2, (await store.ClaimAsync(_fake, 2, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Worlds_SandboxConnection_IsInvisibleInTheRealOneAndNeverClaimedThere()
    {
        var folder = Directory.CreateTempSubdirectory("sp-worlds-").FullName;
        try
        {
            await using (var sandbox = await TestCore.CreateAsync(world: DataWorld.Sandbox, folder: folder))
            {
                await sandbox.ConnectAsync();
            }

            await using var real = await TestCore.CreateAsync(world: DataWorld.Real, folder: folder);

            Assert.Equal(0, await real.CountAsync<Connection>());
            Assert.Empty(await real.Get<ISyncStore>().ClaimAsync(_fake, 10, CancellationToken.None));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task DataFolder_OpenedTwice_SaysThatAnotherProcessHasIt()
    {
        await using var core = await TestCore.CreateAsync();

        var exception = Assert.Throws<IOException>(() => DataFolder.Open(core.Folder));

        Assert.Contains("in use by another copy of SocialProfiles", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DataFolder_OfAnotherAccount_IsNotOpenedByRoot()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can try it.");
        var folder = Directory.CreateTempSubdirectory("sp-owner-").FullName;
        try
        {
            using (var chown = System.Diagnostics.Process.Start("chown", ["65534", folder]))
            {
                chown.WaitForExit();
            }

            Assert.Contains("belongs to the account nobody", Assert.Throws<IOException>(() => DataFolder.Open(folder)).Message, StringComparison.Ordinal);
            Assert.Throws<IOException>(() => DataFolder.OpenBeside(folder));
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Claims all there is and gives it to the writer at once.</summary>
    private static async Task SaveAsync(TestCore core, Func<ClaimedSync, FinishedSync> finish)
    {
        var writer = core.Get<SyncWriter>();
        foreach (var claim in await core.Get<ISyncStore>().ClaimAsync(_fake, 100, CancellationToken.None))
        {
            await writer.AddAsync(finish(claim), CancellationToken.None);
        }

        writer.Complete();
        await writer.RunAsync(_ => { });
    }

    private static async Task SyncAsync(TestCore core, ISyncStore store, Func<TestCore, ClaimedSync, FinishedSync> finish)
    {
        core.Time.Advance(TimeSpan.FromHours(1));
        var claim = Assert.Single(await store.ClaimAsync(_fake, 1, CancellationToken.None));
        Assert.Equal(SyncSaved.Stored, Assert.Single(await store.SaveAsync([Rows(core, finish(core, claim))], CancellationToken.None)));
    }

    private static SyncRows Rows(TestCore core, FinishedSync sync) => core.Get<SyncMeaning>().Of(sync, AgencyDays.Utc);

    private static FinishedSync Success(TestCore core, ClaimedSync claim) => Success(core, claim, FakePlatform.Post("b", 2), FakePlatform.Post("a", 1));

    private static FinishedSync Success(TestCore core, ClaimedSync claim, params PlatformPost[] posts) => new(
        claim,
        new FetchedAccount(FakePlatform.Profile(claim.Handle), new FetchedPosts(posts)),
        null,
        core.Get<RetrySchedule>().Succeeded(core.Time.GetUtcNow(), TimeSpan.FromMinutes(55)),
        core.Time.GetUtcNow());
}
