using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Tests.Components.Talents;

public sealed class RosterSelectionTests
{
    private readonly RosterSelection _selection = new();

    // Whoever ticked two, searched for others and took all of those, wants the two as well.
    [Fact]
    public void Add_AllOfASearch_KeepsWhoWasTickedBefore()
    {
        var before = new NamedId(Guid.NewGuid(), "Ada");
        NamedId[] found = [new(Guid.NewGuid(), "Bo"), new(Guid.NewGuid(), "Cy")];
        _selection.Add([before]);

        _selection.Add(found);

        Assert.Equal([before, .. found], _selection.Talents);
    }

    [Fact]
    public void Add_MoreThanCanBeDoneAtOnce_StopsThere()
    {
        _selection.Add(Enumerable.Range(0, BulkChange.Most + 5).Select(number => new NamedId(Guid.NewGuid(), $"Talent {number}")));

        Assert.Equal(BulkChange.Most, _selection.Count);
    }
}
