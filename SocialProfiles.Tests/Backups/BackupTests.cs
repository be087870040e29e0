using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Core.Team;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Backups;

/// <summary>Backups of a real database, restored into other folders.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Passphrase = "seven quiet words by the sea";

    private readonly string _folder = Directory.CreateTempSubdirectory("sp-backups-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Backup_WhileOthersWrite_IsRestoredWithTheCountsOfItsManifest()
    {
        await using var core = await TestCore.CreateAsync();
        await core.ConnectAsync();
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var added = 0;
            for (; !enough.IsCancellationRequested; added++)
            {
                await core.TalentAsync($"Talent {added}");
            }

            return added;
        });
        while (await core.CountAsync<Talent>() < 20)
        {
            await Task.Yield();
        }

        var file = await WriteAsync(core, Passphrase);
        await enough.CancelAsync();
        var added = await writing;
        var restored = Restore(core, file, Passphrase, "restored");

        Assert.InRange(restored.Manifest.Rows["Talents"], 20, added + 1);
        Assert.True(restored.Manifest.HasKeys);
        await using var again = await TestCore.CreateAsync(folder: Path.Combine(_folder, "restored"));
        Assert.Equal(restored.Manifest.Rows["Talents"], await again.CountAsync<Talent>());
        Assert.Equal(restored.Manifest.Rows["Activity"], await again.CountAsync<ActivityEntry>());
    }

    [Fact]
    public async Task Backup_WithAPassphrase_RestoresTheKeysThatOpenWhatIsSealed()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Get<BackupPlan>().SetAsync(new BackupSettingsRequest(IsOn: true, Hour: 3, Keep: 2, IsEncrypted: true, Passphrase), TestCore.Admin, CancellationToken.None);

        var made = await core.Get<MakeBackup>().ExecuteAsync(BackupKind.Manual, TestCore.Admin, CancellationToken.None);

        Assert.True(made.Value.IsEncrypted);
        Assert.Null(Restore(core, core.Get<BackupFolder>().PathOf(made.Value), Passphrase, "restored").Aside);
        await using var again = await TestCore.CreateAsync(folder: Path.Combine(_folder, "restored"));
        Assert.Equal(Passphrase, await again.Get<BackupPlan>().PassphraseAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Backup_WithoutAPassphrase_LeavesTheKeysOut()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Get<BackupPlan>().SetAsync(new BackupSettingsRequest(true, 3, 2, true, Passphrase), TestCore.Admin, CancellationToken.None);

        var file = await WriteAsync(core, passphrase: null);

        Assert.False(Restore(core, file, null, "restored").Manifest.HasKeys);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "restored", "keys")));
        Assert.DoesNotContain(Directory.EnumerateFiles(core.Folder, "*", SearchOption.AllDirectories), path => path.Contains(".unfinished", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Passphrase)]
    public async Task Restore_AnyByteChangedOrTheFileCut_SaysSoAndChangesNothing(string? passphrase)
    {
        await using var core = await TestCore.CreateAsync();
        await core.TalentAsync();
        var file = await WriteAsync(core, passphrase);
        var whole = await File.ReadAllBytesAsync(file);
        var random = new Random(20261128);
        var before = Snapshot(core.Folder);

        // A passphrase is slow to try, on purpose.
        int[] places = passphrase is null
            ? [0, 9, 12, 20, 60, 150, 230, 300, whole.Length / 2, whole.Length - 1, .. Enumerable.Range(0, 30).Select(_ => random.Next(whole.Length))]
            : [150, whole.Length / 2, whole.Length - 1];

        foreach (var place in places)
        {
            var changed = whole.ToArray();
            changed[place] ^= (byte)(1 << random.Next(8));
            AssertRefused(core, changed, passphrase);
        }

        foreach (var length in (int[])[0, 5, 40, whole.Length / 3, whole.Length - 1, whole.Length - 17])
        {
            AssertRefused(core, whole[..length], passphrase);
        }

        AssertRefused(core, [.. whole, 0], passphrase);
        Assert.Equal(before, Snapshot(core.Folder));
    }

    [Fact]
    public async Task Restore_TwoChunksThatChangedPlaces_IsRefused()
    {
        await using var core = await TestCore.CreateAsync();
        for (var i = 0; i < 3; i++)
        {
            // What doesn't shrink, so that there are several chunks.
            await core.Database.WriteAsync(
                async db =>
                {
                    await db.Database.ExecuteSqlRawAsync("INSERT INTO AgencySettings (Name, Value) VALUES ({0}, {1})", $"noise {i}", Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(150_000)));
                    return true;
                },
                CancellationToken.None);
        }

        var whole = await File.ReadAllBytesAsync(await WriteAsync(core, passphrase: null));
        var start = whole.AsSpan().IndexOf((byte)'}') + 1;
        const int Chunk = SealedFile.ChunkBytes + SealedFile.TagBytes;
        Assert.True(whole.Length > start + (3 * Chunk));
        byte[] swapped = [.. whole[..start], .. whole[(start + Chunk)..(start + (2 * Chunk))], .. whole[start..(start + Chunk)], .. whole[(start + (2 * Chunk))..]];

        AssertRefused(core, swapped, null);
        AssertRefused(core, whole[..(start + (2 * Chunk))], null);
    }

    [Fact]
    public async Task Restore_WrongOrMissingPassphrase_IsOneSentenceAndChangesNothing()
    {
        await using var core = await TestCore.CreateAsync();
        var file = await WriteAsync(core, Passphrase);
        var folder = Path.Combine(_folder, "target");
        using var target = DataFolder.Open(folder);
        var before = Snapshot(folder);

        var wrong = Assert.Throws<InvalidDataException>(() => core.Get<RestoreBackup>().Execute(file, "another passphrase", target, null, CancellationToken.None));
        var missing = Assert.Throws<InvalidDataException>(() => core.Get<RestoreBackup>().Execute(file, null, target, null, CancellationToken.None));

        Assert.StartsWith("The passphrase doesn't open this backup.", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("This backup is encrypted. Give its passphrase.", missing.Message);
        Assert.Equal(before, Snapshot(folder));
    }

    [Fact]
    public async Task Restore_OfANewerVersion_IsRefused()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Database.WriteAsync(
            async db =>
            {
                await db.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory (MigrationId, ProductVersion) VALUES ('29991231235959_Tomorrow', '10')");
                return true;
            },
            CancellationToken.None);
        var file = await WriteAsync(core, passphrase: null);

        var refused = Assert.Throws<InvalidDataException>(() => Restore(core, file, null, "restored"));

        Assert.Contains("A newer version of SocialProfiles made this backup", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "restored", "socialprofiles.db")));
    }

    [Fact]
    public async Task Upgrade_OfADatabaseOfBefore_MakesABackupThatLeadsBack()
    {
        var folder = Path.Combine(_folder, "upgraded");
        await using (var older = await TestCore.CreateAsync(folder: folder))
        {
            await older.TalentAsync("Of before");
            await older.Database.ReadAsync(
                async db =>
                {
                    await db.GetService<IMigrator>().MigrateAsync("Intelligence");
                    return 0;
                },
                CancellationToken.None);
        }

        DatabasePool.Clear(folder);
        await using var upgraded = await TestCore.CreateAsync(folder: folder);
        var backup = Assert.Single(upgraded.Get<BackupFolder>().List());

        Assert.Equal(BackupKind.Upgrade, backup.Kind);
        var restored = Restore(upgraded, upgraded.Get<BackupFolder>().PathOf(backup), null, "back");
        Assert.EndsWith("_Intelligence", restored.Manifest.Migrations[^1], StringComparison.Ordinal);
        Assert.Equal(1, restored.Manifest.Rows["Talents"]);
    }

    [Fact]
    public async Task Upgrade_WhereNoBackupCanBeMade_IsNotBegun()
    {
        var folder = Path.Combine(_folder, "stuck");
        await using (var older = await TestCore.CreateAsync(folder: folder))
        {
            await older.Database.ReadAsync(
                async db =>
                {
                    await db.GetService<IMigrator>().MigrateAsync("Intelligence");
                    return 0;
                },
                CancellationToken.None);
        }

        DatabasePool.Clear(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "in-the-way"), "");

        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => TestCore.CreateAsync(folder: folder, configuration: ("Backups:Directory", "in-the-way")));

        Assert.StartsWith("The upgrade wasn't started, because no backup could be made first.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_OverAnotherDatabase_KeepsItAndGoesBackToIt()
    {
        await using var core = await TestCore.CreateAsync();
        await core.TalentAsync("In the backup");
        var file = await WriteAsync(core, Passphrase);
        var folder = Path.Combine(_folder, "other");
        await using (var other = await TestCore.CreateAsync(folder: folder))
        {
            await other.TalentAsync("Of before");
            await other.TalentAsync("Of before, too");
        }

        DatabasePool.Clear(folder);
        var restored = Restore(core, file, Passphrase, "other");
        Assert.NotNull(restored.Aside);
        Assert.Equal(["In the backup"], await NamesAsync(folder));

        using (var taken = DataFolder.Open(folder))
        {
            Assert.True(RestoreBackup.CanUndo(taken));
            Assert.Equal(core.Time.GetUtcNow(), RestoreBackup.LastRestore(taken)!.Value, TimeSpan.FromMinutes(1));
            core.Get<RestoreBackup>().Undo(taken);
        }

        Assert.Equal(["Of before", "Of before, too"], await NamesAsync(folder));
    }

    [Fact]
    public async Task Restore_WhileAServerHasTheFolder_IsRefused()
    {
        await using var core = await TestCore.CreateAsync();
        core.Get<DataFolder>();

        Assert.Contains("is in use by another copy of SocialProfiles", Assert.Throws<IOException>(() => DataFolder.Open(core.Folder)).Message, StringComparison.Ordinal);
        using var beside = DataFolder.OpenBeside(core.Folder);
        Assert.False(beside.IsOurs);
    }

    [Fact]
    public async Task Make_TargetThatCannotBeWritten_RaisesANoticeUntilOneSucceeds()
    {
        var target = Path.Combine(_folder, "in-the-way");
        await File.WriteAllTextAsync(target, "a file where a folder should be");
        await using var core = await TestCore.CreateAsync(configuration: ("Backups:Directory", target));

        var failed = await core.Get<MakeBackup>().ExecuteAsync(BackupKind.Daily, Actor.System, CancellationToken.None);
        var open = await core.Database.ReadAsync(db => db.Notices.Where(x => x.ClosedAt == null).Select(x => x.Detail).ToListAsync(), CancellationToken.None);
        File.Delete(target);
        var made = await core.Get<MakeBackup>().ExecuteAsync(BackupKind.Daily, Actor.System, CancellationToken.None);

        Assert.StartsWith("The backup couldn't be written to", failed.Failure!.Sentence, StringComparison.Ordinal);
        Assert.Equal([failed.Failure.Sentence], open);
        Assert.True(made.Succeeded);
        Assert.Equal(0, await core.Database.ReadAsync(db => db.Notices.CountAsync(x => x.ClosedAt == null), CancellationToken.None));
    }

    [Fact]
    public async Task Daily_OneThatFailed_IsTriedAgainAnHourLater()
    {
        var target = Path.Combine(_folder, "in-the-way");
        await File.WriteAllTextAsync(target, "a file where a folder should be");
        await using var core = await TestCore.CreateAsync(configuration: ("Backups:Directory", target));
        await core.Get<BackupPlan>().SetAsync(new BackupSettingsRequest(true, Hour: 0, Keep: 3, IsEncrypted: false, null), TestCore.Admin, CancellationToken.None);
        core.Time.Advance(new DateTimeOffset(core.Time.GetUtcNow().UtcDateTime.Date.AddDays(1)) - core.Time.GetUtcNow());
        var make = core.Get<MakeBackup>();
        await make.ExecuteDailyAsync(CancellationToken.None);
        File.Delete(target);

        await make.ExecuteDailyAsync(CancellationToken.None);
        var early = core.Get<BackupFolder>().List().Count;
        core.Time.Advance(TimeSpan.FromHours(1));
        await make.ExecuteDailyAsync(CancellationToken.None);

        Assert.Equal((0, 1), (early, core.Get<BackupFolder>().List().Count));
    }

    [Fact]
    public async Task Write_DiskWithoutRoomForIt_IsRefusedBeforeAnythingIsCopied()
    {
        await using var core = await TestCore.CreateAsync();
        var writer = new BackupWriter(core.Get<DataFolder>(), core.Get<IDatabaseCopy>(), core.Time, _ => 1_000);

        var refused = await Assert.ThrowsAsync<StorageException>(() => writer.WriteAsync(Path.Combine(_folder, "one.spbackup"), BackupKind.Daily, null, null, CancellationToken.None));

        Assert.Equal(StorageFault.Full, refused.Fault);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Check_DiskWithoutRoomForIt_IsRefusedBeforeAnythingIsUnpacked()
    {
        await using var core = await TestCore.CreateAsync();
        var file = await WriteAsync(core, passphrase: null);
        using var beside = DataFolder.OpenBeside(core.Folder);

        var refused = Assert.Throws<InvalidDataException>(() => new RestoreBackup(core.Get<IDatabaseCopy>(), _ => 1_000, core.Time).Check(file, null, beside, null, CancellationToken.None));

        Assert.StartsWith($"There isn't enough space in {core.Folder} to unpack the backup", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(core.Folder, ".checking-*"));
    }

    [Fact]
    public async Task SweepLeft_WhatKilledCommandsUnpacked_GoesAndACheckUnderWayStays()
    {
        await using var core = await TestCore.CreateAsync();
        foreach (var name in (string[])[".restoring-a", ".checking-old", ".checking-new"])
        {
            var left = Directory.CreateDirectory(Path.Combine(core.Folder, name)).FullName;
            await File.WriteAllTextAsync(Path.Combine(left, "key"), "open");
            Directory.SetLastWriteTimeUtc(left, core.Time.GetUtcNow().UtcDateTime.AddDays(name == ".checking-old" ? -2 : 0));
        }

        core.Get<RestoreBackup>().SweepLeft(core.Get<DataFolder>());

        Assert.Equal([".checking-new"], Directory.GetDirectories(core.Folder, ".*").Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task Check_WhileAServerHasTheFolder_SaysWhatIsInIt()
    {
        await using var core = await TestCore.CreateAsync();
        await core.TalentAsync();
        var file = await WriteAsync(core, Passphrase);
        var theirs = Directory.CreateDirectory(Path.Combine(core.Folder, ".restoring-of-another"));
        using var beside = DataFolder.OpenBeside(core.Folder);

        var manifest = core.Get<RestoreBackup>().Check(file, Passphrase, beside, null, CancellationToken.None);

        Assert.Equal((1L, true), (manifest.Rows["Talents"], theirs.Exists));
        Assert.Empty(Directory.EnumerateDirectories(core.Folder, ".checking-*"));
    }

    [Fact]
    public async Task Restore_SessionsAndRecoveryLinksOfThen_LetNobodyIn()
    {
        await using var core = await TestCore.CreateAsync();
        await core.TalentAsync();
        await core.Database.WriteAsync(
            db =>
            {
                var person = db.Users.Add(new Person { Id = Guid.NewGuid(), UserName = "a@b.co", Email = "a@b.co" }).Entity;
                db.Add(new Session { KeyHash = "key", PersonId = person.Id, Stamp = "stamp" });
                db.Add(new RecoveryLink { Hash = [1], PersonId = person.Id });
                db.Add(new ColleagueInvitation { Id = Guid.NewGuid(), Email = "b@b.co", NormalizedEmail = "B@B.CO", SecretHash = [2], CreatedBy = "a@b.co" });
                return Task.FromResult(true);
            },
            CancellationToken.None);

        Restore(core, await WriteAsync(core, null), null, "restored");

        await using var again = await TestCore.CreateAsync(folder: Path.Combine(_folder, "restored"));
        Assert.Equal((0, 0, 1, 1), (await again.CountAsync<Session>(), await again.CountAsync<RecoveryLink>(), await again.CountAsync<Person>(), await again.CountAsync<Talent>()));
        Assert.Equal(0, await again.CountAsync<ColleagueInvitation>());
    }

    [Fact]
    public async Task Backup_KeyThatSomebodyCopied_IsLeftOutAndTheRestRestored()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Get<BackupPlan>().SetAsync(new BackupSettingsRequest(true, 3, 2, true, Passphrase), TestCore.Admin, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(core.Folder, "keys", "key (copy).xml"), "<key/>");

        Restore(core, await WriteAsync(core, Passphrase), Passphrase, "restored");

        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(_folder, "restored", "keys")), path => path.Contains("copy", StringComparison.Ordinal));
    }

    [Fact]
    public void Explain_FullDisk_SaysWhichFolderNeedsSpace()
    {
        var full = new IOException("No space left on device", 28);

        Assert.Equal("There isn't enough space for a backup in /backups. Free some disk space, or set Backups:Directory to a folder on another disk.", BackupFailure.Explain(full, "/backups"));
        Assert.Equal(BackupFailure.Explain(full, "/backups"), BackupFailure.Explain(new StorageException(StorageFault.Full), "/backups"));
    }

    [Fact]
    public async Task Daily_OverAWeek_MakesOneADayAndKeepsTheNewest()
    {
        await using var core = await TestCore.CreateAsync();
        await core.Get<BackupPlan>().SetAsync(new BackupSettingsRequest(true, Hour: 3, Keep: 3, IsEncrypted: false, null), TestCore.Admin, CancellationToken.None);
        var backups = core.Get<BackupFolder>();
        var midnight = new DateTimeOffset(core.Time.GetUtcNow().UtcDateTime.Date.AddDays(1));
        core.Time.Advance(midnight - core.Time.GetUtcNow());

        await core.Get<MakeBackup>().ExecuteDailyAsync(CancellationToken.None);
        Assert.Empty(backups.List());
        for (var day = 0; day < 5; day++)
        {
            core.Time.Advance(TimeSpan.FromHours(12));
            await core.Get<MakeBackup>().ExecuteDailyAsync(CancellationToken.None);
            await core.Get<MakeBackup>().ExecuteDailyAsync(CancellationToken.None);
            core.Time.Advance(TimeSpan.FromHours(12));
        }

        Assert.Equal(3, backups.List().Count);
        Assert.Equal(core.Time.GetUtcNow().AddHours(-12), backups.List()[0].CreatedAt);
        Assert.All(backups.List(), file => Assert.Equal(BackupKind.Daily, file.Kind));
    }

    [Theory]
    [InlineData(24, 3, null, false, "hour")]
    [InlineData(3, 0, null, false, "keep")]
    [InlineData(3, 366, null, false, "keep")]
    [InlineData(3, 3, "short", true, "passphrase")]
    [InlineData(3, 3, "", true, "passphrase")]
    public async Task SetPlan_WhatCannotBe_NamesTheField(int hour, int keep, string? passphrase, bool isEncrypted, string field)
    {
        await using var core = await TestCore.CreateAsync();

        var refused = await core.Get<BackupPlan>().SetAsync(new BackupSettingsRequest(true, hour, keep, isEncrypted, passphrase), TestCore.Admin, CancellationToken.None);

        Assert.Equal(field, Assert.IsType<SocialProfiles.Core.InvalidError>(refused.Failure).Field);
        Assert.Equal(new BackupSettings(), await core.Get<BackupPlan>().GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Write_IntoAFolderThatWasThere_LeavesItsRightsAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "On Windows the folder's own rights count.");
        await using var core = await TestCore.CreateAsync();
        var shared = Directory.CreateDirectory(Path.Combine(_folder, "shared")).FullName;
        const UnixFileMode Shared = (UnixFileMode)0b111_101_101;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(shared, Shared);
            await core.Get<BackupWriter>().WriteAsync(Path.Combine(shared, "one.spbackup"), BackupKind.Manual, null, null, CancellationToken.None);

            Assert.Equal(Shared, File.GetUnixFileMode(shared));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(shared, "one.spbackup")));
        }
    }

    private static async Task<string> WriteAsync(TestCore core, string? passphrase)
    {
        var file = Path.Combine(core.Folder, "backups", $"{Guid.NewGuid():N}.spbackup");
        await core.Get<BackupWriter>().WriteAsync(file, BackupKind.Manual, passphrase, null, CancellationToken.None);
        return file;
    }

    private RestoredBackup Restore(TestCore core, string file, string? passphrase, string into)
    {
        using var folder = DataFolder.Open(Path.Combine(_folder, into));
        return core.Get<RestoreBackup>().Execute(file, passphrase, folder, null, CancellationToken.None);
    }

    private void AssertRefused(TestCore core, byte[] content, string? passphrase)
    {
        var file = Path.Combine(_folder, "changed.spbackup");
        File.WriteAllBytes(file, content);
        var refused = Assert.Throws<InvalidDataException>(() => Restore(core, file, passphrase, "refused"));

        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "refused", "socialprofiles.db")));
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.Combine(_folder, "refused")), path => path.Contains("restor", StringComparison.Ordinal));
    }

    private static async Task<List<string>> NamesAsync(string folder)
    {
        await using (var core = await TestCore.CreateAsync(folder: folder))
        {
            return await core.Database.ReadAsync(db => db.Talents.OrderBy(x => x.Name).Select(x => x.Name).ToListAsync(), CancellationToken.None);
        }
    }

    private static List<string> Snapshot(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("-shm", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
