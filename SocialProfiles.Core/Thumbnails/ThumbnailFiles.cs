using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Thumbnails;

/// <summary>
/// Pictures of posts on the disk: a folder a profile, so that they go with it, and a file a post. A cache: what is missing, damaged or
/// can't be written is only fetched again. A file begins with the SHA-256 of the picture that follows.
/// </summary>
internal sealed class ThumbnailFiles(DataFolder folder, FreeSpace free)
{
    /// <summary>Bytes of all files together, from which on those go that nobody looked at for the longest.</summary>
    public const long MostBytes = 512L * 1024 * 1024;

    // Of the disk. What is little enough belongs to the database.
    private const long LeastFree = 1024L * 1024 * 1024;

    // When somebody looked is noted once a day, or each look would write.
    private static readonly TimeSpan _stale = TimeSpan.FromDays(1);

    private readonly Lock _counting = new();
    private long? _bytes;

    /// <summary>Whether there is room for what nobody asked for yet.</summary>
    public bool HasRoom => Bytes < MostBytes * 3 / 4;

    private long Bytes
    {
        get
        {
            lock (_counting)
            {
                return _bytes ??= All().Sum(LengthOf);
            }
        }
    }

    public bool Has(Guid connectionId, string post) => File.Exists(PathOf(connectionId, post));

    /// <returns>Null where there is none. One that is damaged is deleted, so that it is fetched again.</returns>
    public async Task<Picture?> ReadAsync(Guid connectionId, string post, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var path = PathOf(connectionId, post);
        var picture = await OpenAsync(path, cancellationToken);
        try
        {
            if (picture is not null && now.UtcDateTime - File.GetLastWriteTimeUtc(path) > _stale)
            {
                File.SetLastWriteTimeUtc(path, now.UtcDateTime);
            }
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            // It counts as seen when it was, and may go sooner.
        }

        return picture;
    }

    public async Task SaveAsync(Guid connectionId, string post, byte[] bytes, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (free(folder.Path) < LeastFree)
        {
            return;
        }

        if (!await TryWriteAsync(PathOf(connectionId, post), bytes, now.UtcDateTime, cancellationToken))
        {
            return;
        }

        lock (_counting)
        {
            _bytes += bytes.Length;
        }

        if (Bytes > MostBytes)
        {
            Trim(MostBytes * 3 / 4);
        }
    }

    /// <summary>Deletes all pictures of a profile.</summary>
    public void Forget(Guid connectionId)
    {
        try
        {
            Directory.Delete(FolderOf(connectionId), recursive: true);
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            // Mostly because there are none; what is left goes at night.
        }

        Recount();
    }

    /// <summary>The profiles of which there are pictures.</summary>
    public IReadOnlyList<Guid> Profiles() => Directory.Exists(folder.Thumbnails)
        ? [.. Directory.EnumerateDirectories(folder.Thumbnails).Select(path => Guid.TryParseExact(Path.GetFileName(path), "N", out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)]
        : [];

    /// <summary>Deletes the pictures of a profile's other posts, and what was left unfinished.</summary>
    public void KeepOnly(Guid connectionId, IEnumerable<string> posts)
    {
        var kept = posts.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        foreach (var file in FilesOf(new DirectoryInfo(FolderOf(connectionId))).Where(file => !kept.Contains(file.Name)))
        {
            Delete(file.FullName);
        }

        Recount();
    }

    /// <summary>Deletes the pictures of a profile that are damaged, or they would seem to be there when new addresses come.</summary>
    public async Task DeleteDamagedAsync(Guid connectionId, CancellationToken cancellationToken)
    {
        // What is larger than a picture isn't ours, and not worth the memory.
        foreach (var file in FilesOf(new DirectoryInfo(FolderOf(connectionId))).Where(file => LengthOf(file) <= SHA256.HashSizeInBytes + PostThumbnails.MostBytes))
        {
            await OpenAsync(file.FullName, cancellationToken);
        }
    }

    /// <summary>Deletes what nobody looked at for the longest.</summary>
    /// <param name="to">Bytes that may stay.</param>
    public void Trim(long to)
    {
        var left = Bytes;
        foreach (var file in All().OrderBy(file => file.LastWriteTimeUtc))
        {
            if (left <= to)
            {
                break;
            }

            left -= LengthOf(file);
            Delete(file.FullName);
        }

        Recount();
    }

    /// <summary>Reads a file, and deletes it where it is damaged.</summary>
    private async Task<Picture?> OpenAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var file = await File.ReadAllBytesAsync(path, cancellationToken);
            if (IsWhole(file) && PostThumbnails.Read(file.AsSpan(SHA256.HashSizeInBytes)) is { } picture)
            {
                return picture;
            }

            Delete(path);
            Recount();
            return null;
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            return null;
        }
    }

    private static bool IsWhole(byte[] file) =>
        file.Length > SHA256.HashSizeInBytes && SHA256.HashData(file.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(file.AsSpan(0, SHA256.HashSizeInBytes));

    private async Task<bool> TryWriteAsync(string path, byte[] bytes, DateTime seen, CancellationToken cancellationToken)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        try
        {
            PrivateFiles.Folder(folder.Thumbnails);
            PrivateFiles.Folder(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(unfinished, [.. SHA256.HashData(bytes), .. bytes], cancellationToken);
            File.SetLastWriteTimeUtc(unfinished, seen);
            File.Move(unfinished, path, overwrite: true);
            return true;
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            Delete(unfinished);
            return false;
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            // It goes another time.
        }
    }

    private static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;

    // Ids come from platforms: hashed, none of them can lead anywhere.
    private static string NameOf(string post) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(post)).AsSpan(0, 16));

    private static IReadOnlyList<FileInfo> FilesOf(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFiles()];
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            // Gone meanwhile, with its profile.
            return [];
        }
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            return 0;
        }
    }

    private IEnumerable<FileInfo> All() => Directory.Exists(folder.Thumbnails) ? new DirectoryInfo(folder.Thumbnails).EnumerateDirectories().SelectMany(FilesOf) : [];

    private string FolderOf(Guid connectionId) => Path.Combine(folder.Thumbnails, connectionId.ToString("N", CultureInfo.InvariantCulture));

    private string PathOf(Guid connectionId, string post) => Path.Combine(FolderOf(connectionId), NameOf(post));

    private void Recount()
    {
        lock (_counting)
        {
            _bytes = null;
        }
    }
}
