using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Intelligence;

public sealed class TalentIntelligenceTests
{
    [Fact]
    public async Task Get_TwoAccounts_AddsWhatIsKnownAndSaysHowMuchIsNot()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Core.Result<PlatformProfile, PlatformFailure>>(
            FakePlatform.Profile(account.Handle) with { Followers = account.Handle == "hidden" ? Metric.Unknown(MetricGap.Hidden) : Metric.Rounded(5000) });
        await core.StartAsync();
        var talent = await core.TalentAsync();
        foreach (var handle in new[] { "open", "hidden" })
        {
            await core.UntilAsync((await core.ConnectAsync(handle, talent.Id)).Id, SyncStatus.Ready);
        }

        var numbers = await core.Get<TalentIntelligenceQuery>().GetAsync(talent.Id, CancellationToken.None);

        Assert.Equal(new Total(5000, 1, 2, IsRounded: true), numbers.Followers);
        Assert.Equal(new Total(4, 2, 2), numbers.Posts);
        Assert.Equal(new Total(null, 0, 4), numbers.Views);
        Assert.Equal(4, numbers.LatestPosts.Count);

        // Two posts of 11 interactions each on 5,000 followers; the hidden account cannot be counted in.
        Assert.Equal(11 / 5000.0, numbers.Engagement.Value!.Value, 10);
    }

    [Fact]
    public async Task Get_PostsWithHiddenLikes_CountInNoRateAndAreSaid()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.Posts = _ =>
        [
            FakePlatform.Post("known", 3), FakePlatform.Post("hidden", 2) with { Likes = Metric.Unknown(MetricGap.Hidden), Comments = Metric.Of(500) }, FakePlatform.Post("undated", 1) with { PublishedAt = null },
        ];
        await core.StartAsync();
        var talent = await core.TalentAsync();
        await core.UntilAsync((await core.ConnectAsync("open", talent.Id)).Id, SyncStatus.Ready);

        var numbers = await core.Get<TalentIntelligenceQuery>().GetAsync(talent.Id, CancellationToken.None);

        Assert.Equal((11 / 1000.0, 2, 3), (Math.Round(numbers.Engagement.Value!.Value, 10), numbers.Engagement.Posts, numbers.StoredPosts));
        Assert.Equal(["known", "hidden", "undated"], numbers.LatestPosts.Select(post => post.Post.PlatformPostId));
    }

    [Fact]
    public async Task Get_AccountsWithCountsThatNoAccountCanHave_SumsNoneOfThem()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Core.Result<PlatformProfile, PlatformFailure>>(FakePlatform.Profile(account.Handle, account.Handle == "real" ? 70 : 9_200_000_000_000_000_000));
        await core.StartAsync();
        var talent = await core.TalentAsync();
        foreach (var handle in new[] { "one", "two", "real" })
        {
            await core.UntilAsync((await core.ConnectAsync(handle, talent.Id)).Id, SyncStatus.Ready);
        }

        Assert.Equal(new Total(70, 1, 3), (await core.Get<TalentIntelligenceQuery>().GetAsync(talent.Id, CancellationToken.None)).Followers);
        Assert.Contains(await core.Get<ConnectionList>().OfTalentAsync(talent.Id, CancellationToken.None) ?? [], view => view.Followers is { Value: null, Gap: MetricGap.Unbelievable });
    }

    [Fact]
    public async Task Get_PlatformThatGivesNoReachToAnybody_DoesNotAskForAPermission()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var connection = await core.ConsentAsync();
        await core.UntilAsync(connection.Id, SyncStatus.Ready);

        var numbers = await core.Get<TalentIntelligenceQuery>().GetAsync(connection.TalentId, CancellationToken.None);

        Assert.All(numbers.LatestPosts, post => Assert.Equal((MetricGap.NotSupported, MetricGap.NotSupported), (post.Reach.Gap, post.Saves.Gap)));
    }

    [Fact]
    public async Task Get_AfterDelete_ShowsNothingOfTheDeletedConnection()
    {
        await using var core = await TestCore.CreateAsync();
        await core.StartAsync();
        var talent = await core.TalentAsync();
        var connection = await core.ConnectAsync("gone", talent.Id);
        await core.UntilAsync(connection.Id, SyncStatus.Ready);
        var query = core.Get<TalentIntelligenceQuery>();
        var before = await query.GetAsync(talent.Id, CancellationToken.None);

        await core.Get<Disconnect>().ExecuteAsync(connection.Id, TestCore.Admin, CancellationToken.None);
        var after = await query.GetAsync(talent.Id, CancellationToken.None);

        Assert.Equal(2, before.LatestPosts.Count);
        Assert.Empty(after.LatestPosts);
        Assert.Equal(new Total(null, 0, 0), after.Followers);
    }

    [Fact]
    public async Task Cache_ClearedWhileComputing_KeepsNoStaleAnswer()
    {
        var cache = new IntelligenceCache();
        var talent = Guid.NewGuid();
        var stale = await cache.GetAsync(talent, () =>
        {
            cache.Clear(talent);
            return Task.FromResult(Numbers(1));
        });

        var fresh = await cache.GetAsync(talent, () => Task.FromResult(Numbers(2)));

        Assert.Equal((1, 2), (stale.SyncedConnections, fresh.SyncedConnections));
    }

    [Fact]
    public async Task Cache_AskedTwice_ComputesOnce()
    {
        var cache = new IntelligenceCache();
        var computed = 0;
        for (var i = 0; i < 2; i++)
        {
            await cache.GetAsync(Guid.Empty, () => Task.FromResult(Numbers(++computed)));
        }

        Assert.Equal(1, computed);
    }

    private static TalentIntelligence Numbers(int connections) => new()
    {
        Followers = new Total(null, 0, 0),
        Posts = new Total(null, 0, 0),
        Views = new Total(null, 0, 0),
        Likes = new Total(null, 0, 0),
        Engagement = new EngagementRate(null, 0, "None."),
        StoredPosts = 0,
        Lists = [],
        LatestPosts = [],
        Private = [],
        SyncedConnections = connections,
    };
}
