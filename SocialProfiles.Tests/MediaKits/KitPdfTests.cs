using System.Text;
using System.Text.RegularExpressions;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.MediaKits;

namespace SocialProfiles.Tests.MediaKits;

public sealed partial class KitPdfTests
{
    [Fact]
    public void Print_ManyPostsAndHostileText_MakesSeveralPagesWithTheTalentsName()
    {
        var at = new DateTimeOffset(2026, 11, 1, 10, 0, 0, TimeSpan.Zero);
        KitPost[] posts = [.. Enumerable.Range(1, 60).Select(i => new KitPost(
            Guid.NewGuid(), "INSTAGRAM", "Instagram", "mara", $"p{i}", PostKind.Video, $"Żółć \u05E9\u05DC\u05D5\u05DD 👩‍👩‍👧 \u202E{new string('x', 300)}\0\n", "https://x.example/p", at, 1, 2, null, null, at, false))];
        var kit = new MediaKitView(Guid.NewGuid(), Guid.NewGuid(), "ABCDE12345", new KitContent
        {
            TalentName = "Mara Lind",
            AgencyName = "Studio Nord",
            AsOf = at,
            AsOfDay = new DateOnly(2026, 11, 1),
            From = new DateOnly(2026, 10, 5),
            Days = 28,
            TimeZone = "Europe/Berlin",
            Profiles = [new KitProfile(Guid.NewGuid(), "INSTAGRAM", "Instagram", "mara", [new KitNumber(KitFigure.Followers, 12_400, ReadAt: at), new KitNumber(KitFigure.MedianViews, null, MetricGap.NotSupported)], posts[0], [])],
            Posts = posts,
        }, null, "admin@agency.example", at, KitLinkState.None, null);

        var pdf = Encoding.Latin1.GetString(new KitPdf().Print(kit));

        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.InRange(Pages().Count(pdf), 2, 20);
        Assert.DoesNotContain("/FontFile2 null", pdf, StringComparison.Ordinal);
        Assert.InRange(pdf.Length, 10_000, 500_000);

        // Text that can be copied, and headings and paragraphs for whoever listens.
        Assert.All(["/ToUnicode", "/StructTreeRoot", "/MarkInfo", "/S/H1", "/S/H2", "/S/P"], part => Assert.Contains(part, pdf.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [GeneratedRegex("/Type */Page[^s]", RegexOptions.None, 1000)]
    private static partial Regex Pages();
}
