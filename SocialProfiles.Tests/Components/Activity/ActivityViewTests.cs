using SocialProfiles.Core.Activity;
using SocialProfiles.Web.Components.Activity;

namespace SocialProfiles.Tests.Components.Activity;

public sealed class ActivityViewTests
{
    private static readonly Guid _talent = Guid.Parse("0198f000-0000-7000-8000-000000000001");
    private static readonly ActivityFilter _everything = new("ada+x@agency.example", ActivityKind.SignIn, _talent, new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 3));

    [Fact]
    public void Address_NothingChosen_IsTheBareOne() => Assert.Equal("/activity", ActivityView.Address("/activity", ActivityFilter.None));

    [Fact]
    public void Address_EverythingChosen_SaysIt() =>
        Assert.Equal(
            $"/activity?person=ada%2Bx@agency.example&kind=signin&talent={_talent}&from=2026-12-01&to=2026-12-03",
            ActivityView.Address("/activity", _everything));

    [Fact]
    public void Read_WhatAnAddressSays_IsTaken() =>
        Assert.Equal(_everything, ActivityView.Read(" ada+x@agency.example ", "SignIn", _talent.ToString(), "2026-12-01", "2026-12-03"));

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData("", "", "", "", "")]
    [InlineData(" ", "4", "mara", "1 Dec 2026", "2026-13-01")]
    [InlineData("\t", "nonsense", "{}", "2026-12-01T00:00", "999999-01-01")]
    public void Read_WhatMakesNoSense_IsLeftOut(string? person, string? kind, string? talent, string? from, string? to) =>
        Assert.Equal(ActivityFilter.None, ActivityView.Read(person, kind, talent, from, to));

    [Fact]
    public void Address_SearchProfileAndZone_AreSaidWhereTheyCount()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var filter = ActivityView.Read(null, null, null, "2026-12-01", null, " access  denied ", "@mara.lind on Instagram", berlin);

        Assert.Equal("/activity?from=2026-12-01&q=access%20%20denied&profile=@mara.lind%20on%20Instagram", ActivityView.Address("/activity", filter));
        Assert.Equal("/x.csv?from=2026-12-01&q=access%20%20denied&profile=@mara.lind%20on%20Instagram&zone=Europe%2FBerlin", ActivityView.ExportAddress("/x.csv", filter));
        Assert.Equal("2 entries · @mara.lind on Instagram · “access  denied” · since 1 Dec 2026 (Europe/Berlin)", ActivityView.Summary(2, filter, null));
        Assert.Equal(ActivityFilter.MaxSearchLength, ActivityView.ReadSearch(new string('a', 500))!.Length);
    }

    [Fact]
    public void Summary_Filters_SaysHowManyOfWhat()
    {
        Assert.Equal("1,204 entries", ActivityView.Summary(1204, ActivityFilter.None, null));
        Assert.Equal("1 entry · ada+x@agency.example · Sign-in · Mara Lind · 1 Dec 2026 to 3 Dec 2026 (UTC)", ActivityView.Summary(1, _everything, "Mara Lind"));
        Assert.Equal("0 entries · since 1 Dec 2026 (UTC)", ActivityView.Summary(0, new ActivityFilter(From: _everything.From), null));
        Assert.Equal("0 entries · until 3 Dec 2026 (UTC)", ActivityView.Summary(0, new ActivityFilter(To: _everything.To), null));
    }
}
