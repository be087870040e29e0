using AngleSharp.Dom;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Web.Components.Intelligence;

namespace SocialProfiles.Tests.Components.Intelligence;

public sealed class PostsTableTests : IAsyncDisposable
{
    private readonly ComponentRenderer _renderer = new();

    public ValueTask DisposeAsync() => _renderer.DisposeAsync();

    [Theory]
    [InlineData("https://www.tiktok.com/@mara/video/1", true)]
    [InlineData("https://tiktok.com.evil.example/@mara/video/1", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(null, false)]
    public async Task Row_Permalink_LeadsToItsPlatformOrNowhere(string? link, bool isLink)
    {
        var table = await RenderAsync([Post("1", link)], Read);

        Assert.Equal(isLink ? link : null, table.QuerySelector(".post-meta a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task Row_TextFromThePlatform_IsIsolatedFromWhatStandsBesideIt()
    {
        Assert.Equal("Hello", (await RenderAsync([Post("1", null)], Read)).QuerySelector(".post-text bdi")?.TextContent);
    }

    [Fact]
    public async Task Row_WithoutADate_SaysSo()
    {
        Assert.Contains("Date unknown", (await RenderAsync([Post("1", null)], Read)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_ProfileWithPermission_DoesNotSayThatItIsConnectedByHand()
    {
        var table = await RenderAsync([], new AccountPosts("TIKTOK", "mara", true, new PostReading(MetricGap.NotGranted, 0, 0)));

        Assert.Contains("@mara: The talent gave no permission to read the posts on TikTok.", table.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("by hand", table.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_AccountWithoutPosts_SaysSo()
    {
        Assert.Contains("@mara has no posts on TikTok.", (await RenderAsync([], Read)).TextContent, StringComparison.Ordinal);
    }

    private static AccountPosts Read { get; } = new("TIKTOK", "mara", true, new PostReading(MetricGap.None, 0, 0));

    private static IntelligencePost Post(string id, string? link) => new("TIKTOK", "mara", new SocialPost { PlatformPostId = id, Text = "Hello", Permalink = link });

    private async Task<IElement> RenderAsync(IReadOnlyList<IntelligencePost> posts, params AccountPosts[] lists) =>
        await (await _renderer.RenderAsync<PostsTable>((nameof(PostsTable.Posts), posts), (nameof(PostsTable.Lists), lists))).BodyAsync();
}
