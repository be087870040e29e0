using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Storage.Sqlite;
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
        var late = await store.SaveAsync([Success(core, first)], CancellationToken.None);
        var right = await store.SaveAsync([Success(core, second)], CancellationToken.None);

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
    public async Task Heal_DueFurtherAheadThanAnythingShouldBe_IsDueNow()
    {
        await using var core = await TestCore.CreateAsync();
        var talent = await core.TalentAsync();
        foreach (var handle in new[] { "ready", "far ready", "far lease", "error" })
        {
            await core.ConnectAsync(handle, talent.Id);
        }

        var now = core.Time.GetUtcNow();
        await SetAsync(core, "ready", SyncStatus.Ready, now.AddMinutes(50), null);
        await SetAsync(core, "far ready", SyncStatus.Ready, now.AddDays(3), null);
        await SetAsync(core, "far lease", SyncStatus.Syncing, now.AddHours(1), 7);
        await SetAsync(core, "error", SyncStatus.Error, now.AddHours(20), null);

        var healed = await core.Get<ISyncStore>().HealAsync(new Dictionary<string, TimeSpan>(StringComparer.Ordinal) { ["FAKE"] = TimeSpan.FromMinutes(55) }, CancellationToken.None);

        Assert.Equal(2, healed);
        Assert.Equal(
            ["far lease", "far ready"],
            await core.Database.ReadAsync(db => db.Connections.Where(x => x.DueAt == now).Select(x => x.Handle).Order().ToListAsync(), CancellationToken.None));
    }

    private static Task<int> SetAsync(TestCore core, string handle, SyncStatus status, DateTimeOffset due, long? lease) => core.Database.WriteAsync(
        db => db.Connections.Where(x => x.Handle == handle).ExecuteUpdateAsync(
            x => x.SetProperty(c => c.Status, status).SetProperty(c => c.DueAt, due).SetProperty(c => c.Lease, lease)),
        CancellationToken.None);

    [Fact]
    public async Task DataFolder_OpenedTwice_SaysThatAnotherProcessHasIt()
    {
        await using var core = await TestCore.CreateAsync();

        var exception = Assert.Throws<IOException>(() => DataFolder.Open(core.Folder));

        Assert.Contains("in use by another SocialProfiles", exception.Message, StringComparison.Ordinal);
    }

    private static async Task SyncAsync(TestCore core, ISyncStore store, Func<TestCore, ClaimedSync, FinishedSync> finish)
    {
        core.Time.Advance(TimeSpan.FromHours(1));
        var claim = Assert.Single(await store.ClaimAsync(_fake, 1, CancellationToken.None));
        Assert.Equal(SyncSaved.Stored, Assert.Single(await store.SaveAsync([finish(core, claim)], CancellationToken.None)));
    }

    private static FinishedSync Success(TestCore core, ClaimedSync claim) => Success(core, claim, FakePlatform.Post("b", 2), FakePlatform.Post("a", 1));

    private static FinishedSync Success(TestCore core, ClaimedSync claim, params PlatformPost[] posts) => new(
        claim,
        new FetchedAccount(FakePlatform.Profile(claim.Handle), posts),
        null,
        core.Get<RetrySchedule>().Succeeded(core.Time.GetUtcNow(), TimeSpan.FromMinutes(55)),
        core.Time.GetUtcNow());
}
