using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class InitialsTests
{
    [Theory]
    [InlineData("Mara Lind", "ML")]
    [InlineData("Zoë van Dijk", "ZD")]
    [InlineData("éva", "É")]
    [InlineData("Finn 👩‍👧 O’Hara", "FO")]
    [InlineData("👩‍👧 Duo", "👩‍👧D")]
    [InlineData("", "?")]
    public void Letters_Name_AreItsFirstAndLastWords(string name, string expected) => Assert.Equal(expected, Initials.LettersOf(name));

    [Fact]
    public void Hue_SameName_IsTheSameInEveryProcess() =>
        Assert.Equal([7, 6], new[] { "Mara Lind", "Zoë van Dijk" }.Select(Initials.HueOf));
}
