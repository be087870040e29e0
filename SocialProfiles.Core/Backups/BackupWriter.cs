using System.Reflection;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <summary>What goes into a backup, and how one file comes of it. Knows neither settings nor activity: it also works before the database is brought up to date.</summary>
public sealed class BackupWriter(DataFolder folder, IDatabaseCopy databases, TimeProvider time, FreeSpace room)
{
    private const string Unfinished = ".unfinished-";

    // Copying takes about as long as packing.
    private const double CopyShare = 0.5;

    private static readonly string _version = typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The settings file beside the program; it may hold secrets, so it goes only into encrypted backups.</summary>
    private static string SettingsFile => Path.Combine(AppContext.BaseDirectory, "appsettings.json");

    /// <summary>Makes one, whole or not at all. The server may run and write meanwhile.</summary>
    /// <param name="file">Its path. Must not exist; the folder is made where it is missing.</param>
    /// <param name="passphrase">Encrypts it, with the encryption keys and the settings file in it. Null leaves those out.</param>
    /// <param name="progress">Fraction that is done, 0 to 1.</param>
    /// <exception cref="StorageException">The database can't be read or copied.</exception>
    /// <exception cref="IOException">The target can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public async Task WriteAsync(string file, BackupKind kind, string? passphrase, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var target = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (!Directory.Exists(target))
        {
            // One that is there may be somebody else's, and for others too; what we put into it is ours alone.
            PrivateFiles.Folder(target);
        }

        Sweep(target);
        RequireRoom(target);

        // In the target: another disk than the database's, where somebody chose one, has room for backups.
        var work = PrivateFiles.Folder(Path.Combine(target, Unfinished + Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            var createdAt = time.GetUtcNow();
            var database = Path.Combine(work, BackupArchive.Database);
            await databases.CopyToAsync(database, Part(progress, 0, CopyShare), cancellationToken);

            // Keys after the database: they are only ever added, so each one that the copy needs is among them.
            await Task.Run(() => Pack(file, work, kind, createdAt, passphrase, Part(progress, CopyShare, 1), cancellationToken), cancellationToken);
        }
        finally
        {
            TryDelete(work);
        }
    }

    /// <summary>The copy of the database and what is packed of it stand side by side for a while. Found out beforehand, so that no full disk stops others from writing.</summary>
    private void RequireRoom(string target)
    {
        var database = new FileInfo(folder.DatabaseFile);
        var journal = new FileInfo(folder.DatabaseFile + "-wal");
        var needed = 2 * ((database.Exists ? database.Length : 0) + (journal.Exists ? journal.Length : 0));
        if (room(target) is { } free && free < needed)
        {
            throw new StorageException(StorageFault.Full);
        }
    }

    private void Pack(string file, string work, BackupKind kind, DateTimeOffset createdAt, string? passphrase, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var database = Path.Combine(work, BackupArchive.Database);
        var contents = databases.Examine(database, BackupArchive.DatabaseText, thoroughly: false, cancellationToken);
        List<(string Name, string Path)> sources = [(BackupArchive.Database, database)];
        if (passphrase is not null)
        {
            // What somebody copied in there under another name is no key of ours, and would not be taken back.
            sources.AddRange(KeyFiles().Select(key => (Name: BackupArchive.Keys + Path.GetFileName(key), key)).Where(key => BackupArchive.IsOurs(key.Name)));
            if (File.Exists(SettingsFile))
            {
                sources.Add((BackupArchive.Settings, SettingsFile));
            }
        }

        var manifest = new BackupManifest(
            1, kind, createdAt, _version, contents.Migrations, contents.Rows, passphrase is not null,
            [.. sources.Select(source => BackupArchive.EntryOf(source.Name, source.Path, cancellationToken))]);
        var packed = Path.Combine(work, "packed");
        BackupArchive.Write(packed, passphrase, manifest, [.. sources.Select(source => source.Path)], progress, cancellationToken);
        File.Move(packed, file);
    }

    private IEnumerable<string> KeyFiles() => Directory.Exists(folder.Keys) ? Directory.EnumerateFiles(folder.Keys, "*.xml").Order(StringComparer.Ordinal) : [];

    /// <summary>Takes away what a process left that was killed. A command and the server may each make one at the same time, so only what is old.</summary>
    private void Sweep(string target)
    {
        foreach (var left in Directory.EnumerateDirectories(target, Unfinished + "*").Where(left => Directory.GetLastWriteTimeUtc(left) < time.GetUtcNow().UtcDateTime.AddDays(-1)))
        {
            TryDelete(left);
        }
    }

    private static void TryDelete(string work)
    {
        try
        {
            Directory.Delete(work, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next one sweeps it away.
        }
    }

    private static Share? Part(IProgress<double>? progress, double from, double to) => progress is null ? null : new Share(progress, from, to);

    private sealed class Share(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * (to - from)));
    }
}
