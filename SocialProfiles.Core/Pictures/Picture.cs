using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SocialProfiles.Core.Pictures;

/// <summary>A picture that somebody uploaded. Its kind is what its bytes say; the name and the type that came with it count for nothing.</summary>
/// <param name="Width">Pixels, from 1.</param>
/// <param name="Height">Pixels, from 1.</param>
public sealed record Picture(PictureKind Kind, int Width, int Height, byte[] Bytes)
{
    /// <summary>SHA-256 in hexadecimal: the same bytes have the same.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    /// <summary>Reads kind and size from the first bytes.</summary>
    /// <param name="what">At the beginning of a sentence, such as <c>The logo</c>.</param>
    /// <param name="mostBytes">The largest file.</param>
    /// <param name="mostPixels">The longest side.</param>
    /// <returns>The picture, or a sentence that says what is wrong and what to do.</returns>
    public static (Picture? Picture, string? Refusal) Read(ReadOnlySpan<byte> bytes, string what, int mostBytes, int mostPixels)
    {
        if (bytes.Length > mostBytes)
        {
            return (null, TooLarge(what, mostBytes));
        }

        var size = OfPng(bytes) ?? OfJpeg(bytes) ?? OfWebP(bytes);
        return size switch
        {
            null => (null, $"{what} has to be a PNG, JPEG or WebP picture. Choose another file."),
            { Width: < 1 } or { Height: < 1 } => (null, $"{what} has no size that can be read. Save it again as PNG, and choose that file."),
            { } read when read.Width > mostPixels || read.Height > mostPixels =>
                (null, $"{what} is {read.Width} × {read.Height} pixels. Make it no more than {mostPixels} pixels on each side."),
            { } read => (new Picture(read.Kind, read.Width, read.Height, bytes.ToArray()), null),
        };
    }

    /// <summary>The sentence for a file that has too many bytes.</summary>
    public static string TooLarge(string what, int mostBytes) =>
        $"{what} is larger than {(mostBytes >= 1024 * 1024 ? $"{mostBytes / (1024 * 1024)} MB" : $"{mostBytes / 1024} KB")}. Make the picture smaller, or save it as JPEG.";

    // Signature, then the header chunk, which always comes first (W3C PNG, 5.2 and 11.2.1).
    private static (PictureKind Kind, int Width, int Height)? OfPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 33 && IsPngSignature(bytes) && bytes[12..16].SequenceEqual("IHDR"u8)
            ? (PictureKind.Png, Side(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..])), Side(BinaryPrimitives.ReadUInt32BigEndian(bytes[20..])))
            : null;

    private static bool IsPngSignature(ReadOnlySpan<byte> bytes) => bytes[..8].SequenceEqual((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    // Segments up to the one that begins a frame, which has the size (ITU T.81, B.1.1 and B.2.2).
    private static (PictureKind Kind, int Width, int Height)? OfJpeg(ReadOnlySpan<byte> bytes)
    {
        if (bytes is not [0xFF, 0xD8, 0xFF, ..])
        {
            return null;
        }

        var at = 2;
        while (at + 9 < bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (PictureKind.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
            if (marker is 0xDA or 0xD9 || length < 2)
            {
                return null;
            }

            at += 2 + length;
        }

        return null;
    }

    // A RIFF container with one of three first chunks (RFC 9649, 2.5 to 2.7).
    private static (PictureKind Kind, int Width, int Height)? OfWebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30 || !bytes.StartsWith("RIFF"u8) || !bytes[8..12].SequenceEqual("WEBP"u8))
        {
            return null;
        }

        var chunk = bytes[12..16];
        if (chunk.SequenceEqual("VP8X"u8))
        {
            return (PictureKind.WebP, 1 + UInt24(bytes[24..]), 1 + UInt24(bytes[27..]));
        }

        if (chunk.SequenceEqual("VP8 "u8) && bytes[23] == 0x9D && bytes[24] == 0x01 && bytes[25] == 0x2A)
        {
            return (PictureKind.WebP, BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF);
        }

        if (chunk.SequenceEqual("VP8L"u8) && bytes[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
            return (PictureKind.WebP, 1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        return null;
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static int Side(uint pixels) => pixels > int.MaxValue ? int.MaxValue : (int)pixels;
}
