using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Web.Components.Intelligence;

namespace SocialProfiles.Tests.Components.Intelligence;

public sealed class PostOrderTests
{
    private static readonly IntelligencePost[] _posts = [Post("few", 1, views: 10), Post("unknown", 2, views: null), Post("many", 3, views: 900)];

    [Fact]
    public void Sort_AsItOpens_IsNewestFirst() => Assert.Equal(["many", "unknown", "few"], Ids(new PostOrder()));

    [Fact]
    public void Sort_ByViews_IsLargestFirstAndUnknownLast() => Assert.Equal(["many", "few", "unknown"], Ids(new PostOrder().Then(PostColumn.Views)));

    [Fact]
    public void Sort_ByViewsTheOtherWayRound_KeepsUnknownLast() =>
        Assert.Equal(["few", "many", "unknown"], Ids(new PostOrder().Then(PostColumn.Views).Then(PostColumn.Views)));

    [Theory]
    [InlineData(null, 0, 0, false, "There are no profiles to count.")]
    [InlineData(null, 0, 2, false, "None of the 2 profiles gives this number.")]
    [InlineData(5L, 1, 2, false, "At least: known for 1 of 2 profiles.")]
    [InlineData(5L, 1, 2, true, "At least: known for 1 of 2 profiles. Partly rounded.")]
    [InlineData(5L, 2, 2, true, "About: YouTube rounds public counts.")]
    [InlineData(5L, 2, 2, false, null)]
    public void Note_Total_SaysHowMuchIsKnown(long? value, int known, int outOf, bool rounded, string? note) =>
        Assert.Equal(note, TotalText.Note(new Total(value, known, outOf, rounded), "profiles"));

    private static IEnumerable<string> Ids(PostOrder order) => order.Sort(_posts).Select(post => post.Post.PlatformPostId);

    private static IntelligencePost Post(string id, int day, long? views) => new("YOUTUBE", "mara", new SocialPost
    {
        PlatformPostId = id,
        Kind = PostKind.Video,
        PublishedAt = new DateTimeOffset(2026, 1, day, 0, 0, 0, TimeSpan.Zero),
        Views = views,
    });
}
