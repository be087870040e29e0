using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SocialProfiles.Core.Backups;

/// <summary>
/// The container of a backup: a header that everybody can read, then AES-GCM in chunks. Each chunk's nonce holds its number and
/// whether it is the last one, and the header counts as associated data, so a bit that flips anywhere, chunks that change
/// places, and a file that ends too early all show. Without a passphrase the key is a public one: it finds damage and hides nothing.
/// </summary>
internal static class SealedFile
{
    internal const int ChunkBytes = 64 * 1024;
    internal const int TagBytes = 16;
    internal const int NonceBytes = 12;

    private const int KeyBytes = 32;
    private const int SaltBytes = 16;
    private const int MostHeaderBytes = 4096;
    private const int MostIterations = 10_000_000;

    /// <summary>OWASP's figure for PBKDF2 with HMAC-SHA256.</summary>
    private const int Iterations = 600_000;

    private static readonly byte[] _magic = "SPBACKUP1\n"u8.ToArray();

    /// <summary>Begins a container.</summary>
    /// <param name="file">Stays open.</param>
    /// <param name="passphrase">Null for one that hides nothing.</param>
    /// <returns>What is written here is sealed; <see cref="SealingStream.Finish"/> writes the end.</returns>
    public static SealingStream Create(Stream file, string? passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var (key, check) = KeyOf(passphrase, salt, Iterations);
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes - 5);
        var header = JsonSerializer.SerializeToUtf8Bytes(
            new SealedHeader(1, passphrase is not null, Iterations, Convert.ToHexString(salt), Convert.ToHexString(check), Convert.ToHexString(nonce)), SealedJson.Default.SealedHeader);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, header.Length);
        file.Write(_magic);
        file.Write(length);
        file.Write(header);
        return new SealingStream(file, new ChunkSeal(key, nonce, header));
    }

    /// <summary>Whether a file is encrypted, without opening it.</summary>
    /// <exception cref="InvalidDataException">It is no backup of ours, or damaged at its beginning.</exception>
    public static bool IsEncrypted(Stream file) => Read(file).Header.IsEncrypted;

    /// <summary>Opens a container.</summary>
    /// <param name="file">At its beginning; stays open.</param>
    /// <exception cref="InvalidDataException">It is no backup, its passphrase is missing or another one, or it is damaged; the message is a sentence. Reading throws the same.</exception>
    public static OpeningStream Open(Stream file, string? passphrase)
    {
        var (bytes, header) = Read(file);
        if (header.IsEncrypted && string.IsNullOrEmpty(passphrase))
        {
            throw new InvalidDataException("This backup is encrypted. Give its passphrase.");
        }

        var (key, check) = KeyOf(header.IsEncrypted ? passphrase : null, FromHex(header.Salt), header.Iterations);
        return CryptographicOperations.FixedTimeEquals(check, FromHex(header.Check))
            ? new OpeningStream(file, new ChunkSeal(key, FromHex(header.Nonce), bytes))
            : throw new InvalidDataException(header.IsEncrypted
                ? "The passphrase doesn't open this backup. Check it and try again; if you are sure of it, the file is damaged: use another backup."
                : Damaged);
    }

    internal const string Damaged = "The backup is damaged or incomplete. Nothing was changed; use another backup.";

    private static (byte[] Bytes, SealedHeader Header) Read(Stream file)
    {
        try
        {
            var start = new byte[_magic.Length + 4];
            file.ReadExactly(start);
            if (!start.AsSpan(0, _magic.Length).SequenceEqual(_magic))
            {
                throw new InvalidDataException("This file isn't a backup of SocialProfiles.");
            }

            var length = BinaryPrimitives.ReadInt32LittleEndian(start.AsSpan(_magic.Length));
            if (length is <= 0 or > MostHeaderBytes)
            {
                throw new InvalidDataException(Damaged);
            }

            var bytes = new byte[length];
            file.ReadExactly(bytes);
            var header = JsonSerializer.Deserialize(bytes, SealedJson.Default.SealedHeader);
            return header switch
            {
                { Format: > 1 } => throw new InvalidDataException("A newer version of SocialProfiles made this backup. Use that version to restore it."),
                { Format: 1, Iterations: > 0 and <= MostIterations, Salt.Length: SaltBytes * 2, Check.Length: KeyBytes * 2, Nonce.Length: (NonceBytes - 5) * 2 } => (bytes, header),
                _ => throw new InvalidDataException(Damaged),
            };
        }
        catch (EndOfStreamException exception)
        {
            throw new InvalidDataException("This file isn't a backup of SocialProfiles, or it is incomplete.", exception);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(Damaged, exception);
        }
    }

    private static byte[] FromHex(string hex)
    {
        try
        {
            return Convert.FromHexString(hex);
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException(Damaged, exception);
        }
    }

    /// <summary>A key, and a value by which a wrong passphrase is told from a damaged file.</summary>
    private static (byte[] Key, byte[] Check) KeyOf(string? passphrase, byte[] salt, int iterations)
    {
        var both = passphrase is null
            ? SHA512.HashData([.. "SocialProfiles backup without a passphrase"u8, .. salt])
            : Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase.Normalize()), salt, iterations, HashAlgorithmName.SHA256, KeyBytes * 2);
        return (both[..KeyBytes], SHA256.HashData(both[KeyBytes..]));
    }
}

/// <summary>Seals and opens the chunks of one file.</summary>
internal sealed class ChunkSeal(byte[] key, byte[] prefix, byte[] header) : IDisposable
{
    private readonly AesGcm _cipher = new(key, SealedFile.TagBytes);
    private uint _number;

    /// <param name="plain">What is to be sealed.</param>
    /// <param name="sealedChunk">As long, and the tag behind it.</param>
    public void Seal(ReadOnlySpan<byte> plain, Span<byte> sealedChunk, bool isLast) =>
        _cipher.Encrypt(Nonce(isLast), plain, sealedChunk[..plain.Length], sealedChunk[plain.Length..], header);

    /// <exception cref="InvalidDataException">It was changed, or is not what comes here.</exception>
    public void Open(ReadOnlySpan<byte> sealedChunk, Span<byte> plain, bool isLast)
    {
        try
        {
            _cipher.Decrypt(Nonce(isLast), sealedChunk[..plain.Length], sealedChunk[plain.Length..], plain, header);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidDataException(SealedFile.Damaged, exception);
        }
    }

    public void Dispose() => _cipher.Dispose();

    private byte[] Nonce(bool isLast)
    {
        var nonce = new byte[SealedFile.NonceBytes];
        prefix.CopyTo(nonce, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(nonce.AsSpan(prefix.Length), checked(_number++));
        nonce[^1] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}

/// <param name="Salt">Hexadecimal, as the others.</param>
internal sealed record SealedHeader(int Format, bool IsEncrypted, int Iterations, string Salt, string Check, string Nonce);

[System.Text.Json.Serialization.JsonSerializable(typeof(SealedHeader))]
internal sealed partial class SealedJson : System.Text.Json.Serialization.JsonSerializerContext;
