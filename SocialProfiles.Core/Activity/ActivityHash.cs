using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Core.Activity;

/// <summary>
/// The hashes of the chain: SHA-256, each part with its length before it, so that no two entries say the same bytes. Never changed:
/// what is stored was made by it.
/// </summary>
internal static class ActivityHash
{
    /// <summary>Bytes.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Bytes.</summary>
    public const int SaltSize = 16;

    private const byte Who = 1;
    private const byte What = 2;
    private const byte Entry = 3;

    /// <summary>What the first entry of all follows.</summary>
    public static byte[] Beginning => new byte[Size];

    /// <param name="actor">UTF-8, as stored.</param>
    /// <param name="address">UTF-8, as stored; null where there is none.</param>
    public static byte[] OfWho(byte[] salt, byte[] actor, byte[]? address) => OfTexts(Who, salt, actor, address);

    /// <param name="subject">UTF-8, as stored.</param>
    /// <param name="detail">UTF-8, as stored; null where there is none.</param>
    /// <param name="talentId">As stored; null where there is none. With the words and not beside them: it tells who it was about just as they do.</param>
    public static byte[] OfWhat(byte[] salt, byte[] subject, byte[]? detail, string? talentId) =>
        OfTexts(What, salt, subject, detail, talentId is null ? null : Encoding.UTF8.GetBytes(talentId));

    /// <param name="at">UTC, Unix milliseconds.</param>
    public static byte[] OfEntry(byte[] previous, long key, long at, string action, int source, byte[] who, byte[] what)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([Entry]);
        Append(hash, previous);
        Append(hash, key);
        Append(hash, at);
        Append(hash, Encoding.UTF8.GetBytes(action));
        Append(hash, source);
        Append(hash, who);
        Append(hash, what);
        return hash.GetHashAndReset();
    }

    private static byte[] OfTexts(byte kind, byte[] salt, params ReadOnlySpan<byte[]?> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([kind]);
        Append(hash, salt);
        foreach (var text in texts)
        {
            Append(hash, text);
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, byte[]? bytes)
    {
        Append(hash, bytes?.Length ?? -1);
        hash.AppendData(bytes ?? []);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
