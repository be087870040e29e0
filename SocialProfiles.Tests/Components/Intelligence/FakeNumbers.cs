using SocialProfiles.Core.Figures;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using PostReading = SocialProfiles.Core.Profiles.PostReading;

namespace SocialProfiles.Tests.Components.Intelligence;

/// <summary>Numbers of a talent, made up for the components that show them.</summary>
internal static class FakeNumbers
{
    public static IntelligencePeriod Period { get; } = new(new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 7));

    public static TalentIntelligence Of(params AccountIntelligence[] accounts) => new()
    {
        Period = Period,
        Accounts = accounts,
        Posts = accounts[0].Posts,
        PostsBefore = accounts[0].PostsBefore,
        Hours = [],
        Private = [],
    };

    /// <param name="followers">A day each; null where nothing was read.</param>
    public static AccountIntelligence Account(string platform, string handle, Metric now, params long?[] followers) => new()
    {
        ConnectionId = Guid.NewGuid(),
        Platform = platform,
        Handle = handle,
        IsByConsent = false,
        LastSyncedAt = new DateTimeOffset(2026, 11, 7, 12, 0, 0, TimeSpan.Zero),
        Followers = now,
        AllPosts = Metric.Of(10),
        AllViews = Metric.Of(10),
        AllLikes = Metric.Of(10),
        FollowersAtStart = followers.FirstOrDefault(),
        FollowersAtEnd = followers.LastOrDefault(value => value is not null),
        Days = [.. Enumerable.Range(0, Period.Days).Select(i => new AccountDay(Period.From.AddDays(i), followers.ElementAtOrDefault(i), followers.ElementAtOrDefault(i) is not null, 10 * i, i == 3 ? null : i, i == 5 ? Period.From.AddDays(2) : null))],
        Posts = Posts(4, new Total(400, 4, 4)),
        PostsBefore = Posts(2, new Total(100, 2, 2)),
        List = new AccountPosts(platform, handle, false, new PostReading(MetricGap.None, 0, 0)),
        Source = new MetricSource { Platform = platform, ApiVersion = "v25.0", Endpoints = "business_discovery" },
    };

    public static PostsInPeriod Posts(int count, Total views) => new()
    {
        Count = count,
        Views = views,
        Likes = new Total(40, count, count),
        Comments = new Total(4, count, count),
        Shares = new Total(null, 0, count),
        ByFollowers = new EngagementRate(0.031, count, null),
        ByViews = new EngagementRate(0.11, count, null),
        MedianViews = 90,
        ViewedPosts = views.Known,
        Best = null,
        PerWeek = count,
        Gaps = new PostGaps(MetricGap.None, MetricGap.None, MetricGap.None, MetricGap.NotSupported),
    };
}
