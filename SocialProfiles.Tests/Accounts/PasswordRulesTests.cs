using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Tests.Accounts;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("three quiet words")]
    [InlineData("correct horse battery")]
    [InlineData("the agency dog barks")]
    [InlineData("hX4-9vbQ2mLz")]
    [InlineData("Übermorgen regnet es")]
    public void Refusal_LongAndOwn_IsNone(string password) => Assert.Null(PasswordRules.Refusal(password, "ada.berg@nordlicht.example", "Nordlicht Talents"));

    [Theory]
    [InlineData("elevenchars", "at least 12")]
    [InlineData("qwertyuiopasdfgh", "most common")]
    [InlineData("SonnenSchein", "most common")]
    [InlineData("password2026!!", "most common")]
    [InlineData("dragondragondragon", "most common")]
    [InlineData("abcdabcdabcd", "most common")]
    [InlineData("SocialProfiles2026", "Those are guessed first")]
    [InlineData("nordlicht-2026!", "Those are guessed first")]
    [InlineData("Nordlicht Talents 1", "Those are guessed first")]
    [InlineData("berg.nordlicht.", "Those are guessed first")]
    public void Refusal_CommonOrOfTheAgency_SaysWhy(string password, string sentence) =>
        Assert.Contains(sentence, PasswordRules.Refusal(password, "ada.berg@nordlicht.example", "Nordlicht Talents"), StringComparison.Ordinal);
}
