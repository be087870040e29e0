using Bunit;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Tests.Components.Talents;

public sealed class RosterPagesTests : ComponentTests
{
    private readonly List<RosterView> _asked = [];

    [Fact]
    public void Pages_OneOfTheShortest_OffersNothing() => Assert.Equal("", Show(new RosterView(), total: 25).Markup.Trim());

    [Fact]
    public void Pages_OneLongPage_CanBeMadeShorterAgain()
    {
        var pages = Show(new RosterView { Size = 100 }, total: 60);

        Assert.Empty(pages.FindAll("form, nav"));
        pages.Find("select").Change("25");
        Assert.Equal([new RosterView()], _asked);
    }

    [Fact]
    public void Size_Chosen_StaysWithTheFirstTalentOfThePage()
    {
        Show(new RosterView("mara", Page: 5), total: 1000).Find("select").Change("100");

        // The fifth page of 25 begins with the 101st talent.
        Assert.Equal([new RosterView("mara", Page: 2) { Size = 100 }], _asked);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("4000", 40)]
    [InlineData("-3", 1)]
    public async Task Jump_AnyNumber_LeadsToAPageThatThereIs(string typed, int page)
    {
        var pages = Show(new RosterView(), total: 1000);
        pages.Find("input").Change(typed);

        await pages.Find("form").SubmitAsync();

        Assert.Equal([new RosterView(Page: page)], _asked);
    }

    [Fact]
    public async Task Jump_NoNumber_LeadsNowhere()
    {
        var pages = Show(new RosterView(), total: 1000);
        pages.Find("input").Change("");

        await pages.Find("form").SubmitAsync();

        Assert.Empty(_asked);
    }

    private IRenderedComponent<RosterPages> Show(RosterView view, int total) => Render<RosterPages>(parameters => parameters
        .Add(pages => pages.View, view)
        .Add(pages => pages.Total, total)
        .Add(pages => pages.Changed, changed => _asked.Add(changed)));
}
