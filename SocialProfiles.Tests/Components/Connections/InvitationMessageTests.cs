using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Web.Components.Connections;

namespace SocialProfiles.Tests.Components.Connections;

public sealed class InvitationMessageTests
{
    private const string Address = "https://talents.agency.example/invitation/abc";

    [Fact]
    public void Of_SeveralPlatforms_NamesEverythingATalentAsks() => Assert.Equal(
        """
        Hi Mara,

        Studio Nord would like to see the numbers for your Instagram, TikTok and YouTube accounts. Please open this link and connect them: it takes a minute, you don't need an account with us, and you can withdraw access at any time.

        https://talents.agency.example/invitation/abc

        The link works until 4 Dec 2026.
        """,
        InvitationMessage.Of(Link("Mara Lind"), ["Instagram", "TikTok", "YouTube"], new AgencyName("Studio Nord"), Address),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Of_OnePlatformAndNoName_StillReadsRight() =>
        Assert.Contains("We would like to see the numbers for your TikTok account. Please open this link and connect it:", InvitationMessage.Of(Link("Mara"), ["TikTok"], new AgencyName(Value: null), Address), StringComparison.Ordinal);

    [Theory]
    [InlineData("Mara Lind", "Hi Mara,")]
    [InlineData("Mara", "Hi Mara,")]
    [InlineData("The Quiet Ones", "Hi The Quiet Ones,")]
    [InlineData("Dr. Ada Owner", "Hi Dr. Ada Owner,")]
    [InlineData("DJ Nord", "Hi DJ Nord,")]
    public void Of_Name_GreetsAsOneWould(string name, string greeting) =>
        Assert.StartsWith(greeting, InvitationMessage.Of(Link(name), ["TikTok"], new AgencyName("Studio Nord"), Address), StringComparison.Ordinal);

    private static InvitationLink Link(string talent)
    {
        var end = new DateTimeOffset(2026, 12, 4, 9, 0, 0, TimeSpan.Zero);
        return new(new InvitationView(Guid.Empty, Guid.Empty, "admin@agency.example", end.AddDays(-7), end, end, null, []), "abc", talent);
    }
}
