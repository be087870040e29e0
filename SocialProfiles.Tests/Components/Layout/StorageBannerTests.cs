using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Layout;

namespace SocialProfiles.Tests.Components.Layout;

public sealed class StorageBannerTests
{
    [Theory]
    [InlineData(StorageFault.Full, "The server's disk is full.", "Free some disk space")]
    [InlineData(StorageFault.Locked, "Another program is using the database.", "Close whatever has socialprofiles.db open")]
    [InlineData(StorageFault.Damaged, "The database is damaged.", "restore socialprofiles.db")]
    public async Task Banner_NothingCanBeSaved_SaysWhyAndWhatToDoUntilItIsOver(StorageFault fault, string reason, string remedy)
    {
        await using var renderer = new ComponentRenderer();
        var banner = await renderer.RenderAsync<StorageBanner>();
        Assert.Null((await banner.BodyAsync()).QuerySelector("[role=alert]"));

        renderer.Get<StorageHealth>().Failed(fault);

        var text = (await banner.BodyAsync()).QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.Contains(remedy, text, StringComparison.Ordinal);
        renderer.Get<StorageHealth>().Wrote();
        Assert.Equal(fault == StorageFault.Damaged, (await banner.BodyAsync()).QuerySelector("[role=alert]") is not null);
    }
}
