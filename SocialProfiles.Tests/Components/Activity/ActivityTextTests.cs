using SocialProfiles.Core.Activity;
using SocialProfiles.Web.Components.Activity;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Activity;

public sealed class ActivityTextTests
{
    [Fact]
    public void Text_EveryAction_HasWordsOfItsOwn()
    {
        foreach (var action in Enum.GetValues<ActivityAction>())
        {
            // The mark of what is shown for an action that this version does not know.
            Assert.NotEqual(IconShape.Info, ActivityText.Of(action).Icon);
        }
    }

    [Theory]
    [InlineData(ActivityAction.Connected, "ada@agency.example", "@mara.lind on Instagram", "ada@agency.example connected @mara.lind on Instagram")]
    [InlineData(ActivityAction.TalentRestored, "ada@agency.example", "Mara Lind", "ada@agency.example restored Mara Lind to the roster")]
    [InlineData(ActivityAction.SignedIn, "ada@agency.example", "ada@agency.example", "ada@agency.example signed in")]
    [InlineData(ActivityAction.SignInFailed, "A visitor", "ada@agency.example", "A visitor failed to sign in as ada@agency.example")]
    [InlineData(ActivityAction.InvitationOpened, "Mara Lind", "Mara Lind", "Mara Lind opened the invitation")]
    public void Sentence_Entry_SaysWhoDidWhat(ActivityAction action, string actor, string subject, string expected) =>
        Assert.Equal(expected, ActivityText.Sentence(new ActivityEntry { Action = action, Actor = actor, Subject = subject }));

    [Theory]
    [InlineData(ActivitySource.Browser, "203.0.113.7", "Browser, 203.0.113.7")]
    [InlineData(ActivitySource.Api, null, "API")]
    [InlineData(ActivitySource.System, null, "Automatic")]
    public void From_Entry_SaysWhere(ActivitySource source, string? address, string expected) =>
        Assert.Equal(expected, ActivityText.From(new ActivityEntry { Actor = "a", Subject = "s", Source = source, Address = address }));
}
