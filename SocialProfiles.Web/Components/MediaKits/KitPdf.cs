using System.Globalization;
using System.Text;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;
using SocialProfiles.Core.Leaving;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Web.Components.Intelligence;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.MediaKits;

/// <summary>
/// A media kit as PDF, in the words of its page and without a browser. Plainer than the page: text in one column, which can be copied and is
/// tagged as headings and paragraphs for whoever listens to it.
/// </summary>
internal sealed class KitPdf : IKitPrinter
{
    static KitPdf() => GlobalFontSettings.FontResolver ??= new KitFont();

    public byte[] Print(MediaKitView kit)
    {
        var content = kit.Content;
        using var document = new PdfDocument();
        document.Info.Title = $"{content.TalentName} – media kit{(content.AgencyName is { } agency ? $" – {agency}" : "")}";
        var structure = UAManager.ForDocument(document);
        structure.SetDocumentLanguage("en");
        using (var sheet = new Sheet(document, structure.StructureBuilder))
        {
            Head(sheet, content);
            foreach (var profile in content.Profiles)
            {
                Profile(sheet, content, profile);
            }

            if (content.Posts.Count > 0)
            {
                sheet.Heading("Selected posts");
                foreach (var post in content.Posts)
                {
                    Post(sheet, content, post, withProfile: true);
                }
            }

            if (content.SelfReported.Count > 0)
            {
                sheet.Heading("Self-reported numbers");
                sheet.Note("Entered by the agency from a screenshot. No platform has confirmed them, and no other number includes them.");
                foreach (var number in content.SelfReported)
                {
                    sheet.Number(number.Metric.Name(), SelfReportedValue.Exact(number.Metric, number.Value));
                    sheet.Note($"@{number.Handle} on {number.PlatformName}, for {KitText.Day(number.Day)}{(number.Note is null ? "" : $". {number.Note}")}");
                }
            }

            sheet.Space(8);
            sheet.Note($"Each number says when it was read from its platform, and whether everybody can see it or the talent gave permission. Times are in {KitText.ZoneOf(content).Id}. Check code {kit.PrintedCode}.");
        }

        using var bytes = new MemoryStream();
        document.Save(bytes, closeStream: false);
        return bytes.ToArray();
    }

    private static void Head(Sheet sheet, KitContent content)
    {
        if (content.AgencyName is { } agency)
        {
            sheet.Note(agency);
        }

        sheet.Title(content.TalentName);
        sheet.Note($"As of {KitText.Time(content, content.AsOf)} · {KitText.Period(content)}");
        if (content.Intro is { } intro)
        {
            sheet.Space(4);
            sheet.Text(intro);
        }
    }

    private static void Profile(Sheet sheet, KitContent content, KitProfile profile)
    {
        if (profile.Numbers.Count == 0 && profile.BestPost is null && profile.Audience.Count == 0)
        {
            return;
        }

        sheet.Heading($"{profile.PlatformName} @{profile.Handle}");
        foreach (var number in profile.Numbers)
        {
            if (KitText.Value(number) is { } value)
            {
                sheet.Number(KitText.Name(number.Figure), value);
                sheet.Note(KitText.Formula(number, content) is { } formula ? $"{formula}. {KitText.Source(content, number.ReadAt, number.ByPermission)}" : KitText.Source(content, number.ReadAt, number.ByPermission));
            }
            else
            {
                sheet.Number(KitText.Name(number.Figure), "–");
                sheet.Note(KitText.Unknown(number, profile.PlatformName));
            }
        }

        foreach (var audience in profile.Audience)
        {
            sheet.Number(InsightText.Name(audience.Metric), "");
            sheet.Note(string.Join(", ", audience.Groups.Select(group => $"{InsightText.Group(group.Name)} {ShortNumber.Percent(group.Share)}")));
        }

        if (profile.BestPost is { } best)
        {
            sheet.Number("Best post of the period", "");
            Post(sheet, content, best, withProfile: false);
        }
    }

    private static void Post(Sheet sheet, KitContent content, KitPost post, bool withProfile)
    {
        sheet.Text(KitText.Caption(post));
        var where = withProfile ? $"@{post.Handle} on {post.PlatformName} · " : "";
        var published = post.PublishedAt is { } at ? $", {KitText.Day(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, KitText.ZoneOf(content)).DateTime))}" : "";
        sheet.Note($"{where}{PostText.Kind(post.Kind)}{published}{(post.Link is null ? "" : $" · {post.Link}")}");
        if (KitText.Untrusted(post) is { } untrusted)
        {
            sheet.Note(untrusted);
        }

        sheet.Note($"{string.Join(", ", KitText.Numbers(post).Select(number => $"{ShortNumber.Exact(number.Value)} {number.Name.ToLowerInvariant()}"))}. {KitText.Source(content, post.ReadAt, post.ByPermission)}");
    }

    /// <summary>Pages that text flows over, A4 with margins. Points from the upper left.</summary>
    private sealed class Sheet(PdfDocument document, StructureBuilder structure) : IDisposable
    {
        private const double Margin = 48;

        private readonly XFont _title = new(KitFont.Family, 20, XFontStyleEx.Bold);
        private readonly XFont _heading = new(KitFont.Family, 13, XFontStyleEx.Bold);
        private readonly XFont _number = new(KitFont.Family, 10.5, XFontStyleEx.Bold);
        private readonly XFont _text = new(KitFont.Family, 10);
        private readonly XFont _note = new(KitFont.Family, 8.5);
        private readonly XSolidBrush _muted = new(XColor.FromArgb(86, 92, 112));
        private XGraphics? _page;
        private double _width;
        private double _height;
        private double _y;

        public void Title(string text) => Flow(text, _title, XBrushes.Black, PdfBlockLevelElementTag.Heading1);

        public void Heading(string text)
        {
            Space(12);
            Flow(text, _heading, XBrushes.Black, PdfBlockLevelElementTag.Heading2);
        }

        public void Number(string name, string value)
        {
            Space(5);
            Flow(value.Length == 0 ? name : $"{name}: {value}", _number, XBrushes.Black);
        }

        public void Text(string text) => Flow(text, _text, XBrushes.Black);

        public void Note(string text) => Flow(text, _note, _muted);

        public void Space(double points) => _y += points;

        public void Dispose() => _page?.Dispose();

        private void Flow(string text, XFont font, XBrush brush, PdfBlockLevelElementTag tag = PdfBlockLevelElementTag.Paragraph)
        {
            var height = font.GetHeight();
            var isOpen = false;
            foreach (var line in Lines(Printable(text), font))
            {
                if (isOpen && !Fits(height))
                {
                    // What goes on overleaf is an element of its own there.
                    structure.End();
                    isOpen = false;
                }

                Room(height);
                if (!isOpen)
                {
                    structure.BeginElement(tag);
                    isOpen = true;
                }

                _y += height;
                _page!.DrawString(line, font, brush, Margin, _y);
            }

            if (isOpen)
            {
                structure.End();
            }
        }

        private bool Fits(double height) => _page is not null && _y + height <= _height - Margin;

        private void Room(double height)
        {
            if (Fits(height))
            {
                return;
            }

            _page?.Dispose();
            var page = document.AddPage();
            page.Size = PageSize.A4;
            _page = XGraphics.FromPdfPage(page);
            (_width, _height, _y) = (page.Width.Point, page.Height.Point, Margin);
        }

        /// <summary>Broken between words, and within one that is wider than the page.</summary>
        private IEnumerable<string> Lines(string text, XFont font)
        {
            Room(font.GetHeight());
            var most = _width - (2 * Margin);
            var line = new StringBuilder();
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && Width($"{line} {word}") > most)
                {
                    yield return line.ToString();
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "").Append(word);
                while (Width(line.ToString()) > most)
                {
                    var cut = line.Length - 1;
                    while (cut > 1 && (Width(line.ToString(0, cut)) > most || char.IsLowSurrogate(line[cut])))
                    {
                        cut--;
                    }

                    yield return line.ToString(0, cut);
                    line.Remove(0, cut);
                }
            }

            if (line.Length > 0)
            {
                yield return line.ToString();
            }

            double Width(string part) => _page!.MeasureString(part, font).Width;
        }

        // Line ends and controls have no place in a line; a narrow space has no glyph in every font.
        private static string Printable(string text) =>
            string.Concat(text.Select(c => c is '\u202f' or '\u00a0' || char.IsWhiteSpace(c) ? ' ' : c).Where(c => !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format));
    }
}
