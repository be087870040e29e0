using SocialProfiles.Core.Consents;
using SocialProfiles.Web.Components.Connections;

namespace SocialProfiles.Tests.Components.Connections;

public sealed class HeldTextTests
{
    private static readonly HeldConsentView _held =
        new(Guid.NewGuid(), Guid.NewGuid(), "TIKTOK", HeldBecause.OtherAccount, "mara.new", "mara.lind", null, null, null, DateTimeOffset.UnixEpoch);

    [Fact]
    public void Text_OtherAccount_NamesBothHandlesAndWhatHappensToEach()
    {
        var text = HeldText.Of(_held, "TikTok");

        Assert.Equal("@mara.new on TikTok instead of @mara.lind", text.Title);
        Assert.Contains("@mara.lind stays as it is", text.IfAccepted, StringComparison.Ordinal);
        Assert.Contains("@mara.lind stays as it is", text.IfRefused, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_AccountOfAnotherTalent_NamesTheOwnerAndThatTheHistoryMoves()
    {
        var text = HeldText.Of(_held with { Because = HeldBecause.AccountOfAnotherTalent, ExpectedHandle = null, OtherTalentName = "Ada Owner" }, "TikTok");

        Assert.Equal("@mara.new on TikTok is connected to Ada Owner", text.Title);
        Assert.Contains("moves from Ada Owner", text.IfAccepted, StringComparison.Ordinal);
        Assert.Contains("history", text.IfAccepted, StringComparison.Ordinal);
        Assert.StartsWith("The profile stays with Ada Owner", text.IfRefused, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_OwnerGoneMeanwhile_StillReads() =>
        Assert.DoesNotContain("  ", HeldText.Of(_held with { Because = HeldBecause.AccountOfAnotherTalent, ExpectedHandle = null }, "TikTok").Title, StringComparison.Ordinal);
}
