using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SocialProfiles.Tests.Platforms;

/// <summary>What holds for the handles of every platform.</summary>
public sealed class HandleTests
{
    private const string Accepted = "abcXYZ019._-·éßあ中ไทยहिन्दीعربי";

    public static TheoryData<string> Keys => TestPlatforms.Keys;

    /// <summary>Texts near handles and links: pieces that people and attackers put together.</summary>
    private static Gen<string> Texts => Gen.OneOf(
        Gen.Elements(Accepted.EnumerateRunes().Select(rune => rune.ToString()).ToArray()).ArrayOf().Select(string.Concat),
        Gen.Elements(
            "https://", "http://", "www.", "instagram.com", "instagr.am", "tiktok.com", "youtube.com", "youtu.be", "x.com", "twitter.com", "linkedin.com", "uk.linkedin.com", "bsky.app", "evil.io",
            "/", "/@", "@", "in/", "company/", "school/", "channel/", "user/", "c/", "_u/", "profile/", "did:plc:aaaaaaaaaaaaaaaaaaaaaaaa", ".bsky.social", "anna", "Anna.Design", "UCaaaaaaaaaaaaaaaaaaaaaa", "あいう", "%E3%81%82", "%2e", "..", ".", "-", "_", "?hl=en", "#top", ":", " ", "\\", "p/", "watch?v=1", "🙂", "home", "explore")
            .ArrayOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

    [Theory]
    [MemberData(nameof(Keys))]
    public void Read_AnyText_WhatIsAcceptedRoundTrips(string key)
    {
        var platform = TestPlatforms.Get(key);
        var accepted = 0;

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithQuietOnSuccess(true), Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            var reading = platform.Read(text);
            if (!reading.Accepted)
            {
                return reading.Refusal.Length > 0;
            }

            accepted++;
            var url = platform.ProfileUrl(reading.Handle);
            var (owner, again) = TestPlatforms.Catalog.Read(TestPlatforms.Catalog.All[0], url);
            return owner == platform
                && again.Handle == reading.Handle
                && platform.ProfileUrl(again.Handle) == url
                && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.AbsoluteUri == url && uri.Scheme == Uri.UriSchemeHttps;
        }));

        Assert.InRange(accepted, 100, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Read_AcceptedHandle_IsFreeOfEverythingDangerous(string key)
    {
        var platform = TestPlatforms.Get(key);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000).WithQuietOnSuccess(true), Prop.ForAll(Texts.ToArbitrary(), text =>
            platform.Read(text) is not { Accepted: true } reading
            || (reading.Handle.Length is > 0 and <= 253 && !WithoutMethod(reading.Handle).EnumerateRunes().Any(rune => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || "@\\:?#%<>\"".Contains(rune.ToString(), StringComparison.Ordinal)))));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Read_WithAtOrLink_IsTheSameHandle(string key)
    {
        var platform = TestPlatforms.Get(key);

        // Where a handle is a domain, its usual end is added.
        var handle = platform.Read("Anna123").Handle!;

        Assert.Equal("Anna123", handle.Split('.')[0]);
        Assert.Equal(handle, platform.Read("  @Anna123 ").Handle);
        Assert.Equal(handle, platform.Read(platform.ProfileUrl("Anna123")).Handle);
        Assert.Equal(handle, platform.Read(platform.ProfileUrl("Anna123").Replace("https://", "", StringComparison.Ordinal)).Handle);
    }

    [Theory]
    [InlineData("YOUTUBE", "аnna", false)] // Cyrillic а
    [InlineData("YOUTUBE", "annο", false)] // Greek ο
    [InlineData("YOUTUBE", "https://www.youtube.com/@%D0%B0nna", false)]
    [InlineData("YOUTUBE", "user/аnna", false)]
    [InlineData("YOUTUBE", "anna中а", false)]
    [InlineData("YOUTUBE", "анна", true)]
    [InlineData("YOUTUBE", "άννα_1", true)]
    [InlineData("YOUTUBE", "हिन्दी", true)]
    [InlineData("YOUTUBE", "anna_あい漢字", true)]
    [InlineData("YOUTUBE", "ไทย.99", true)]
    [InlineData("LINKEDIN", "аnna-lind", false)]
    [InlineData("LINKEDIN", "company/nоrdlicht", false)] // Cyrillic о
    [InlineData("LINKEDIN", "анна-линд", true)]
    public void Read_LettersOfTwoAlphabets_IsRefusedAndOneAlphabetIsNot(string key, string text, bool isAccepted)
    {
        var reading = TestPlatforms.Get(key).Read(text);

        Assert.Equal(isAccepted, reading.Accepted);
        Assert.True(isAccepted || reading.Refusal!.Contains("different alphabets", StringComparison.Ordinal), reading.Refusal);
    }

    [Theory]
    [InlineData("rene\u0301e", "renée")]
    [InlineData("@rene\u0301e", "renée")]
    [InlineData("https://www.youtube.com/@rene%CC%81e", "renée")]
    public void Read_ComposedInTwoWays_IsOneHandle(string text, string handle) => Assert.Equal(handle, TestPlatforms.Get("YOUTUBE").Read(text).Handle);

    [Theory]
    [InlineData("\u3164\u3164\u3164")]
    [InlineData("an\u115Fna")]
    [InlineData("an\u200Bna")]
    public void Read_LettersThatNobodySees_IsRefused(string text) =>
        Assert.Contains("invisible", TestPlatforms.Get("YOUTUBE").Read(text).Refusal!, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Read_Nonsense_IsRefusedWithASentence(string key)
    {
        var platform = TestPlatforms.Get(key);
        string[] nonsense = ["", "@", "an na", "anna🙂", "a,b", "<script>", "a'b", "a\"b", "a;b", "../../etc/passwd", "anna/../x", "anna/", "/anna/x/y/z", "a%41", new string('a', 101), "-", "_/_", "\0"];

        Assert.All(nonsense, text => Assert.False(platform.Read(text).Accepted, text));
    }

    /// <summary>A DID names its method between colons; those are the only ones.</summary>
    private static string WithoutMethod(string handle) =>
        handle.StartsWith("did:plc:", StringComparison.Ordinal) || handle.StartsWith("did:web:", StringComparison.Ordinal) ? handle["did:plc:".Length..] : handle;

    [Fact]
    public void All_InTheOrderOffered_AreTheSix()
    {
        Assert.Equal(["INSTAGRAM", "TIKTOK", "YOUTUBE", "BLUESKY", "X", "LINKEDIN"], TestPlatforms.Catalog.All.Select(platform => platform.Key));
    }
}
