using SocialProfiles.Core.Connections;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Tests.Components.Talents;

public sealed class RosterChangeTests
{
    private static readonly Guid _mara = Guid.NewGuid();
    private static readonly Guid _ola = Guid.NewGuid();

    [Fact]
    public void Change_OfASyncThatThePageDoesNotShow_ReadsNothing()
    {
        var change = RosterChange.Of([new ConnectionChanged(Guid.NewGuid(), Guid.NewGuid())], [_mara, _ola]);

        Assert.False(change.NeedsPage);
        Assert.Empty(change.Rows);
    }

    [Fact]
    public void Change_OfSyncsThatThePageShows_ReadsTheirRowsOnce()
    {
        var change = RosterChange.Of(
            [new ConnectionChanged(Guid.NewGuid(), _ola), new ConnectionChanged(Guid.NewGuid(), _ola), new ConnectionChanged(Guid.NewGuid(), Guid.NewGuid())], [_mara, _ola]);

        Assert.False(change.NeedsPage);
        Assert.Equal([_ola], change.Rows);
    }

    [Fact]
    public void Change_OfATalent_NeedsThePageWhoeverItIs()
    {
        Assert.True(RosterChange.Of([ConnectionChanged.OfTalent(Guid.NewGuid())], [_mara]).NeedsPage);
        Assert.True(RosterChange.Of([new ConnectionChanged(Guid.NewGuid(), _mara), ConnectionChanged.OfTalent(_mara)], [_mara]).NeedsPage);
    }
}
