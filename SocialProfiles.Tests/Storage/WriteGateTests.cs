using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Storage;

public sealed class WriteGateTests
{
    [Fact]
    public async Task Write_ManyAtOnceWhileAnotherProgramHoldsTheDatabase_EachIsToldWithoutWaitingForTheOthersWaits()
    {
        await using var core = await TestCore.CreateAsync();
        using var other = OtherProgram.Locks(core.Folder);
        var begun = 0;

        // The first one waits as long as a writer waits. The others stood behind it for as long, so their own time is up.
        var writes = Enumerable.Range(0, 8).Select(i => core.Get<IWriteGate>().RunAsync(
            async () =>
            {
                Interlocked.Increment(ref begun);
                return await Task.Run(() => core.Get<Core.Sqlite.SqliteDatabaseFile>().Open().BeginTransaction(deferred: false));
            },
            CancellationToken.None)).ToArray();
        var told = await Task.WhenAll(writes.Select(write => Assert.ThrowsAsync<StorageException>(() => write)));

        Assert.All(told, fault => Assert.Equal(StorageFault.Locked, fault.Fault));
        Assert.Equal(1, begun);
        Assert.Equal(StorageFault.Locked, core.Get<StorageHealth>().Fault);
    }

    [Fact]
    public async Task Write_AfterTheOtherProgramIsDone_GoesThroughAndAllIsWellAgain()
    {
        await using var core = await TestCore.CreateAsync();
        var probe = core.Get<IStorageProbe>();
        using (OtherProgram.Locks(core.Folder))
        {
            Assert.Equal(StorageFault.Locked, await probe.RunAsync(CancellationToken.None));
        }

        await core.TalentAsync();

        Assert.Null(await probe.RunAsync(CancellationToken.None));
        Assert.Equal(1, await core.CountAsync<Talent>());
    }

    [Fact]
    public async Task Probe_DatabaseFileRemoved_SaysSo()
    {
        await using var core = await TestCore.CreateAsync();
        File.Delete(Path.Combine(core.Folder, "socialprofiles.db"));

        Assert.Equal(StorageFault.Missing, await core.Get<IStorageProbe>().RunAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Write_ThatBreaksARule_IsNoFaultOfTheDatabase()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync("one");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => core.Database.WriteAsync(
            db => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, "INSERT INTO Connections SELECT * FROM Connections"), CancellationToken.None));

        Assert.Null(core.Get<StorageHealth>().Fault);
    }
}
