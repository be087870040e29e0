using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Web.Components.Talents;

namespace SocialProfiles.Tests.Components.Talents;

public sealed class RosterViewTests : ComponentTests
{
    [Fact]
    public void Address_RosterAsItOpens_IsTheBareOne() => Assert.Equal("/", new RosterView().Address());

    [Fact]
    public void Address_EverythingChosen_SaysIt() =>
        Assert.Equal(
            "/?q=m%26m%20%23uk&sort=followers&dir=asc&platform=tiktok&state=error&tag=r%26b&fresh=never&size=50&page=3&archived=true",
            new RosterView("m&m #uk", RosterOrder.Followers, Descending: false, Page: 3, Archived: true)
            {
                Filter = new("TIKTOK", SyncStatus.Error, "r&b", RosterFreshness.Never),
                Size = 50,
            }.Address());

    [Theory]
    [InlineData("tiktok", "error", "dance", "stale")]
    [InlineData("TikTok", "ERROR", " #Dance ", "Stale")]
    public void ReadFilter_WhatThereIs_IsTaken(string platform, string state, string tag, string fresh) =>
        Assert.Equal(
            new RosterFilter("TIKTOK", SyncStatus.Error, "dance", RosterFreshness.Stale),
            RosterView.ReadFilter(Get<PlatformCatalog>(), platform, state, tag, fresh));

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData("", "", "", "")]
    [InlineData("myspace", "asleep", "a|b", "rotten")]
    [InlineData("1", "1", "#", "1")]
    public void ReadFilter_WhatThereIsNot_IsLeftOut(string? platform, string? state, string? tag, string? fresh) =>
        Assert.Equal(RosterFilter.None, RosterView.ReadFilter(Get<PlatformCatalog>(), platform, state, tag, fresh));

    [Theory]
    [InlineData(null, 25)]
    [InlineData("50", 50)]
    [InlineData("100", 100)]
    [InlineData("30", 25)]
    [InlineData("-50", 25)]
    [InlineData("many", 25)]
    public void Read_Size_IsOneOfThoseOffered(string? size, int expected)
    {
        var view = RosterView.Read(null, null, null, 3, archived: false, size);

        Assert.Equal((expected, expected, 2 * expected), (view.Size, view.Request.Take, view.Request.Skip));
    }

    [Theory]
    [InlineData("name", null, RosterOrder.Name, false)]
    [InlineData("followers", null, RosterOrder.Followers, true)]
    [InlineData("OLDESTSYNC", "desc", RosterOrder.OldestSync, true)]
    [InlineData("added", null, RosterOrder.Added, true)]
    [InlineData("nonsense", "sideways", RosterOrder.Name, false)]
    [InlineData("42", null, RosterOrder.Name, false)]
    public void Read_Order_IsTakenOrLeft(string sort, string? direction, RosterOrder order, bool descending)
    {
        var view = RosterView.Read(null, sort, direction, null, archived: false);

        Assert.Equal((order, descending), (view.Order, view.Descending));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(-7, 0)]
    [InlineData(2, 25)]
    [InlineData(int.MaxValue, 2147483600)]
    public void Read_AnyPage_GivesARequestThatCanBeAnswered(int? page, int skip) =>
        Assert.Equal(skip, RosterView.Read(null, null, null, page, archived: false).Request.Skip);

    [Fact]
    public void SortedBy_SameColumnTwice_TurnsAroundFromTheFirstPage()
    {
        var once = new RosterView(Page: 4).SortedBy(RosterOrder.Followers);

        Assert.Equal((true, 1), (once.Descending, once.Page));
        Assert.False(once.SortedBy(RosterOrder.Followers).Descending);
    }
}
