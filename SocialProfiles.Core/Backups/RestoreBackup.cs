using System.Globalization;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <param name="Manifest">Of the backup.</param>
/// <param name="Aside">Where what was there before is now, absolute; null where nothing was.</param>
/// <param name="SettingsFile">The settings file that was in the backup, for a person to compare; null where there was none.</param>
public sealed record RestoredBackup(BackupManifest Manifest, string? Aside, string? SettingsFile);

/// <summary>
/// Puts a backup into a data folder that no server uses. Everything is taken out and checked beside what is there, before
/// anything is replaced; and what is replaced is kept aside.
/// </summary>
public sealed class RestoreBackup(IDatabaseCopy databases, FreeSpace room, TimeProvider time)
{
    /// <summary>What the names of the folders begin with in which a restore keeps the data from before.</summary>
    public const string AsidePrefix = "before-restore-";
    private const string AsideFormat = "yyyyMMdd'T'HHmmssfff'Z'";
    private const string WorkPrefix = ".restoring-";
    private const string CheckPrefix = ".checking-";

    private const double Mebibyte = 1024 * 1024;

    /// <summary>Whether a passphrase is needed.</summary>
    /// <exception cref="InvalidDataException">It is no backup.</exception>
    public static bool IsEncrypted(string file)
    {
        using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        return SealedFile.IsEncrypted(content);
    }

    // Others may check one, too: only what was left long ago goes.
    private DateTime LongAgo => time.GetUtcNow().UtcDateTime.AddDays(-1);

    /// <summary>
    /// Takes away what a restore or a check left that was killed: the database and the keys, which were sealed in the backup. What can't be
    /// deleted now stays until the next start.
    /// </summary>
    /// <param name="folder">Taken for this process alone.</param>
    public void SweepLeft(DataFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        foreach (var (prefix, before) in new[] { (WorkPrefix, DateTime.MaxValue), (CheckPrefix, LongAgo) })
        {
            try
            {
                Sweep(folder, prefix, before);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The server starts all the same.
            }
        }
    }

    /// <summary>Whether a restore put something aside that can come back.</summary>
    public static bool CanUndo(DataFolder folder) => Newest(folder) is not null;

    /// <summary>When the restore was that <see cref="Undo"/> takes back, UTC; null where none put something aside that can come back.</summary>
    public static DateTimeOffset? LastRestore(DataFolder folder) => Newest(folder) is { } newest
        ? DateTimeOffset.TryParseExact(Path.GetFileName(newest)[AsidePrefix.Length..], AsideFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at
            : new DateTimeOffset(Directory.GetLastWriteTimeUtc(newest), TimeSpan.Zero)
        : null;

    /// <summary>Checks a backup as <see cref="Execute"/> does, and replaces nothing. A server may run on the folder meanwhile.</summary>
    /// <exception cref="InvalidDataException">It can't be restored, or there is no room to take it out; the message says why and what to do.</exception>
    /// <exception cref="IOException">It can't be taken out, or a file can't be read.</exception>
    public BackupManifest Check(string file, string? passphrase, DataFolder folder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Sweep(folder, CheckPrefix, LongAgo);
        RequireRoom(file, passphrase, folder);
        var work = Work(folder, CheckPrefix);
        try
        {
            return Extract(file, passphrase, work, progress, cancellationToken);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <param name="folder">Taken for this process alone.</param>
    /// <inheritdoc cref="Check"/>
    public RestoredBackup Execute(string file, string? passphrase, DataFolder folder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Sweep(folder, WorkPrefix, DateTime.MaxValue);
        RequireRoom(file, passphrase, folder);
        var work = Work(folder, WorkPrefix);
        try
        {
            var manifest = Extract(file, passphrase, work, progress, cancellationToken);
            databases.EndAccess(Path.Combine(work, BackupArchive.Database));
            var settings = KeepSettings(folder, work);
            return new RestoredBackup(manifest, Swap(folder, work), settings);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>Takes the last restore back: what it put aside comes back, and what was there now is put aside in its turn.</summary>
    /// <param name="folder">Taken for this process alone.</param>
    /// <returns>Where what was there is now; null where nothing was put aside before.</returns>
    public string? Undo(DataFolder folder)
    {
        if (Newest(folder) is not { } newest)
        {
            return null;
        }

        var aside = Swap(folder, newest);
        Directory.Delete(newest, recursive: true);
        return aside;
    }

    // Their names are times, so the last one is the newest.
    private static string? Newest(DataFolder folder) => Directory.EnumerateDirectories(folder.Path, AsidePrefix + "*").Order(StringComparer.Ordinal).LastOrDefault();

    private static string Work(DataFolder folder, string prefix) => PrivateFiles.Folder(Path.Combine(folder.Path, prefix + Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Takes away what a process left that was killed.</summary>
    private static void Sweep(DataFolder folder, string prefix, DateTime before)
    {
        foreach (var left in Directory.EnumerateDirectories(folder.Path, prefix + "*").Where(left => Directory.GetLastWriteTimeUtc(left) < before))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>Found out beforehand, so that no full disk stops a server that runs on the folder from writing.</summary>
    private void RequireRoom(string file, string? passphrase, DataFolder folder)
    {
        var needed = BackupArchive.ReadManifest(file, passphrase).Files.Sum(entry => entry.Length);
        if (room(folder.Path) is { } free && free < needed)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"There isn't enough space in {folder.Path} to unpack the backup: it needs {needed / Mebibyte:N0} MiB, and {free / Mebibyte:N0} MiB are free. Nothing was changed. Free some disk space, then try again."));
        }
    }

    private BackupManifest Extract(string file, string? passphrase, string work, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var manifest = BackupArchive.Extract(file, passphrase, work, progress, cancellationToken);
        if (manifest.Migrations.Except(databases.KnownMigrations, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new InvalidDataException($"A newer version of SocialProfiles made this backup ({manifest.Version}; its database has {unknown}). Restore it with that version.");
        }

        var contents = databases.Examine(Path.Combine(work, BackupArchive.Database), BackupArchive.DatabaseText, thoroughly: true, cancellationToken);
        return contents.Migrations.SequenceEqual(manifest.Migrations, StringComparer.Ordinal) && contents.Rows.Count == manifest.Rows.Count
            && contents.Rows.All(table => manifest.Rows.TryGetValue(table.Key, out var rows) && rows == table.Value)
            ? manifest
            : throw new InvalidDataException(SealedFile.Damaged);
    }

    /// <summary>The program's own settings are not ours to replace; they may be of another version or another server.</summary>
    private static string? KeepSettings(DataFolder folder, string work)
    {
        var restored = Path.Combine(work, BackupArchive.Settings);
        if (!File.Exists(restored))
        {
            return null;
        }

        var kept = Path.Combine(folder.Path, "restored-appsettings.json");
        File.Move(restored, kept, overwrite: true);
        return kept;
    }

    private string NewAside(DataFolder folder)
    {
        for (var at = time.GetUtcNow().UtcDateTime; ; at = at.AddMilliseconds(1))
        {
            var path = Path.Combine(folder.Path, AsidePrefix + at.ToString(AsideFormat, CultureInfo.InvariantCulture));
            if (!Directory.Exists(path))
            {
                return path;
            }
        }
    }

    /// <summary>Renames: what is there goes aside, what comes takes its place. Where one of them fails, those before are taken back.</summary>
    private string? Swap(DataFolder folder, string from)
    {
        // Files that were never there are left out below; this one has to come, or the folder would end up without a database.
        if (!File.Exists(Path.Combine(from, BackupArchive.Database)))
        {
            throw new InvalidDataException($"There is no database in {from}, so nothing was changed. Restore a backup instead.");
        }

        var aside = PrivateFiles.Folder(NewAside(folder)).FullName;
        var incomingKeys = Path.Combine(from, "keys");
        var hasKeys = Directory.Exists(incomingKeys) && Directory.EnumerateFiles(incomingKeys).Any();
        List<(string From, string To)> moves =
        [
            .. DataFolder.DatabaseFilesIn(folder.Path).Zip(DataFolder.DatabaseFilesIn(aside)),
            .. DataFolder.DatabaseFilesIn(from).Zip(DataFolder.DatabaseFilesIn(folder.Path)),
        ];
        if (hasKeys)
        {
            moves.Add((folder.Keys, Path.Combine(aside, "keys")));
            moves.Add((incomingKeys, folder.Keys));
        }

        Stack<(string From, string To)> done = [];
        try
        {
            foreach (var move in moves.Where(move => File.Exists(move.From) || Directory.Exists(move.From)))
            {
                Directory.Move(move.From, move.To);
                done.Push(move);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            foreach (var (was, isNow) in done)
            {
                Directory.Move(isNow, was);
            }

            Directory.Delete(aside);
            throw new IOException($"The files in {folder.Path} can't be replaced, so nothing was changed. Check that SocialProfiles is allowed to write there.", exception);
        }

        // A folder that was never used has a folder for keys all the same; nobody should be sent there to go back.
        if (Directory.EnumerateFiles(aside, "*", SearchOption.AllDirectories).Any())
        {
            return aside;
        }

        Directory.Delete(aside, recursive: true);
        return null;
    }
}
