using Bunit;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Layout;

namespace SocialProfiles.Tests.Components.Layout;

public sealed class StorageBannerTests : ComponentTests
{
    [Theory]
    [InlineData(StorageFault.Full, "The server's disk is full.", "Free some disk space")]
    [InlineData(StorageFault.Locked, "Another program is using the database.", "Close whatever has socialprofiles.db open")]
    [InlineData(StorageFault.Damaged, "The database is damaged.", "restore socialprofiles.db")]
    public void Banner_NothingCanBeSaved_SaysWhyAndWhatToDoUntilItIsOver(StorageFault fault, string reason, string remedy)
    {
        var banner = Render<StorageBanner>();
        Assert.Empty(banner.FindAll("[role=alert]"));

        Get<StorageHealth>().Failed(fault);

        var text = banner.Find("[role=alert]").TextContent;
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.Contains(remedy, text, StringComparison.Ordinal);
        Get<StorageHealth>().Wrote();
        Assert.Equal(fault == StorageFault.Damaged, banner.FindAll("[role=alert]").Count > 0);
    }
}
