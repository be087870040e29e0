using SocialProfiles.Core.Consents;
using SocialProfiles.Web.Components.Connections;
using SocialProfiles.Web.Consents;

namespace SocialProfiles.Tests.Visitors;

public sealed class OutcomeWordTests
{
    [Fact]
    public void Word_EveryOutcome_ReadsBackAsItself()
    {
        Assert.All(Enum.GetValues<ConsentOutcome>(), outcome => Assert.Equal(outcome, OutcomeWord.ReadOutcome(OutcomeWord.Of(outcome))));
        Assert.All(Enum.GetValues<Revocation>(), revocation => Assert.Equal(revocation, OutcomeWord.ReadRevocation(OutcomeWord.Of(revocation))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Connected")]
    [InlineData("0")]
    [InlineData("<script>")]
    public void Word_AnythingElse_IsIgnored(string? word)
    {
        Assert.Null(OutcomeWord.ReadOutcome(word));
        Assert.Null(ConsentAnswer.Read(word, "TikTok"));
    }

    [Fact]
    public void Answer_EveryOutcome_HasASentenceForTheAdmin() =>
        Assert.All(Enum.GetValues<ConsentOutcome>(), outcome => Assert.EndsWith(".", ConsentAnswer.Read(OutcomeWord.Of(outcome), null)!.Sentence, StringComparison.Ordinal));
}
