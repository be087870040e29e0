using System.Globalization;
using System.Text.Json;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Platforms.Instagram;

namespace SocialProfiles.Tests.Platforms;

public sealed class WireTests
{
    [Theory]
    [InlineData("12", 12L)]
    [InlineData("\"12\"", 12L)]
    [InlineData("\"\\u0031\\u0032\"", 12L)]
    [InlineData("9223372036854775807", 9223372036854775807L)]
    [InlineData("\"9223372036854775807\"", 9223372036854775807L)]
    [InlineData("9223372036854775808", CountConverter.Unreadable)]
    [InlineData("\"92233720368547758089999999999\"", CountConverter.Unreadable)]
    [InlineData("1.5", CountConverter.Unreadable)]
    [InlineData("\"1,234\"", CountConverter.Unreadable)]
    [InlineData("\"\"", CountConverter.Unreadable)]
    [InlineData("null", null)]
    [InlineData("true", CountConverter.Unreadable)]
    [InlineData("{\"count\":[1]}", CountConverter.Unreadable)]
    public void Count_EachShape_IsANumberOrUnknown(string json, long? expected)
    {
        Assert.Equal(expected, Media($$"""{"like_count":{{json}},"id":"after"}""").LikeCount);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("1000000000000", null)]
    [InlineData("1000000000001", MetricGap.Unbelievable)]
    [InlineData("9200000000000000000", MetricGap.Unbelievable)]
    [InlineData("92000000000000000000", MetricGap.Unbelievable)]
    [InlineData("-1", MetricGap.Unbelievable)]
    [InlineData("\"many\"", MetricGap.Unbelievable)]
    [InlineData("null", MetricGap.Hidden)]
    public void Count_ThatNoAccountCanHave_IsUnbelievableAndNotMissing(string json, MetricGap? gap)
    {
        Assert.Equal(gap ?? MetricGap.None, Metric.Of(Media($$"""{"like_count":{{json}}}""").LikeCount, MetricGap.Hidden).Gap);
    }

    [Theory]
    [InlineData("\"178\"", "178")]
    [InlineData("17841400000000002", "17841400000000002")]
    [InlineData("null", null)]
    [InlineData("[1]", null)]
    public void Id_EachShape_IsItsText(string json, string? expected)
    {
        Assert.Equal(expected, Media($$"""{"id":{{json}}}""").Id);
    }

    [Theory]
    [InlineData("\"2026-08-03T16:05:10+0000\"", "2026-08-03T16:05:10Z")]
    [InlineData("\"2026-08-03T16:05:10-0330\"", "2026-08-03T19:35:10Z")]
    [InlineData("\"2026-08-03T16:05:10.987Z\"", "2026-08-03T16:05:10Z")]
    [InlineData("\"2026-08-03T16:05:10+02:00\"", "2026-08-03T14:05:10Z")]
    [InlineData("\"yesterday\"", null)]
    [InlineData("1754300000", null)]
    [InlineData("null", null)]
    public void Time_EachShape_IsUtcToTheSecond(string json, string? expected)
    {
        DateTimeOffset? time = expected is null ? null : DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture);

        Assert.Equal(time, Media($$"""{"timestamp":{{json}}}""").Timestamp);
    }

    [Fact]
    public void Cut_SurrogatesAtTheLimit_AreNotSplit()
    {
        var text = new string('a', 499) + "🙂🙂";

        var cut = WireText.Cut(text);

        Assert.Equal(new string('a', 499), cut);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("  ", null)]
    [InlineData(" a ", "a")]
    [InlineData("a\0b", "ab")]
    [InlineData("Cafe\u0301", "Caf\u00E9")]
    [InlineData("a\u202Egnp.exe\u202C", "agnp.exe")]
    [InlineData("\u2066hi\u2069", "hi")]
    [InlineData("\u202E", null)]
    [InlineData("\u05E9\u05DC\u05D5\u05DD\u200F!", "\u05E9\u05DC\u05D5\u05DD\u200F!")]
    [InlineData("e\u0323\u0302", "\u1EC7")]
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]
    [InlineData("\u0438\u0306", "\u0439")]
    [InlineData("\u0301a", "\u0301a")]
    public void Cut_ShortText_IsKeptTrimmed(string? text, string? expected)
    {
        Assert.Equal(expected, WireText.Cut(text));
    }

    [Fact]
    public void Cut_HalfACharacter_BecomesTheSignForOne()
    {
        Assert.Equal("a\uFFFDb\uFFFD", WireText.Cut("a" + '\uD83D' + "b" + '\uDE00'));
    }

    [Theory]
    [InlineData("https://www.instagram.com/p/x/", true)]
    [InlineData("https://INSTAGRAM.com/p/x/", true)]
    [InlineData("https://evil.example/p/x/", false)]
    [InlineData("https://instagram.com.evil.example/", false)]
    [InlineData("https://www.instagram.com@evil.example/", false)]
    [InlineData("https://someone@www.instagram.com/", false)]
    [InlineData("javascript:alert(1)//www.instagram.com", false)]
    public void Link_OfAPost_LeadsToItsPlatformOnly(string url, bool kept)
    {
        Assert.Equal(kept ? url : null, WireText.Link(url, InstagramPlatform.IsHost));
    }

    [Theory]
    [InlineData("https://cdn.example/x.jpg", true)]
    [InlineData("http://127.0.0.1:5000/x.jpg", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:image/png;base64,x", false)]
    [InlineData("//cdn.example/x.jpg", false)]
    [InlineData("https://cdn.example/\n", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Url_EachKind_IsKeptOnlyForTheWeb(string? url, bool kept)
    {
        Assert.Equal(kept ? url : null, WireText.Url(url));
    }

    private static GraphMedia Media(string json) => JsonSerializer.Deserialize(json, InstagramJson.Default.GraphMedia)!;
}
