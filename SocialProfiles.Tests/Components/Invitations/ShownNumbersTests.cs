using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Visits;

namespace SocialProfiles.Tests.Components.Invitations;

/// <summary>Whose numbers a talent's own page shows.</summary>
public sealed class ShownNumbersTests
{
    [Fact]
    public void Shown_ProfilesMadeByHand_AreThereOnceTheTalentHasConnectedOne()
    {
        var byHand = Guid.NewGuid();
        var connection = new ConnectionView
        {
            Id = Guid.NewGuid(),
            TalentId = Guid.NewGuid(),
            Platform = "TIKTOK",
            Handle = "mara",
            ProfileUrl = "",
            Type = ConnectionType.OAuth,
            Status = SyncStatus.Ready,
            Attempt = 0,
            CreatedAt = default,
            UpdatedAt = default,
            Consent = new ConsentView([], default, null, null, null, IsRenewalCutOff: false),
        };
        var unused = new OpenedInvitation(InvitationState.Open) { Accounts = [new InvitedAccount("TIKTOK", [], null, null, true)], ByHand = [byHand] };
        var used = unused with { Accounts = [new InvitedAccount("TIKTOK", [], connection, null, false)] };

        Assert.Empty(unused.Shown);
        Assert.Equal([connection.Id, byHand], used.Shown);
    }
}
