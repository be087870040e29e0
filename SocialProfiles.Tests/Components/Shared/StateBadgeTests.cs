using Bunit;
using SocialProfiles.Core.Connections;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class StateBadgeTests : ComponentTests
{
    [Theory]
    [InlineData(SyncStatus.Pending, IconShape.Clock, "Pending", "state-pending", "waiting to sync")]
    [InlineData(SyncStatus.Syncing, IconShape.Arrows, "Syncing", "state-syncing", "fetching data now")]
    [InlineData(SyncStatus.Ready, IconShape.Tick, "Connected", "state-ready", "synced and live")]
    [InlineData(SyncStatus.Error, IconShape.Warning, "Error", "state-error", "the sync failed")]
    public void Badge_State_HasItsIconLabelColourAndMeaning(SyncStatus status, IconShape icon, string label, string cssClass, string meaning)
    {
        var badge = Render<StateBadge>(parameters => parameters.Add(x => x.Look, StateLook.Of(status))).Find(".state-badge");

        Assert.Equal(icon, StateLook.Of(status).Icon);
        Assert.Contains(cssClass, badge.ClassList);
        Assert.Equal($"{label}: {meaning}", RenderedText.Fold(badge.TextContent));
        Assert.Equal(meaning, badge.GetAttribute("title"));
        Assert.Equal("true", badge.QuerySelector("svg")!.GetAttribute("aria-hidden"));
    }

    [Fact]
    public void Look_ProfileOfWhichOnlyTheLinkIsKept_IsNeitherSyncedNorLive()
    {
        var look = StateLook.Of(Profile(lastSyncedAt: null));

        Assert.Equal(("Link only", "state-link", "only the link is kept; nothing is fetched"), (look.Label, look.CssClass, look.Meaning));
        Assert.Equal("Connected", StateLook.Of(Profile(Time.GetUtcNow())).Label);
    }

    [Fact]
    public void Look_UnknownState_IsAFault() => Assert.Throws<ArgumentOutOfRangeException>(() => StateLook.Of((SyncStatus)42));

    [Fact]
    public void Icon_EveryShape_IsDrawn()
    {
        HashSet<string> drawings = [];

        foreach (var shape in Enum.GetValues<IconShape>())
        {
            drawings.Add(Render<Icon>(parameters => parameters.Add(x => x.Shape, shape)).Find("svg").InnerHtml);
        }

        Assert.Equal(Enum.GetValues<IconShape>().Length, drawings.Count);
    }

    private static ConnectionView Profile(DateTimeOffset? lastSyncedAt) => new()
    {
        Id = Guid.NewGuid(),
        TalentId = Guid.NewGuid(),
        Platform = "LINKEDIN",
        Handle = "mara.lind",
        ProfileUrl = "https://www.linkedin.com/in/mara.lind",
        Type = ConnectionType.Manual,
        Status = SyncStatus.Ready,
        LastSyncedAt = lastSyncedAt,
        Attempt = 0,
        CreatedAt = default,
        UpdatedAt = default,
    };
}
