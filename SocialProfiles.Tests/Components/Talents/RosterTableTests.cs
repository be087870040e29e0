using Bunit;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Tests.Components.Talents;

public sealed class RosterTableTests : ComponentTests
{
    private readonly RosterRow _mara = new() { Id = Guid.NewGuid(), Name = "Mara Lind", Tags = ["music"], Connections = [], AddedAt = default };
    private readonly RosterRow _ola = new() { Id = Guid.NewGuid(), Name = "Ola Berg", Tags = [], Connections = [], AddedAt = default };
    private readonly RosterSelection _selection = new();
    private readonly List<(string Action, RosterRow Row)> _asked = [];

    [Theory]
    [InlineData("Edit…", "edit")]
    [InlineData("Archive", "archive")]
    [InlineData("Delete…", "delete")]
    public void Menu_ActionPressed_IsAskedForThatTalent(string button, string action)
    {
        Press(Show(new RosterView()), "Ola Berg", button);

        Assert.Equal([(action, _ola)], _asked);
    }

    [Fact]
    public void Menu_InTheArchive_RestoresAndDoesNotEdit()
    {
        var table = Show(new RosterView(Archived: true));

        Press(table, "Mara Lind", "Restore to the roster");

        Assert.Equal([("archive", _mara)], _asked);
        Assert.DoesNotContain(table.FindAll("button"), button => RenderedText.Name(button) == "Edit…");
    }

    [Fact]
    public void Heading_OfTheOrder_SaysSoAndLeadsTheOtherWayRound()
    {
        var table = Show(new RosterView(Order: RosterOrder.Followers, Descending: true));

        Assert.Equal(("descending", "/?sort=followers&dir=asc"), Heading(table, "Followers"));
        Assert.Equal(("none", "/"), Heading(table, "Talent"));
    }

    [Fact]
    public void Talent_WithoutProfiles_LeadsToConnectingOne()
    {
        var table = Show(new RosterView());

        Assert.Equal($"/talents/{_mara.Id}", table.FindAll("a").First(link => RenderedText.Fold(link.TextContent) == "Connect a profile of Mara Lind").GetAttribute("href"));
    }

    [Fact]
    public void Tag_OfATalent_LeadsToTheRosterOfThatTag()
    {
        var link = Show(new RosterView("m", Page: 2) { Filter = new("INSTAGRAM") }).Find(".sp-tags a");

        Assert.Equal(("Talents tagged music", "/?q=m&platform=instagram&tag=music"), (RenderedText.Fold(link.TextContent), link.GetAttribute("href")));
    }

    [Fact]
    public void Tick_OfTheHeading_TakesEverybodyOnThePageAndNobodyElse()
    {
        var other = new RosterRow { Id = Guid.NewGuid(), Name = "On another page", Tags = [], Connections = [], AddedAt = default };
        _selection.Set(other, isOn: true);
        var table = Show(new RosterView());

        table.Find("[aria-label='Select all on this page']").Change(true);
        Assert.Equal(3, _selection.Count);
        table.Find("[aria-label='Select all on this page']").Change(false);

        Assert.Equal([other.Id], _selection.Talents.Select(talent => talent.Id));
    }

    private static (string? Sort, string? Address) Heading(IRenderedComponent<RosterTable> table, string name)
    {
        var heading = table.FindAll("th[scope=col]").Single(heading => RenderedText.Fold(heading.TextContent) == name);
        return (heading.GetAttribute("aria-sort"), heading.QuerySelector("a")?.GetAttribute("href"));
    }

    private static void Press(IRenderedComponent<RosterTable> table, string talent, string button)
    {
        var row = table.FindAll("tbody tr").Single(row => row.QuerySelector($"[aria-label='Actions for {talent}']") is not null);
        row.QuerySelectorAll("button").Single(candidate => RenderedText.Name(candidate) == button).Click();
    }

    private IRenderedComponent<RosterTable> Show(RosterView view) => Render<RosterTable>(parameters => parameters
        .Add(table => table.View, view)
        .Add(table => table.Rows, [_mara, _ola])
        .Add(table => table.Selection, _selection)
        .Add(table => table.SelectionChanged, () => { })
        .Add(table => table.Edit, row => _asked.Add(("edit", row)))
        .Add(table => table.Archive, row => _asked.Add(("archive", row)))
        .Add(table => table.Delete, row => _asked.Add(("delete", row))));
}
