using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Intelligence;

/// <summary>A total over accounts or posts, and how much of it is known.</summary>
/// <param name="Value">Sum of what is known; null when nothing is.</param>
/// <param name="Known">How many accounts or posts it counts.</param>
/// <param name="OutOf">How many there are. Less known than there are makes the value "at least".</param>
/// <param name="IsRounded">At least one part is rounded by its platform.</param>
public sealed record Total(long? Value, int Known, int OutOf, bool IsRounded = false)
{
    /// <summary>Of parts that are each a total.</summary>
    public static Total Of(IEnumerable<Total> parts)
    {
        var all = parts.ToArray();
        var known = all.Where(part => part.Value is not null).ToArray();
        return new Total(
            known.Length == 0 ? null : known.Sum(part => part.Value), all.Sum(part => part.Known), all.Sum(part => part.OutOf), known.Any(part => part.IsRounded));
    }

    /// <summary>Of single numbers; what nobody can have is not counted.</summary>
    public static Total Of(IEnumerable<Metric> metrics)
    {
        var all = metrics.ToArray();
        var known = all.Where(metric => metric.Value <= Believable.Most).ToArray();
        return new Total(known.Length == 0 ? null : known.Sum(metric => metric.Value), known.Length, all.Length, known.Any(metric => metric.IsRounded));
    }
}

/// <summary>A talent's numbers over a period, beside those of the period before.</summary>
public sealed record TalentIntelligence
{
    public required IntelligencePeriod Period { get; init; }

    /// <summary>Each connection that has synced at least once, in the order of the card.</summary>
    public required IReadOnlyList<AccountIntelligence> Accounts { get; init; }

    /// <summary>Over all accounts.</summary>
    public required PostsInPeriod Posts { get; init; }

    /// <summary>Over all accounts, in the period before.</summary>
    public required PostsInPeriod PostsBefore { get; init; }

    /// <summary>Engagement by the hour of publication, over all accounts.</summary>
    public required IReadOnlyList<PublishingHour> Hours { get; init; }

    /// <summary>What consents show beside, one an account; empty where no account has any.</summary>
    public required IReadOnlyList<PrivateNumbers> Private { get; init; }

    /// <summary>Followers now, over all accounts.</summary>
    public Total Followers => Total.Of(Accounts.Select(account => account.Followers));

    /// <summary>Growth of the accounts whose followers are known at both ends of the period; the others are left out of both.</summary>
    public Change Growth
    {
        get
        {
            var known = Accounts.Where(account => account.Growth.Absolute is not null).ToArray();
            return known.Length == 0 ? Change.Unknown : Change.Of(known.Sum(account => (double)account.FollowersAtStart!), known.Sum(account => (double)account.FollowersAtEnd!));
        }
    }

    /// <summary>The same over the period before, of the accounts of which <see cref="Growth"/> is made; unknown where that of one of them is not known.</summary>
    public Change GrowthBefore
    {
        get
        {
            var counted = Accounts.Where(account => account.Growth.Absolute is not null).ToArray();
            return counted.Length == 0 || counted.Any(account => account.GrowthBefore.Absolute is null) ? Change.Unknown
                : Change.Of(counted.Sum(account => (double)account.FollowersBefore!), counted.Sum(account => (double)account.FollowersAtStart!));
        }
    }

    /// <summary>Of how many accounts <see cref="Growth"/> is made.</summary>
    public int GrowthAccounts => Accounts.Count(account => account.Growth.Absolute is not null);
}

/// <summary>The numbers of one account.</summary>
public sealed record AccountIntelligence
{
    public required Guid ConnectionId { get; init; }

    public required string Platform { get; init; }

    public required string Handle { get; init; }

    /// <summary>Whether the talent gave access; else it is connected by hand.</summary>
    public required bool IsByConsent { get; init; }

    /// <summary>Last good sync, UTC.</summary>
    public required DateTimeOffset? LastSyncedAt { get; init; }

    /// <summary>Now.</summary>
    public required Metric Followers { get; init; }

    /// <summary>Posts that the account has in all, now.</summary>
    public required Metric AllPosts { get; init; }

    /// <summary>Views of the account since its start, now.</summary>
    public required Metric AllViews { get; init; }

    /// <summary>Likes of the account since its start, now.</summary>
    public required Metric AllLikes { get; init; }

    /// <summary>The last known before the period began, of the day before it or the first day; null where that is not known.</summary>
    public required long? FollowersAtStart { get; init; }

    /// <summary>The same when the period before began.</summary>
    public long? FollowersBefore { get; init; }

    /// <summary>The last known of the period's last day on which anything was read; null where nothing was.</summary>
    public required long? FollowersAtEnd { get; init; }

    public Change Growth => Change.Of(FollowersAtStart, FollowersAtEnd);

    /// <summary>Over the period before.</summary>
    public Change GrowthBefore => Change.Of(FollowersBefore, FollowersAtStart);

    /// <summary>Each day of the period, in order.</summary>
    public required IReadOnlyList<AccountDay> Days { get; init; }

    /// <summary>On how many days of the period followers are known.</summary>
    public int KnownDays => Days.Count(day => day.Followers is not null);

    public required PostsInPeriod Posts { get; init; }

    public required PostsInPeriod PostsBefore { get; init; }

    /// <summary>How far the list of posts could be read in the last good sync.</summary>
    public required AccountPosts List { get; init; }

    /// <summary>Where its numbers were read last; null where that was before sources were noted.</summary>
    public History.MetricSource? Source { get; init; }

    /// <summary>
    /// The agency's day on which the oldest post that is stored was published, where the account has older ones that were not read; null where all are
    /// stored. Sums over an earlier time miss those.
    /// </summary>
    public DateOnly? PostsKnownSince { get; init; }

    /// <summary>Times of the period, and now, in which the platform's answers can't be trusted; numbers of those times count as unknown.</summary>
    public IReadOnlyList<MetricBreak> Breaks { get; init; } = [];
}

/// <summary>How far the list of posts of one account could be read.</summary>
/// <param name="IsByConsent">Whether the talent gave access; else it is connected by hand.</param>
public sealed record AccountPosts(string Platform, string Handle, bool IsByConsent, PostReading Reading);

/// <summary>A day of an account.</summary>
/// <param name="Followers">The last reading of the day; null where nothing was read or it is not known.</param>
/// <param name="IsRead">Whether anything was read on it.</param>
/// <param name="Views">What its posts gained in views; null where that is not known.</param>
/// <param name="Interactions">What its posts gained in likes, comments and shares; null where none of them is known.</param>
/// <param name="Since">The gains are of all days since this one, since nothing was read between; else null.</param>
public sealed record AccountDay(DateOnly Day, long? Followers, bool IsRead, long? Views, long? Interactions, DateOnly? Since = null)
{
    /// <summary>What an earlier system said of a day on which nothing was read; shown as such, and in no sum and no growth.</summary>
    public long? ImportedFollowers { get; init; }
}

/// <summary>Posts that were published in a period, stories aside, with what they have by now.</summary>
public sealed record PostsInPeriod
{
    public required int Count { get; init; }

    public required Total Views { get; init; }

    public required Total Likes { get; init; }

    public required Total Comments { get; init; }

    public required Total Shares { get; init; }

    public required EngagementRate ByFollowers { get; init; }

    public required EngagementRate ByViews { get; init; }

    public required double? MedianViews { get; init; }

    /// <summary>Over how many posts.</summary>
    public required int ViewedPosts { get; init; }

    /// <summary>How many have known likes and comments.</summary>
    public int RatedPosts { get; init; }

    /// <summary>The post with the most likes, comments and shares, or with the most views where <see cref="IsBestByViews"/>; null where none tells any of them.</summary>
    public required PostKey? Best { get; init; }

    /// <summary>Views compare posts only where each tells them: beside a platform that gives none, the least seen video would be the best post.</summary>
    public bool IsBestByViews => ViewedPosts == Count;

    /// <summary>Posts a week: their number over the weeks of the period.</summary>
    public required double PerWeek { get; init; }

    /// <summary>Of one account: why its unknown numbers are unknown.</summary>
    public PostGaps Gaps { get; init; }
}

/// <summary>Why numbers of posts are unknown, the last reason of each; <see cref="MetricGap.None"/> where all are known.</summary>
public readonly record struct PostGaps(MetricGap Views, MetricGap Likes, MetricGap Comments, MetricGap Shares);

/// <summary>Which post.</summary>
public readonly record struct PostKey(Guid ConnectionId, string PlatformPostId);

/// <summary>What posts that were published in an hour of the week did.</summary>
/// <param name="Hour">0 to 23, by the agency's clock.</param>
/// <param name="Posts">How many posts with known likes and comments there are; 1 or more.</param>
/// <param name="Interactions">Mean likes, comments and shares a post.</param>
public sealed record PublishingHour(DayOfWeek Weekday, int Hour, int Posts, double Interactions)
{
    /// <summary>From how many posts on an hour may be called one of the best.</summary>
    public const int FewestForBest = 2;
}

/// <summary>A stored post with the account that it belongs to.</summary>
/// <param name="More">What only a consent shows of it; null where there is none.</param>
/// <param name="WhyNoMore">Why there is none.</param>
public sealed record IntelligencePost(string Platform, string Handle, SocialPost Post, PostInsight? More = null, MetricGap WhyNoMore = MetricGap.NotGranted)
{
    public Guid ConnectionId { get; init; }

    /// <summary>Where its numbers were read last; null where that was before sources were noted.</summary>
    public History.MetricSource? Source { get; init; }

    /// <summary>What of its numbers can't be trusted.</summary>
    public BrokenMetrics Broken { get; init; } = BrokenMetrics.None;

    /// <inheritdoc cref="SocialPost.ViewsWith"/>
    public Metric Views => Trusted(CanaryMetric.PostViews, Post.ViewsWith(More));

    public Metric Likes => Trusted(CanaryMetric.PostLikes, Post.LikesMetric);

    public Metric Comments => Trusted(CanaryMetric.PostComments, Post.CommentsMetric);

    public Metric Shares => Trusted(CanaryMetric.PostShares, Post.Shares is null && More?.Shares is not null ? More.SharesMetric : Post.SharesMetric);

    public Metric Reach => More?.ReachMetric ?? Metric.Unknown(WhyNoMore);

    public Metric Saves => More?.SavesMetric ?? Metric.Unknown(WhyNoMore);

    private Metric Trusted(CanaryMetric metric, Metric read) => Broken.Trusted(metric, read, Post.NumbersAt);
}
