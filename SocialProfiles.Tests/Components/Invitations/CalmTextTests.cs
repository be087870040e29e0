using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Visits;
using SocialProfiles.Web.Components.Invitations;

namespace SocialProfiles.Tests.Components.Invitations;

public sealed class CalmTextTests
{
    private static readonly AgencyName _nobody = new(Value: null);

    public static TheoryData<CalmText> Texts { get; } =
    [
        .. Enum.GetValues<ConsentOutcome>().SelectMany(outcome => new[] { CalmText.OfOutcome(outcome, "TikTok", new("Nordlicht")), CalmText.OfOutcome(outcome, null, _nobody) }),
        .. Enum.GetValues<InvitationState>().Select(state => CalmText.OfLink(state, _nobody)),
        .. Enum.GetValues<Revocation>().Select(revocation => CalmText.OfWithdrawal(revocation, "TikTok", "Open your settings.", _nobody)),
    ];

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Text_Each_SaysWhatItIsAndWhatToDo(CalmText text)
    {
        Assert.All([text.What, text.Next], sentence =>
        {
            Assert.EndsWith(".", sentence, StringComparison.Ordinal);
            Assert.True(char.IsUpper(sentence[0]), sentence);
        });
        Assert.True(char.IsUpper(text.Title[0]), text.Title);
        Assert.DoesNotContain("  ", $"{text.Title} {text.What} {text.Next}", StringComparison.Ordinal);
    }

    [Fact]
    public void Agency_AtTheBeginningOfASentence_KeepsItsOwnSpelling()
    {
        Assert.Equal("The agency", CalmText.Starting(_nobody));
        Assert.Equal("nordlicht talents", CalmText.Starting(new AgencyName("nordlicht talents")));
    }

    [Fact]
    public void Withdrawal_PlatformThatTakesNoNotice_SaysWhereToRemoveItThere() =>
        Assert.EndsWith("Open your settings.", CalmText.OfWithdrawal(Revocation.NotOffered, "Instagram", "Open your settings.", _nobody).Next, StringComparison.Ordinal);
}
