using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Notices;
using SocialProfiles.Web.Components.Notices;

namespace SocialProfiles.Tests.Components.Notices;

public sealed class NoticesViewTests
{
    private static readonly Guid _talent = Guid.Parse("0198f000-0000-7000-8000-000000000001");

    [Fact]
    public void Address_AnyFilter_IsReadBackAsItWas()
    {
        Assert.Equal("/notices", NoticesView.Address(NoticeFilter.None));
        Assert.Equal($"/notices?kind=reconnectneeded&talent={_talent}", NoticesView.Address(new NoticeFilter(NoticeKind.ReconnectNeeded, _talent)));
        Assert.Equal(new NoticeFilter(NoticeKind.ReconnectNeeded, _talent), NoticesView.Read("reconnectneeded", _talent.ToString()));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("1", "mara")]
    public void Read_WhatMakesNoSense_IsLeftOut(string? kind, string? talent) => Assert.Equal(NoticeFilter.None, NoticesView.Read(kind, talent));

    [Fact]
    public void Summary_Filter_SaysHowManyOfWhat()
    {
        Assert.Equal("1 notification", NoticesView.Summary(1, NoticeFilter.None, null));
        Assert.Equal("3 notifications · Needs your decision · Mara Lind", NoticesView.Summary(3, new NoticeFilter(NoticeKind.DecisionNeeded, _talent), "Mara Lind"));
    }
}
