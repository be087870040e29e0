using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Find;

namespace SocialProfiles.Tests.Components.Find;

public sealed class FindViewTests
{
    private static readonly PlatformCatalog _catalog = new ServiceCollection().AddPlatforms(new ConfigurationBuilder().Build()).BuildServiceProvider().GetRequiredService<PlatformCatalog>();

    [Theory]
    [InlineData("/find")]
    [InlineData("/find?platform=instagram&from=10000&to=250000&engagement=2.5&growth=-5&tag=uk&country=de&share=20&posted=14&sort=growth&dir=asc&page=3")]
    public void Address_OfWhatItSays_IsTheSame(string address) => Assert.Equal(address, Read(address).Address());

    [Theory]
    [InlineData("from=10K", "from=10000")]
    [InlineData("from=1.5m&to=2,000,000", "from=1500000&to=2000000")]
    [InlineData("engagement=2%2C5", "engagement=2.5")]
    [InlineData("growth=5%25", "growth=5")]
    [InlineData("country=DE&share=0", "country=de")]
    [InlineData("share=0", "")]
    [InlineData("sort=nonsense&page=-1", "")]
    public void Read_WhatPeopleType_IsUnderstood(string typed, string expected)
    {
        var view = Read($"/find?{typed}");

        Assert.Equal(expected.Length == 0 ? "/find" : $"/find?{expected}", view.Address());
        Assert.Empty(view.Problems);
    }

    [Theory]
    [InlineData("from=many", "from")]
    [InlineData("from=9999999999999999", "from")]
    [InlineData("from=1.5", "from")]
    [InlineData("from=100&to=10", "to")]
    [InlineData("engagement=-1", "engagement")]
    [InlineData("growth=NaN", "growth")]
    [InlineData("country=zz", "country")]
    [InlineData("country=zz&share=20", "country")]
    [InlineData("share=101", "share")]
    [InlineData("share=20", "share")]
    [InlineData("platform=snapchat", "platform")]
    [InlineData("tag=a|b", "tag")]
    [InlineData("tag=%23", "tag")]
    [InlineData("posted=0", "posted")]
    public void Read_WhatCannotBe_IsLeftOutAndSaid(string typed, string name)
    {
        var view = Read($"/find?{typed}");

        Assert.Equal(name, Assert.Single(view.Problems).Key);
        Assert.DoesNotContain($"{name}=", view.Address(), StringComparison.Ordinal);
    }

    [Fact]
    public void LeftOut_SeveralNumbers_NamesEach() => Assert.Equal(
        "3 profiles are left out because a number isn't known: followers (1); growth over 28 days (2).",
        FindText.LeftOut(new NotKnown(3, 1, 0, 2, 0, 0)));

    [Theory]
    [InlineData(50.0, 12, "50th percentile")]
    [InlineData(1.2, 12, "1st percentile")]
    [InlineData(92.4, 12, "92nd percentile")]
    [InlineData(12.0, 12, "12th percentile")]
    [InlineData(99.9, 900, "99th percentile")]
    [InlineData(null, 4, "too few to compare")]
    [InlineData(null, 0, null)]
    public void Place_InWords_IsAnOrdinal(double? percentile, int peers, string? expected) => Assert.Equal(expected, PlaceText.Short(new Place(percentile, peers)));

    /// <summary>Eighteen of twenty with the same number: half of them are not below any of them.</summary>
    [Fact]
    public void Place_OfOneAmongMany_SaysThatThoseWithTheSameNumberCountHalf() => Assert.Equal(
        "Higher than about 45% of the roster's 20 Fake profiles with 10K–50K followers, counting half of those with the same number",
        PlaceText.Full(new Place(45, 20), "Fake", 12_000));

    [Fact]
    public void With_NoCountry_TakesTheShareOfItAwayToo() => Assert.Equal(
        "/find?from=10K",
        FindView.With(new Dictionary<string, string?> { ["from"] = "10K", ["country"] = "de", ["share"] = "20" }, FindView.Country, ""));

    private static FindView Read(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(new Uri("http://localhost"), address).Query);
        return FindView.Read(_catalog, name => query.TryGetValue(name, out var value) ? value.ToString() : null);
    }
}
