using AngleSharp.Dom;
using Bunit;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Web.Components.Intelligence;

namespace SocialProfiles.Tests.Components.Intelligence;

public sealed class PostsTableTests : ComponentTests
{
    [Theory]
    [InlineData("https://www.tiktok.com/@mara/video/1", true)]
    [InlineData("https://tiktok.com.evil.example/@mara/video/1", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(null, false)]
    public void Row_Permalink_LeadsToItsPlatformOrNowhere(string? link, bool isLink)
    {
        var table = Table([Post("1", link)], Read);

        Assert.Equal(isLink ? link : null, table.QuerySelector(".post-meta a")?.GetAttribute("href"));
    }

    [Fact]
    public void Row_TextFromThePlatform_IsIsolatedFromWhatStandsBesideIt()
    {
        Assert.Equal("Hello", Table([Post("1", null)], Read).QuerySelector(".post-text bdi")?.TextContent);
    }

    [Fact]
    public void Row_WithoutADate_SaysSo()
    {
        Assert.Contains("Date unknown", Table([Post("1", null)], Read).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_ProfileWithPermission_DoesNotSayThatItIsConnectedByHand()
    {
        var table = Table([], new AccountPosts("TIKTOK", "mara", true, new PostReading(MetricGap.NotGranted, 0, 0)));

        Assert.Contains("@mara: The talent gave no permission to read the posts on TikTok.", table.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("by hand", table.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_AccountWithoutPosts_SaysSo()
    {
        Assert.Contains("@mara has no posts on TikTok.", Table([], Read).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_Pressed_SortsFromTheLargestAndThenTheOtherWayRound()
    {
        var table = Show([Liked("few", 1), Liked("many", 30), Liked("unknown", null), Liked("some", 20)], Read);
        Assert.Equal("descending", SortOf(table, "Published"));

        table.Button("Likes").Click();
        Assert.Equal(["many", "some", "few", "unknown"], Rows(table));
        Assert.Equal(("descending", "none"), (SortOf(table, "Likes"), SortOf(table, "Published")));
        table.Button("Likes").Click();

        Assert.Equal(["few", "some", "many", "unknown"], Rows(table));
        Assert.Equal("ascending", SortOf(table, "Likes"));
    }

    // On a phone the headings are not shown.
    [Fact]
    public void Order_ChosenFromTheList_SortsAsTheHeadingDoes()
    {
        var table = Show([Liked("few", 1), Liked("many", 30)], Read);

        table.Find("select").Change("Likes");

        Assert.Equal(["many", "few"], Rows(table));
    }

    [Fact]
    public void Pages_MoreThanTwentyPosts_AreTurnedAndBeginAnewWhenSorted()
    {
        var table = Show([.. Enumerable.Range(0, 45).Select(number => Liked($"post {number}", number))], Read);
        Assert.Equal(20, Rows(table).Length);
        Assert.Empty(table.FindAll("button[aria-label='Previous page']"));

        table.Button("Next page").Click();
        table.Button("Next page").Click();
        Assert.Equal((5, "Page 3 of 3"), (Rows(table).Length, RenderedText.Fold(table.Find("nav").TextContent)));
        Assert.Empty(table.FindAll("button[aria-label='Next page']"));
        table.Button("Likes").Click();

        Assert.Equal(("post 44", "Page 1 of 3"), (Rows(table)[0], RenderedText.Fold(table.Find("nav").TextContent)));
    }

    [Fact]
    public void Pages_TwentyPosts_NeedNone() =>
        Assert.Empty(Show([.. Enumerable.Range(0, 20).Select(number => Liked($"post {number}", number))], Read).FindAll("nav"));

    private static IntelligencePost Liked(string text, long? likes) => new("TIKTOK", "mara", new SocialPost { PlatformPostId = text, Text = text, Likes = likes });

    private static AccountPosts Read { get; } = new("TIKTOK", "mara", true, new PostReading(MetricGap.None, 0, 0));

    private static IntelligencePost Post(string id, string? link) => new("TIKTOK", "mara", new SocialPost { PlatformPostId = id, Text = "Hello", Permalink = link });

    private IElement Table(IReadOnlyList<IntelligencePost> posts, params AccountPosts[] lists) => Show(posts, lists).Find("section");

    private IRenderedComponent<PostsTable> Show(IReadOnlyList<IntelligencePost> posts, params AccountPosts[] lists) =>
        Render<PostsTable>(parameters => parameters.Add(table => table.Posts, posts).Add(table => table.Lists, lists));

    private static string[] Rows(IRenderedComponent<PostsTable> table) => [.. table.FindAll("tbody .post-text").Select(text => text.TextContent)];

    private static string? SortOf(IRenderedComponent<PostsTable> table, string column) =>
        table.FindAll("th").Single(heading => RenderedText.Fold(heading.TextContent) == column).GetAttribute("aria-sort");
}
