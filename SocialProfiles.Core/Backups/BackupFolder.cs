using System.Globalization;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <summary>A backup that is there.</summary>
/// <param name="Name">Of its file; the id by which it is downloaded or deleted.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="CreatedAt">UTC, by its name.</param>
/// <param name="IsEncrypted">Whether a passphrase is needed to restore it; then the encryption keys are in it. Null for a file that isn't a whole backup.</param>
public sealed record BackupFile(string Name, long Bytes, DateTimeOffset CreatedAt, BackupKind Kind, bool? IsEncrypted);

/// <summary>Where backups are, by their names: <c>socialprofiles-20261128T031200Z-daily.spbackup</c>.</summary>
public sealed class BackupFolder(string path)
{
    public const string Extension = ".spbackup";

    private const string Prefix = "socialprofiles-";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Backups made before an upgrade that stay.</summary>
    private const int UpgradesKept = 3;

    /// <summary>Absolute.</summary>
    public string Path { get; } = path;

    /// <summary>The configured one, relative to the data folder.</summary>
    public static BackupFolder Of(DataFolder folder, BackupOptions options) => new(System.IO.Path.GetFullPath(options.Directory, folder.Path));

    /// <summary>Newest first. Other files in there are none of ours. Opens each of them; where the names say enough, <see cref="Names"/> doesn't.</summary>
    public IReadOnlyList<BackupFile> List() => [.. Names().Select(Open)];

    /// <returns>Null where there is none of that name; a name with a folder in it is none.</returns>
    public BackupFile? Find(string? name) => Names().FirstOrDefault(file => file.Name == name) is { } found ? Open(found) : null;

    /// <summary>The same as <see cref="List"/> by their names alone: nothing is said of whether they are encrypted.</summary>
    public IReadOnlyList<BackupFile> Names() => !Directory.Exists(Path) ? [] :
    [
        .. new DirectoryInfo(Path).EnumerateFiles(Prefix + "*" + Extension).Select(Read).OfType<BackupFile>()
            .OrderByDescending(file => file.CreatedAt).ThenByDescending(file => file.Name, StringComparer.Ordinal),
    ];

    public string PathOf(BackupFile file) => System.IO.Path.Combine(Path, file.Name);

    /// <summary>The name of a new one.</summary>
    public static string NameOf(DateTimeOffset createdAt, BackupKind kind) =>
        Prefix + createdAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture) + "-" + kind.ToString().ToLowerInvariant() + Extension;

    /// <summary>Deletes the daily ones but the newest few. What somebody asked for stays until somebody deletes it.</summary>
    /// <param name="dailyKept">1 or more.</param>
    /// <param name="made">The name of the one just made. It stays, also where a clock that was set back makes it the oldest.</param>
    internal void Thin(int dailyKept, string made)
    {
        foreach (var old in Names().Where(file => file.Kind == BackupKind.Daily).Skip(dailyKept).Where(file => file.Name != made))
        {
            File.Delete(PathOf(old));
        }
    }

    /// <summary>Deletes the backups of upgrades that are long done.</summary>
    internal void ThinUpgrades()
    {
        foreach (var old in Names().Where(file => file.Kind == BackupKind.Upgrade).Skip(UpgradesKept))
        {
            File.Delete(PathOf(old));
        }
    }

    private static BackupFile? Read(FileInfo file)
    {
        var parts = file.Name[Prefix.Length..^Extension.Length].Split('-');
        return parts is [var time, var kind]
            && DateTimeOffset.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var createdAt)
            && Enum.TryParse<BackupKind>(kind, ignoreCase: true, out var read)
            ? new BackupFile(file.Name, file.Length, createdAt, read, IsEncrypted: null)
            : null;
    }

    private BackupFile Open(BackupFile file) => file with { IsEncrypted = IsEncrypted(PathOf(file)) };

    private static bool? IsEncrypted(string path)
    {
        try
        {
            using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return SealedFile.IsEncrypted(content);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
