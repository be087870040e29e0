using SocialProfiles.Core.Talents;

namespace SocialProfiles.Tests.Talents;

public sealed class FoldedTests
{
    [Theory]
    [InlineData("Mara Lind", "mara lind")]
    [InlineData("Åsa", "asa")]
    [InlineData("A\u030Asa", "asa")]
    [InlineData("\u212Bsa", "asa")]
    [InlineData("Zoë", "zoe")]
    [InlineData("Søren Kjær", "soren kjaer")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Straße", "strasse")]
    [InlineData("STRAẞE", "strasse")]
    [InlineData("Đặng Thị Hương", "dang thi huong")]
    [InlineData("İpek Işık", "ipek isik")]
    [InlineData("Þóra Guðrún", "thora gudrun")]
    [InlineData("Finn O’Hara", "finn ohara")]
    [InlineData("Jean–Luc", "jean-luc")]
    [InlineData("Алёна", "алена")]
    [InlineData("Γιώργος", "γιωργοσ")]
    public void Of_LettersWithAccentsAndSpecialOnes_IsWhatPlainKeyboardsType(string text, string folded) => Assert.Equal(folded, Folded.Of(text));

    [Theory]
    [InlineData("がんだ")]
    [InlineData("한지민")]
    [InlineData("नीहारिका")]
    [InlineData("أحمد")]
    [InlineData("😀 🏴")]
    public void Of_WritingInWhichMarksMakeOtherLetters_IsLeftAsItIs(string text) => Assert.Equal(text, Folded.Of(text));
}
