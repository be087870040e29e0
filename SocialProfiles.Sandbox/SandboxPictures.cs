using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;
using SocialProfiles.Core.Thumbnails;

namespace SocialProfiles.Sandbox;

/// <summary>Draws the pictures of made-up posts: two colours that run into each other. No host is asked, so none of them ever expires.</summary>
internal sealed class SandboxPictures : IPictureSource
{
    // A name that leads nowhere (RFC 2606).
    private const string Host = "https://pictures.example/";

    private const int LongestSide = 360;

    /// <summary>Where a picture pretends to be.</summary>
    /// <param name="hue">Degrees.</param>
    public static string AddressOf(int hue, int width, int height) => string.Create(CultureInfo.InvariantCulture, $"{Host}{hue}/{width}x{height}.png");

    public bool Expires(string platform) => false;

    public Task<byte[]?> ReadAsync(string platform, string address, int mostBytes, CancellationToken cancellationToken) =>
        Task.FromResult(address.StartsWith(Host, StringComparison.Ordinal) && address[Host.Length..].Split('/', 'x', '.') is [var hue, var width, var height, "png"]
            && int.TryParse(hue, CultureInfo.InvariantCulture, out var degrees) && int.TryParse(width, CultureInfo.InvariantCulture, out var across) && int.TryParse(height, CultureInfo.InvariantCulture, out var down)
                ? Draw(degrees, across, down) : null);

    private static byte[] Draw(int hue, int width, int height)
    {
        var scale = Math.Min(1.0, (double)LongestSide / Math.Max(width, height));
        var (across, down) = (Math.Max(1, (int)(width * scale)), Math.Max(1, (int)(height * scale)));
        var (from, to) = (Colour(hue, 0.42), Colour(hue + 60, 0.72));
        var rows = new byte[down * ((across * 3) + 1)];
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++)
            {
                var at = (y * ((across * 3) + 1)) + 1 + (x * 3);
                var share = (((double)x / across) + ((double)y / down)) / 2;
                for (var part = 0; part < 3; part++)
                {
                    rows[at + part] = (byte)(255 * ((from[part] * (1 - share)) + (to[part] * share)));
                }
            }
        }

        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(rows);
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, across);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), down);
        (header[8], header[9]) = (8, 2);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        name.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    // From hue and lightness at a saturation of 45 %, as CSS Color 4, 7.2, says it.
    private static double[] Colour(int hue, double lightness)
    {
        var spread = 0.45 * Math.Min(lightness, 1 - lightness);
        double Part(int n)
        {
            var k = (n + (hue / 30.0)) % 12;
            return lightness - (spread * Math.Max(-1, Math.Min(k - 3, Math.Min(9 - k, 1))));
        }

        return [Part(0), Part(8), Part(4)];
    }
}
