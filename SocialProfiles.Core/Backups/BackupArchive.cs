using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <summary>One file of a backup: a manifest and what it lists, as a compressed tar inside a <see cref="SealedFile"/>.</summary>
internal static class BackupArchive
{
    public const string Database = DataFolder.DatabaseName;
    public const string Keys = "keys/";
    public const string Settings = "settings/appsettings.json";

    /// <summary>What a person calls the database in it, at the beginning of a sentence.</summary>
    public const string DatabaseText = "The database in the backup";

    private const string ManifestName = "manifest.json";
    private const int MostManifestBytes = 1024 * 1024;
    private const int BufferBytes = 128 * 1024;

    /// <param name="file">New; its owner's alone.</param>
    /// <param name="passphrase">Null for one that hides nothing.</param>
    /// <param name="manifest">Lists the files, in their order.</param>
    /// <param name="sources">Where each of them is.</param>
    public static void Write(string file, string? passphrase, BackupManifest manifest, IReadOnlyList<string> sources, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        PrivateFiles.Create(file);
        using var target = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.None);
        using (var sealing = SealedFile.Create(target, passphrase))
        {
            using (var packed = new GZipStream(sealing, CompressionLevel.Fastest, leaveOpen: true))
            using (var tar = new TarWriter(packed, TarEntryFormat.Pax, leaveOpen: true))
            {
                Add(tar, ManifestName, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest)));
                var total = Math.Max(1, manifest.Files.Sum(entry => entry.Length));
                var done = 0L;
                foreach (var (entry, source) in manifest.Files.Zip(sources))
                {
                    using var content = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes);
                    Add(tar, entry.Name, new CountedStream(content, read => progress?.Report((double)(done += read) / total), cancellationToken));
                }
            }

            sealing.Finish();
        }

        // A backup that a power cut takes back is none.
        target.Flush(flushToDisk: true);
    }

    /// <summary>Reads the manifest alone.</summary>
    /// <exception cref="InvalidDataException">It can't be opened; the message is a sentence.</exception>
    public static BackupManifest ReadManifest(string file, string? passphrase)
    {
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        using var opening = SealedFile.Open(source, passphrase);
        return Guarded(() =>
        {
            using var unpacked = new GZipStream(opening, CompressionMode.Decompress, leaveOpen: true);
            using var tar = new TarReader(unpacked, leaveOpen: true);
            return ReadManifest(tar);
        });
    }

    /// <summary>Takes everything out, and checks each byte of it.</summary>
    /// <param name="folder">Empty; its owner's alone.</param>
    /// <exception cref="InvalidDataException">Something in it is not as the manifest says; the message is a sentence.</exception>
    public static BackupManifest Extract(string file, string? passphrase, string folder, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        using var opening = SealedFile.Open(source, passphrase);
        return Guarded(() =>
        {
            BackupManifest manifest;
            using (var unpacked = new GZipStream(opening, CompressionMode.Decompress, leaveOpen: true))
            using (var tar = new TarReader(unpacked, leaveOpen: true))
            {
                manifest = ReadManifest(tar);
                foreach (var expected in manifest.Files)
                {
                    Extract(tar, expected, folder, () => progress?.Report((double)source.Position / Math.Max(1, source.Length)), cancellationToken);
                }

                if (tar.GetNextEntry() is not null)
                {
                    throw new InvalidDataException(SealedFile.Damaged);
                }

                unpacked.CopyTo(Stream.Null);
            }

            opening.Drain();
            return manifest;
        });
    }

    public static BackupEntry EntryOf(string name, string file, CancellationToken cancellationToken)
    {
        using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        var length = 0L;
        for (int read; (read = content.Read(buffer)) > 0; length += read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        return new BackupEntry(name, length, Convert.ToHexString(hash.GetHashAndReset()));
    }

    private static void Add(TarWriter tar, string name, Stream content)
    {
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        content.Dispose();
    }

    private static BackupManifest ReadManifest(TarReader tar)
    {
        if (tar.GetNextEntry() is not { Name: ManifestName, DataStream: { } content, Length: <= MostManifestBytes })
        {
            throw new InvalidDataException(SealedFile.Damaged);
        }

        return JsonSerializer.Deserialize(content, BackupJson.Default.BackupManifest) is { Format: 1 } manifest && manifest.Files.All(entry => IsOurs(entry.Name))
            ? manifest
            : throw new InvalidDataException(SealedFile.Damaged);
    }

    private static void Extract(TarReader tar, BackupEntry expected, string folder, Action moved, CancellationToken cancellationToken)
    {
        if (tar.GetNextEntry() is not { } entry || entry.Name != expected.Name || entry.Length != expected.Length)
        {
            throw new InvalidDataException(SealedFile.Damaged);
        }

        var path = Path.Combine(folder, expected.Name);
        PrivateFiles.Folder(Path.GetDirectoryName(path)!);
        PrivateFiles.Create(path);
        using (var target = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None))
        using (var content = new CountedStream(entry.DataStream ?? Stream.Null, _ => moved(), cancellationToken))
        {
            content.CopyTo(target, BufferBytes);
            target.Flush(flushToDisk: true);
        }

        if (EntryOf(expected.Name, path, cancellationToken) != expected)
        {
            throw new InvalidDataException(SealedFile.Damaged);
        }
    }

    // Nothing in an archive may choose where it goes.
    internal static bool IsOurs(string name) =>
        name is Database or Settings
        || (name.StartsWith(Keys, StringComparison.Ordinal) && name.EndsWith(".xml", StringComparison.Ordinal)
            && name[Keys.Length..].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !name.Contains("..", StringComparison.Ordinal));

    /// <summary>What the formats inside say of nonsense is nothing to a person.</summary>
    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception) when (exception.Message != SealedFile.Damaged)
        {
            throw new InvalidDataException(SealedFile.Damaged, exception);
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException or JsonException or NotSupportedException)
        {
            throw new InvalidDataException(SealedFile.Damaged, exception);
        }
    }

    /// <summary>Says how far it is read, and ends when it is told to.</summary>
    private sealed class CountedStream(Stream content, Action<int> moved, CancellationToken cancellationToken) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => content.CanSeek;

        public override bool CanWrite => false;

        public override long Length => content.Length;

        public override long Position
        {
            get => content.Position;
            set => content.Position = value;
        }

        public override int Read(Span<byte> buffer)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = content.Read(buffer);
            moved(read);
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => content.Seek(offset, origin);

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                content.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
