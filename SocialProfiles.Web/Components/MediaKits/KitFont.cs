using PdfSharp.Fonts;

namespace SocialProfiles.Web.Components.MediaKits;

/// <summary>The one font of PDF files, which comes with the application: a server may have none. Covers Latin, Greek, Cyrillic, Hebrew and more.</summary>
internal sealed class KitFont : IFontResolver
{
    public const string Family = "DejaVu Sans";

    private static readonly Lazy<byte[]> _bytes = new(Read);

    public byte[]? GetFont(string faceName) => _bytes.Value;

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(Family, mustSimulateBold: isBold, mustSimulateItalic: isItalic);

    private static byte[] Read()
    {
        using var stream = typeof(KitFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
