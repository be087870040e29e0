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
    [InlineData(ActivitySource.Browser, "203.0.113.7", "Browser, 203.0.113.7")]
    [InlineData(ActivitySource.Api, null, "API")]
    [InlineData(ActivitySource.System, null, "By itself")]
    public void From_Entry_SaysWhere(ActivitySource source, string? address, string expected) =>
        Assert.Equal(expected, ActivityText.From(new ActivityEntry { Actor = "a", Subject = "s", Source = source, Address = address }));
}
