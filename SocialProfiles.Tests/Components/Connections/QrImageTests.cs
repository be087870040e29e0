using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using SocialProfiles.Web.Components.Connections;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace SocialProfiles.Tests.Components.Connections;

public sealed partial class QrImageTests : ComponentTests
{
    private const int PixelsPerModule = 4;

    [Theory]
    [InlineData("https://talents.agency.example/invitation/q3Zx_0aV-9bTnW2kYp7LdQ")]
    [InlineData("http://127.0.0.1:5080/invitation/AAAAAAAAAAAAAAAAAAAAAA")]
    public void Image_InvitationLink_IsReadByACameraAndCoarse(string link)
    {
        var picture = Picture(link);

        var (pixels, modules) = Draw(picture.QuerySelector("svg")!);
        var size = modules * PixelsPerModule;
        var read = new QRCodeReader().decode(
            new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(pixels, size, size, RGBLuminanceSource.BitmapFormat.Gray8))),
            new Dictionary<DecodeHintType, object> { [DecodeHintType.TRY_HARDER] = true });

        Assert.Equal(link, read?.Text);

        // Version 5 and four empty modules on each side: a sealed link of former times took 85.
        Assert.InRange(modules, 29, 37 + 8);
    }

    [Fact]
    public void Image_Link_IsDrawnAsAPictureWithANameAndNoFile()
    {
        var picture = Picture("https://talents.agency.example/invitation/q3Zx_0aV-9bTnW2kYp7LdQ");

        Assert.Equal("The link", picture.GetAttribute("aria-label"));
        Assert.DoesNotContain("base64", picture.InnerHtml, StringComparison.Ordinal);
        Assert.Empty(picture.QuerySelectorAll("style, image"));
    }

    private IElement Picture(string link) => Render<QrImage>(parameters => parameters.Add(x => x.Text, link).Add(x => x.Label, "The link")).Find("[role=img]");

    /// <summary>Paints what the drawing says, the sheet first and then the bars, as a browser does.</summary>
    private static (byte[] Pixels, int Modules) Draw(IElement svg)
    {
        var modules = int.Parse(svg.GetAttribute("viewBox")!.Split(' ')[2], CultureInfo.InvariantCulture);
        var size = modules * PixelsPerModule;
        Assert.Equal("#ffffff", Assert.Single(svg.QuerySelectorAll("rect")).GetAttribute("fill"));
        var pixels = Enumerable.Repeat(byte.MaxValue, size * size).ToArray();
        var path = Assert.Single(svg.QuerySelectorAll("path"));
        Assert.Equal("#000000", path.GetAttribute("fill"));
        foreach (Match bar in Bar().Matches(path.GetAttribute("d")!))
        {
            int Pixel(string name) => int.Parse(bar.Groups[name].Value, CultureInfo.InvariantCulture) * PixelsPerModule;
            for (var y = Pixel("y"); y < Pixel("y") + PixelsPerModule; y++)
            {
                Array.Fill(pixels, byte.MinValue, (y * size) + Pixel("x"), Pixel("width"));
            }
        }

        return (pixels, modules);
    }

    [GeneratedRegex(@"M(?<x>\d+) (?<y>\d+)h(?<width>\d+)v1h-\k<width>z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bar();
}
