using Bunit;
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
    public void Order_Chosen_SortsFromTheFirstPage()
    {
        Show(new RosterView(Page: 3)).Find("select").Change("Followers");

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

    private IRenderedComponent<RosterTools> Show(RosterView view) =>
        Render<RosterTools>(parameters => parameters.Add(tools => tools.View, view).Add(tools => tools.Changed, changed => _asked.Add(changed)));
}
