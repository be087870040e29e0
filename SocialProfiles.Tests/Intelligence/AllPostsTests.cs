using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Intelligence;

public sealed class AllPostsTests
{
    [Theory]
    [InlineData(null, MetricGap.NotSupported, MetricGap.NotSupported)]
    [InlineData("basic", MetricGap.NotGranted, MetricGap.NoDataYet)]
    [InlineData("something else", MetricGap.NotGranted, MetricGap.NotGranted)]
    public async Task Read_OfProfilesWithAndWithoutPermission_SaysWhyANumberIsUnknownAsThePageDoes(string? scope, MetricGap byHand, MetricGap byConsent)
    {
        await using var core = await TestCore.CreateAsync();
        core.Consent.Terms = core.Consent.Terms with { PostInsights = scope is null ? null : new(scope, true) };
        await core.StartAsync();
        var talent = (await core.TalentAsync()).Id;
        await core.UntilAsync((await core.ConnectAsync("by.hand", talent)).Id, SyncStatus.Ready);
        await core.UntilAsync((await core.ConsentAsync("by.consent", talent)).Id, SyncStatus.Ready);

        var all = await ReadAsync(core, new AllPostsRequest());

        Assert.All(all, listed => Assert.Equal(listed.IsByConsent ? byConsent : byHand, listed.Post.Reach.Gap));
        var page = await core.Get<TalentPosts>().GetAsync(talent, new PostsRequest(), CancellationToken.None);
        Assert.Equal(4, all.Count);
        Assert.Equal(Reasons(page.Posts), Reasons(all.Select(listed => listed.Post)));
    }

    [Fact]
    public async Task Read_OfOneKind_LeavesOutTheOthers()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Posts = _ => [FakePlatform.Post("film", 2) with { Kind = PostKind.Video }, FakePlatform.Post("picture", 1)];
        await core.StartAsync();
        await core.UntilAsync((await core.ConnectAsync()).Id, SyncStatus.Ready);

        Assert.Equal("film", Assert.Single(await ReadAsync(core, new AllPostsRequest(Kind: PostKind.Video))).Post.Post.PlatformPostId);
        Assert.Equal(2, (await ReadAsync(core, new AllPostsRequest())).Count);
    }

    private static IEnumerable<(string, MetricGap, MetricGap)> Reasons(IEnumerable<IntelligencePost> posts) =>
        posts.Select(post => (post.Post.PlatformPostId, post.Views.Gap, post.Reach.Gap)).Order();

    private static async Task<List<ListedPost>> ReadAsync(TestCore core, AllPostsRequest request) =>
        [.. (await core.Get<AllPosts>().ReadAsync(request, CancellationToken.None).ToListAsync()).SelectMany(batch => batch)];
}
