using System.Security.Cryptography;
using System.Text;

namespace SocialProfiles.Core.Accounts;

/// <summary>
/// The passwords that are guessed first. <c>CommonPasswords.bin</c> holds the first five bytes of SHA-256 of each, in order: all of
/// SecLists' collected common ones with twelve characters and more, and the words of its 100,000 most common ones without what
/// follows their last letter. Where it comes from and how it is made: docs/accounts.md.
/// </summary>
internal static class CommonPasswords
{
    private const string Resource = "CommonPasswords.bin";
    private const int Width = 5;

    private static readonly Lazy<byte[]> _hashes = new(Read);

    /// <summary>Whether it is one of them, one of them with digits or signs after it, or one of them or a few letters again and again.</summary>
    public static bool Contains(string password)
    {
        // The list is in lower case.
        var text = password.ToLowerInvariant();
        return IsListed(text) || IsListed(WithoutEnding(text)) || (Period(text) is { } part && (part.Length <= 4 || IsListed(part) || IsListed(WithoutEnding(part))));
    }

    private static bool IsListed(string text)
    {
        Span<byte> wanted = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), wanted);
        var (hashes, low, high) = (_hashes.Value, 0, (_hashes.Value.Length / Width) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (hashes.AsSpan(middle * Width, Width).SequenceCompareTo(wanted[..Width]))
            {
                case 0:
                    return true;
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }

        return false;
    }

    private static string WithoutEnding(string text)
    {
        var length = text.Length;
        while (length > 0 && !char.IsLetter(text[length - 1]))
        {
            length--;
        }

        return text[..length];
    }

    /// <summary>What the text repeats from its beginning to its end; null where it repeats nothing.</summary>
    private static string? Period(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (text.Length % length == 0 && text.AsSpan(length).SequenceEqual(text.AsSpan(0, text.Length - length)))
            {
                return text[..length];
            }
        }

        return null;
    }

    private static byte[] Read()
    {
        using var stream = typeof(CommonPasswords).Assembly.GetManifestResourceStream(Resource)!;
        var hashes = new byte[stream.Length];
        stream.ReadExactly(hashes);
        return hashes;
    }
}
