using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Storage;

/// <summary>What a start finds in the data folder, and what it makes of it.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sp-start-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "socialprofiles.db");

    public void Dispose()
    {
        DatabasePool.Clear(_folder);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Start_FiguresOfTheTablesCannotBeWritten_StartsAllTheSame()
    {
        var statistics = Substitute.For<ITableStatistics>();
        statistics.When(one => one.Refresh()).Throw(new StorageException(StorageFault.Full));

        await using var app = await TestApp.StartAsync(new TestAppOptions { Configure = builder => builder.Services.AddSingleton(statistics) });

        statistics.Received().Refresh();
        using var api = app.Api();
        using var answer = await api.GetAsync("/api/admin/talents", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_MigrationLockLeftByAKill_StartsAllTheSame(bool atFirstMigration)
    {
        await RunBeforeAsync(atFirstMigration ? "Initial" : null);
        using (var killed = OtherProgram.Opens(_folder))
        {
            killed.Run("""CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
            killed.Run("""INSERT OR IGNORE INTO "__EFMigrationsLock" VALUES (1, '2026-11-27 00:00:00')""");
        }

        await using var core = await TestCore.CreateAsync(folder: _folder);

        Assert.Equal(1, await core.CountAsync<Talent>());
        Assert.Empty(await core.Database.ReadAsync(db => db.Database.GetPendingMigrationsAsync(), CancellationToken.None));
    }

    [Fact]
    public async Task Migration_TableThatIsRebuilt_StaysInOneTransaction()
    {
        await using var core = await TestCore.CreateAsync(folder: _folder);

        var commands = await core.Database.ReadAsync(
            db => Task.FromResult(db.GetService<IMigrationsSqlGenerator>().Generate(
                [new Microsoft.EntityFrameworkCore.Migrations.Operations.AlterColumnOperation { Table = "Talents", Name = "Name", ClrType = typeof(string), ColumnType = "TEXT", IsNullable = true }],
                db.GetService<IDesignTimeModel>().Model)),
            CancellationToken.None);

        Assert.Contains(commands, command => command.CommandText.Contains("DROP TABLE \"Talents\"", StringComparison.Ordinal));
        Assert.DoesNotContain(commands, command => command.TransactionSuppressed);
    }

    [Fact]
    public async Task Start_KilledBeforeTheJournalWasSet_WritesAheadAllTheSame()
    {
        await File.WriteAllBytesAsync(DatabaseFile, []);

        await using var core = await TestCore.CreateAsync(folder: _folder);

        Assert.Equal("wal", await core.Database.ReadAsync(db => db.Database.SqlQueryRaw<string>("SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync(), CancellationToken.None));
    }

    [Fact]
    public async Task Start_DatabaseOfANewerVersion_IsRefusedAndLeftAsItIs()
    {
        await RunBeforeAsync();
        using (var newer = OtherProgram.Opens(_folder))
        {
            newer.Run("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_FromTheFuture', '99.0.0')""");
        }

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => TestCore.CreateAsync(folder: _folder));

        Assert.Contains("newer version of SocialProfiles (it has 29990101000000_FromTheFuture", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_UsedFolderWhoseDatabaseIsGoneOrEmpty_IsRefusedAndMakesNoNewOne(bool isEmpty)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "keys", "key-1.xml"), "<key />");
        if (isEmpty)
        {
            await File.WriteAllBytesAsync(DatabaseFile, []);
        }

        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => TestCore.CreateAsync(folder: _folder));

        Assert.Contains("its database is missing or empty. Restore socialprofiles.db", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(isEmpty, File.Exists(DatabaseFile));
    }

    [Fact]
    public async Task Start_DamagedDatabase_RunsAndSaysSo()
    {
        await RunBeforeAsync();
        OtherProgram.Damages(_folder, "Activity");

        await using var core = await TestCore.CreateAsync(folder: _folder);

        Assert.Equal(StorageFault.Damaged, core.Get<StorageHealth>().Fault);
        Assert.Equal(1, await core.CountAsync<Talent>());
    }

    [Fact]
    public async Task Start_DamagedDatabaseOfAnOlderVersion_IsNotUpgraded()
    {
        await RunBeforeAsync("Initial");
        OtherProgram.Damages(_folder, "Activity");

        var refusal = await Assert.ThrowsAsync<StorageException>(() => TestCore.CreateAsync(folder: _folder));

        Assert.Equal(StorageFault.Damaged, refusal.Fault);
    }

    [Fact]
    public async Task Start_NoDatabaseAtAll_SaysThatItIsDamaged()
    {
        await File.WriteAllTextAsync(DatabaseFile, new string('x', 8192));

        var refusal = await Assert.ThrowsAsync<StorageException>(() => TestCore.CreateAsync(folder: _folder));

        Assert.Equal(StorageFault.Damaged, refusal.Fault);
    }

    [Fact]
    public async Task Files_ThatWereOpenToOthers_AreTheirOwnersAloneAfterTheStart()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await RunBeforeAsync();
        const UnixFileMode Everybody = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        Directory.CreateDirectory(Path.Combine(_folder, "logs"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "logs", "old.log"), "old");
#pragma warning disable CA1416 // Skipped on Windows.
        File.SetUnixFileMode(DatabaseFile, Everybody);
        File.SetUnixFileMode(_folder, Everybody | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(Path.Combine(_folder, "logs", "old.log"), Everybody);

        await using var core = await TestCore.CreateAsync(folder: _folder);
        await core.TalentAsync();

        // The journal is there only as long as somebody has the database open.
        var files = await core.Get<Database>().ReadAsync(
            async db =>
            {
                await db.Database.OpenConnectionAsync();
                return Directory.GetFiles(_folder, "*", SearchOption.AllDirectories);
            },
            CancellationToken.None);
        Assert.Contains(DatabaseFile + "-wal", files);
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.All(Directory.GetDirectories(_folder).Append(_folder), folder => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder)));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Create_FileThatSomebodyHasOpen_IsLeftAloneAndNotEvenOpened()
    {
        await File.WriteAllTextAsync(DatabaseFile, "held");
        await using var held = new FileStream(DatabaseFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        PrivateFiles.Create(DatabaseFile);

        Assert.Equal(4, held.Length);
    }

    /// <summary>An earlier run that left a talent; at an older migration where one is named.</summary>
    private async Task RunBeforeAsync(string? migration = null)
    {
        await using (var core = await TestCore.CreateAsync(folder: _folder))
        {
            await core.TalentAsync();
            if (migration is not null)
            {
                await core.Database.ReadAsync(
                    async db =>
                    {
                        await db.GetService<IMigrator>().MigrateAsync(migration);
                        return 0;
                    },
                    CancellationToken.None);
            }
        }

        DatabasePool.Clear(_folder);
    }
}
