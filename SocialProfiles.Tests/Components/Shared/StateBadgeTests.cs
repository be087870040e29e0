using SocialProfiles.Core.Connections;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class StateBadgeTests
{
    [Theory]
    [InlineData(SyncStatus.Pending, IconShape.Clock, "Pending", "state-pending", "waiting to sync")]
    [InlineData(SyncStatus.Syncing, IconShape.Arrows, "Syncing", "state-syncing", "fetching data now")]
    [InlineData(SyncStatus.Ready, IconShape.Tick, "Connected", "state-ready", "synced and live")]
    [InlineData(SyncStatus.Error, IconShape.Warning, "Error", "state-error", "the sync failed")]
    public async Task Badge_State_HasItsIconLabelColourAndMeaning(SyncStatus status, IconShape icon, string label, string cssClass, string meaning)
    {
        await using var renderer = new ComponentRenderer();

        var badge = (await (await renderer.RenderAsync<StateBadge>(("Status", status))).BodyAsync()).QuerySelector(".state-badge")!;

        Assert.Equal(icon, StateLook.Of(status).Icon);
        Assert.Contains(cssClass, badge.ClassList);
        Assert.Equal($"{label}: {meaning}", RenderedComponent.Fold(badge.TextContent));
        Assert.Equal(meaning, badge.GetAttribute("title"));
        Assert.Equal("true", badge.QuerySelector("svg")!.GetAttribute("aria-hidden"));
    }

    [Fact]
    public void Look_UnknownState_IsAFault() => Assert.Throws<ArgumentOutOfRangeException>(() => StateLook.Of((SyncStatus)42));

    [Fact]
    public async Task Icon_EveryShape_IsDrawn()
    {
        await using var renderer = new ComponentRenderer();
        HashSet<string> drawings = [];

        foreach (var shape in Enum.GetValues<IconShape>())
        {
            drawings.Add((await (await renderer.RenderAsync<Icon>(("Shape", shape))).BodyAsync()).QuerySelector("svg")!.InnerHtml);
        }

        Assert.Equal(Enum.GetValues<IconShape>().Length, drawings.Count);
    }
}
