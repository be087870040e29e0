using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Intelligence;

namespace SocialProfiles.Tests.Components.Intelligence;

/// <summary>The posts as the database lists them, and what the address says of them.</summary>
public sealed class PostsTableTests : UseCaseComponentTests
{
    private static readonly DateTimeOffset _published = new(2026, 11, 3, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("https://www.tiktok.com/@mara/video/1", true)]
    [InlineData("https://tiktok.com.evil.example/@mara/video/1", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(null, false)]
    public async Task Row_Permalink_LeadsToItsPlatformOrNowhere(string? link, bool isLink)
    {
        var table = await ShowAsync(All, posts: Post("1", permalink: link));

        Assert.Equal(isLink ? [link!] : [], table.FindAll(".post-meta a").Select(found => found.GetAttribute("href")));
    }

    [Theory]
    [InlineData("One two three four five six seven eight nine ten", "One two three four five six seven eight")]
    [InlineData(" ", "Post of 3 Nov 2026")]
    public async Task Row_Picture_IsOursOfAFixedSizeAndNamedByItsPost(string text, string name)
    {
        var table = await ShowAsync(All, posts: new SocialPost { PlatformPostId = "a b", Text = text, PublishedAt = _published, ThumbnailUrl = "https://p16-sign.tiktokcdn.com/1.jpg" });

        var picture = table.Find(".post img");
        Assert.Matches("^/thumbnails/[0-9a-f-]{36}/a%20b$", picture.GetAttribute("src")!);
        Assert.Equal((name, "56", "56", "lazy"), (picture.GetAttribute("alt"), picture.GetAttribute("width"), picture.GetAttribute("height"), picture.GetAttribute("loading")));
    }

    /// <summary>Half past midnight in Berlin is the day before in UTC, and in another period.</summary>
    [Fact]
    public async Task Row_PublishedSoonAfterTheAgencysMidnight_IsOnTheAgencysDay()
    {
        RenderTree.Add<CascadingValue<AgencyDays>>(days => days.Add(x => x.Value, new AgencyDays(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))));

        var table = await ShowAsync(All, posts: new SocialPost { PlatformPostId = "1", PublishedAt = new DateTimeOffset(2026, 11, 2, 23, 30, 0, TimeSpan.Zero), ThumbnailUrl = "https://p16-sign.tiktokcdn.com/1.jpg" });

        Assert.Equal("3 Nov 2026", table.Find(".post-date time").TextContent);
        Assert.Equal("Post of 3 Nov 2026", table.Find(".post img").GetAttribute("alt"));
    }

    [Fact]
    public async Task Row_HostileTextWithoutADate_IsIsolatedAndSaysThatTheDateIsUnknown()
    {
        var table = await ShowAsync(All, posts: new SocialPost { PlatformPostId = "1", Text = "<b>مرحبا</b> =cmd|' /C calc'!A0 🎉" });

        Assert.Equal("<b>مرحبا</b> =cmd|' /C calc'!A0 🎉", table.Find(".post-text bdi").TextContent);
        Assert.Contains("Date unknown", table.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_SortedByTheAddress_HaveUnknownNumbersLast()
    {
        var table = await ShowAsync(All with { Sort = PostColumn.Likes }, posts: [Post("few", likes: 1), Post("many", likes: 30), Post("unknown"), Post("some", likes: 20)]);

        Assert.Equal(["many", "some", "few", "unknown"], Rows(table));
        var heading = table.FindAll("th").Single(th => RenderedText.Fold(th.TextContent) == "Likes");
        Assert.Equal("descending", heading.GetAttribute("aria-sort"));
        Assert.Equal("/t?sort=likes&dir=asc&posts=all", heading.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Rows_OfAPeriodAndAKind_AreOnlyThose()
    {
        SocialPost[] posts = [Post("now", likes: 1), Post("old", likes: 2, at: _published.AddDays(-60)), Post("clip", likes: 3, kind: PostKind.ShortVideo)];
        var table = await ShowAsync(new IntelligenceView(), posts: posts);
        Assert.Equal(["clip", "now"], Rows(table).Order());

        table.Render(parameters => parameters.Add(x => x.View, All with { Kind = PostKind.ShortVideo }));

        table.WaitForAssertion(() => Assert.Equal(["clip"], Rows(table)));
    }

    [Fact]
    public async Task Order_ChosenFromTheList_IsInTheAddress()
    {
        var table = await ShowAsync(All with { Page = 2 }, posts: Post("1"));

        table.Find("#posts-order").Change("Likes");

        Assert.EndsWith("/t?sort=likes&posts=all", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_PastTheEnd_ShowTheLastOne()
    {
        var table = await ShowAsync(All with { Page = 9 }, posts: [.. Enumerable.Range(0, 45).Select(number => Post($"post {number}", likes: number))]);

        Assert.Equal((5, "Page 3 of 3"), (Rows(table).Length, RenderedText.Fold(table.Find("nav").TextContent)));
        Assert.Equal("/t?posts=all&page=2", table.Find("a[aria-label='Previous page']").GetAttribute("href"));
    }

    [Fact]
    public async Task Curve_Asked_OpensBelowItsRow()
    {
        var table = await ShowAsync(All, posts: Post("1"));

        table.Button("Curve of").Click();

        table.WaitForAssertion(() => Assert.Contains("the endpoint wasn't recorded at the time", table.Find(".post-curve").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", table.Button("Curve of").GetAttribute("aria-expanded"));
    }

    [Fact]
    public async Task Empty_ProfileWithPermission_DoesNotSayThatItIsConnectedByHand()
    {
        var table = await ShowAsync(All, new AccountPosts("TIKTOK", "mara", true, new PostReading(MetricGap.NotGranted, 0, 0)));

        Assert.Contains("@mara: The talent didn't give permission to read the posts on TikTok.", table.Text(), StringComparison.Ordinal);
        Assert.DoesNotContain("by hand", table.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_AccountWithoutPosts_SaysSo() => Assert.Contains("@mara has no posts on TikTok.", (await ShowAsync(All)).Text(), StringComparison.Ordinal);

    private static IntelligenceView All { get; } = new() { AllPosts = true };

    private static SocialPost Post(string id, long? likes = null, string? permalink = null, DateTimeOffset? at = null, PostKind kind = PostKind.Video) =>
        new() { PlatformPostId = id, Text = id, Likes = likes, Permalink = permalink, PublishedAt = at ?? _published, Kind = kind };

    private static string[] Rows(IRenderedComponent<PostsTable> table) => [.. table.FindAll("tbody .post-text").Select(text => text.TextContent)];

    private async Task<IRenderedComponent<PostsTable>> ShowAsync(IntelligenceView view, AccountPosts? list = null, params SocialPost[] posts)
    {
        var talent = await TalentAsync();
        var connection = (await Get<ConnectByHand>().ExecuteAsync(new ConnectRequest(talent, "TIKTOK", "mara"), TestCore.Admin, CancellationToken.None)).Value.Connection.Id;
        await Get<Database>().WriteAsync(
            async db =>
            {
                var key = await db.Connections.Where(x => x.Id == connection).Select(x => x.Key).SingleAsync();
                db.Posts.AddRange(posts.Select(post => new SocialPost
                {
                    ConnectionKey = key,
                    PlatformPostId = post.PlatformPostId,
                    Text = post.Text,
                    Likes = post.Likes,
                    Permalink = post.Permalink,
                    ThumbnailUrl = post.ThumbnailUrl,
                    PublishedAt = post.PublishedAt,
                    Kind = post.Kind,
                }));
                return true;
            },
            CancellationToken.None);
        var table = Render<PostsTable>(parameters => parameters
            .Add(x => x.TalentId, talent)
            .Add(x => x.View, view)
            .Add(x => x.Path, "/t")
            .Add(x => x.Period, new IntelligencePeriod(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 7)))
            .Add(x => x.Lists, [list ?? new AccountPosts("TIKTOK", "mara", true, new PostReading(MetricGap.None, 0, 0))]));
        table.WaitForState(() => table.FindAll(".skeleton").Count == 0);
        return table;
    }
}
