using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>
/// Channel ids that hold the handle in disguise: after a restart a client asks by the id that it stored,
/// and the sandbox remembers nothing. 128 bits, as in real ids, take 22 characters of the usual alphabet;
/// other handles get a longer id than a real one.
/// </summary>
internal static class ChannelId
{
    private const string Prefix = "UC";
    private const string LongMark = "x";
    private const int Digits = 22;
    private const string Alphabet = "\0abcdefghijklmnopqrstuvwxyz0123456789._-";

    private static readonly SearchValues<char> _idLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // Odd, so that multiplying by it can be undone.
    private static readonly UInt128 _factor = new(0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9);
    private static readonly UInt128 _inverse = Inverse(_factor);

    /// <param name="handle">Lower case, without @; or a channel id that names no handle.</param>
    public static string Of(string handle)
    {
        if (IsId(handle))
        {
            return handle;
        }

        if (handle.Length > Digits || !handle.All(letter => letter != '\0' && Alphabet.Contains(letter, StringComparison.Ordinal)))
        {
            return $"{Prefix}{LongMark}{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(handle))}";
        }

        var number = UInt128.Zero;
        for (var i = Digits - 1; i >= 0; i--)
        {
            number = (number * (uint)Alphabet.Length) + (uint)(i < handle.Length ? Alphabet.IndexOf(handle[i], StringComparison.Ordinal) : 0);
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Disguise(number));
        return Prefix + Base64Url.EncodeToString(bytes);
    }

    /// <summary>
    /// The handle behind an id. A well-formed id that holds none is an account too: it stands for itself.
    /// Null for text that is no channel id.
    /// </summary>
    public static string? HandleOf(string id)
    {
        if (!IsId(id))
        {
            return null;
        }

        var rest = id.AsSpan(Prefix.Length);
        if (rest.Length != Digits)
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(rest[LongMark.Length..]));
        }

        Span<byte> bytes = stackalloc byte[16];
        return Base64Url.IsValid(rest) && Base64Url.TryDecodeFromChars(rest, bytes, out _)
            ? Letters(Reveal(BinaryPrimitives.ReadUInt128BigEndian(bytes))) ?? id
            : id;
    }

    /// <summary>Whether an account has only an id: real channels can be without a handle as well.</summary>
    public static bool IsId(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = text.AsSpan(Prefix.Length);
        return rest.Length == Digits
            ? !rest.ContainsAnyExcept(_idLetters)
            : rest.StartsWith(LongMark, StringComparison.Ordinal) && rest.Length > LongMark.Length && Base64Url.IsValid(rest[LongMark.Length..], out _);
    }

    // Letters first, then nothing but zeros: a number picked at random hardly ever looks so.
    private static string? Letters(UInt128 number)
    {
        var handle = new StringBuilder(Digits);
        for (var i = 0; i < Digits; i++)
        {
            var digit = (int)(number % (uint)Alphabet.Length);
            number /= (uint)Alphabet.Length;
            if (digit == 0)
            {
                break;
            }

            handle.Append(Alphabet[digit]);
        }

        return number == 0 && handle.Length > 0 ? handle.ToString() : null;
    }

    // Each step can be undone, so no two handles share an id. Two rounds, so that neighbours look unrelated.
    private static UInt128 Disguise(UInt128 number)
    {
        number = (number ^ (number >> 64)) * _factor;
        number = (number ^ (number >> 64)) * _factor;
        return number ^ (number >> 64);
    }

    private static UInt128 Reveal(UInt128 number)
    {
        number = (number ^ (number >> 64)) * _inverse;
        number = (number ^ (number >> 64)) * _inverse;
        return number ^ (number >> 64);
    }

    // Newton's method; every step doubles the number of right bits, from 3 to 128 and more.
    private static UInt128 Inverse(UInt128 odd)
    {
        var inverse = odd;
        for (var i = 0; i < 6; i++)
        {
            inverse = unchecked(inverse * (2 - (odd * inverse)));
        }

        return inverse;
    }
}
