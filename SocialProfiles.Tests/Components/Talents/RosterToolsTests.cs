using Bunit;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Tests.Components.Talents;

public sealed class RosterToolsTests : ComponentTests
{
    private readonly List<RosterView> _asked = [];

    [Fact]
    public async Task Search_Typed_AsksOnceWhenTypingPauses()
    {
        var tools = Show(new RosterView(Page: 3));
        var first = tools.Find("input[type=search]").InputAsync("ma");
        while (Time.Waiting == 0)
        {
            await Task.Yield();
        }

        Time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Empty(_asked);

        var last = tools.Find("input[type=search]").InputAsync("mar ");
        await first;
        while (!last.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            Time.Advance(TimeSpan.FromMilliseconds(200));
        }

        Assert.Equal([new RosterView("mar")], _asked);
    }

    [Fact]
    public async Task Search_ItsOwnResultComesLate_KeepsWhatWasTypedMeanwhile()
    {
        var tools = Show(new RosterView());
        var typed = tools.Find("input[type=search]").InputAsync("m");
        while (!typed.IsCompleted)
        {
            await Task.Yield();
            Time.Advance(TimeSpan.FromMilliseconds(200));
        }

        _ = tools.Find("input[type=search]").InputAsync("ma");
        tools.Render(parameters => parameters.Add(x => x.View, Assert.Single(_asked)));

        Assert.Equal("ma", tools.Find("input[type=search]").GetAttribute("value"));
        tools.Render(parameters => parameters.Add(x => x.View, new RosterView("elsewhere")));
        Assert.Equal("elsewhere", tools.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public void Order_Chosen_SortsFromTheFirstPage()
    {
        Show(new RosterView(Page: 3)).Find("#roster-order").Change("Followers");

        Assert.Equal([new RosterView(Order: RosterOrder.Followers, Descending: true)], _asked);
    }

    [Fact]
    public void Search_OfTheAddress_StandsInTheField() =>
        Assert.Equal("mara", Show(new RosterView("mara")).Find("input[type=search]").GetAttribute("value"));

    [Theory]
    [InlineData(null, "")]
    [InlineData(1, "1 talent")]
    [InlineData(1200, "1,200 talents")]
    public void Total_Known_IsSaid(int? total, string said) =>
        Assert.Equal(said, Render<RosterTools>(parameters => parameters.Add(tools => tools.View, new RosterView()).Add(tools => tools.Total, total)).Find("[role=status]").TextContent);

    [Theory]
    [InlineData("roster-platform", "INSTAGRAM", "Instagram (12)", "All platforms")]
    [InlineData("roster-state", "Error", "Error (0)", "All states")]
    [InlineData("roster-tag", "dance", "dance (1,200)", "All tags")]
    [InlineData("roster-fresh", "Never", "Not yet (3)", "Any time")]
    public void Filter_Each_NamesItsChoicesWithTheirCounts(string id, string value, string text, string all)
    {
        var options = Show(new RosterView()).FindAll($"#{id} option");

        Assert.Equal(("", all), (options[0].GetAttribute("value"), options[0].TextContent));
        Assert.Equal(text, options.Single(option => option.GetAttribute("value") == value).TextContent);
    }

    [Fact]
    public void Filter_Chosen_NarrowsFromTheFirstPageAndKeepsTheOthers()
    {
        var view = new RosterView("mara", Page: 3, Archived: true) { Filter = new(Tag: "dance"), Size = 50 };

        Show(view).Find("#roster-platform").Change("INSTAGRAM");
        Show(view).Find("#roster-state").Change("Error");
        Show(view).Find("#roster-tag").Change("");
        Show(view).Find("#roster-fresh").Change("Stale");

        var first = view with { Page = 1 };
        Assert.Equal(
            [
                first with { Filter = new("INSTAGRAM", Tag: "dance") },
                first with { Filter = new(State: SyncStatus.Error, Tag: "dance") },
                first with { Filter = RosterFilter.None },
                first with { Filter = new(Tag: "dance", Freshness: RosterFreshness.Stale) },
            ],
            _asked);
    }

    [Fact]
    public void Filter_OfTheAddress_IsChosenBeforeAnythingIsCounted()
    {
        var tools = Render<RosterTools>(parameters => parameters.Add(
            tools => tools.View, new RosterView { Filter = new("TIKTOK", SyncStatus.Ready, "opera", RosterFreshness.None) }));

        Assert.Equal(
            ["TikTok", "Connected", "opera", "No profile connected"],
            new[] { "platform", "state", "tag", "fresh" }.Select(id => tools.Find($"#roster-{id} option[selected]").TextContent));
    }

    [Fact]
    public void ClearFilters_WhereOneIsSet_LeadsToTheSearchAlone()
    {
        Assert.Empty(Show(new RosterView("mara")).FindAll(".roster-filters a"));

        var clear = Show(new RosterView("mara", Page: 2) { Filter = new(Tag: "dance") }).Find(".roster-filters a");

        Assert.Equal(("Clear filters", "/?q=mara"), (clear.TextContent, clear.GetAttribute("href")));
    }

    private static readonly RosterCounts _counts = new(
        new Dictionary<string, int> { ["INSTAGRAM"] = 12 },
        new Dictionary<SyncStatus, int> { [SyncStatus.Ready] = 7 },
        [KeyValuePair.Create("dance", 1200)],
        new Dictionary<RosterFreshness, int> { [RosterFreshness.Never] = 3 });

    private IRenderedComponent<RosterTools> Show(RosterView view) =>
        Render<RosterTools>(parameters => parameters.Add(tools => tools.View, view).Add(tools => tools.Counts, _counts).Add(tools => tools.Changed, changed => _asked.Add(changed)));
}
