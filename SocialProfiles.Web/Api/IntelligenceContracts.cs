using System.ComponentModel;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Api;

/// <summary>A number that a platform gives, or why it is unknown.</summary>
internal sealed record NumberResource(
    [property: Description("Null while unknown, never 0 for that.")] long? Value,
    [property: Description(UnknownReason.NumberReasons)] string? UnknownBecause,
    [property: Description("The platform rounds it.")] bool IsRounded)
{
    public static NumberResource Of(Metric metric) =>
        new(metric.Value, UnknownReason.Of(metric.Gap), metric.IsRounded);
}

/// <summary>A sum, and how much of it is known.</summary>
internal sealed record TotalResource(
    [property: Description("Sum of what is known; null where nothing is.")] long? Value,
    [property: Description("Profiles or posts that it counts.")] int Known,
    [property: Description("Profiles or posts that there are.")] int OutOf,
    bool IsRounded,
    [property: Description(UnknownReason.SumReasons)] string? UnknownBecause)
{
    public static TotalResource Of(Total total, string? unknownBecause) => new(total.Value, total.Known, total.OutOf, total.IsRounded, unknownBecause);
}

/// <summary>How a number changed.</summary>
internal sealed record ChangeResource(double? Absolute, [property: Description("0.05 for 5% more; null where the earlier number is unknown or 0.")] double? Fraction)
{
    public static ChangeResource? Of(Change change) => change.Absolute is null ? null : new(change.Absolute, change.Fraction);
}

/// <summary>An engagement rate.</summary>
internal sealed record RateResource(
    [property: Description("A fraction: 0.031 is 3.1%. Null where there is none.")] double? Value,
    [property: Description("Posts that it is the mean of.")] int Posts,
    [property: Description("Why there is none, as a sentence.")] string? UnknownBecause)
{
    public static RateResource Of(EngagementRate rate) => new(rate.Value, rate.Posts, rate.UnknownBecause);
}

/// <summary>Posts published in a period, stories aside, with the numbers that they have by now.</summary>
internal sealed record PostsInPeriodResource(
    int Count,
    double PerWeek,
    TotalResource Views,
    TotalResource Likes,
    TotalResource Comments,
    TotalResource Shares,
    [property: Description("Likes, comments and shares of a post divided by the profile's followers, mean of the posts.")] RateResource EngagementByFollowers,
    [property: Description("Likes, comments and shares of a post divided by its views, mean of the posts.")] RateResource EngagementByViews,
    double? MedianViews,
    [property: Description("As of the sum of views; null where it is known.")] string? MedianViewsUnknownBecause)
{
    /// <param name="accounts">Whose posts they are.</param>
    /// <param name="of">The part that each of them has.</param>
    public static PostsInPeriodResource Of(PostsInPeriod posts, IReadOnlyList<AccountIntelligence> accounts, Func<AccountIntelligence, PostsInPeriod> of)
    {
        var views = Sum(part => part.Views, gaps => gaps.Views);
        return new PostsInPeriodResource(
            posts.Count, posts.PerWeek, views, Sum(part => part.Likes, gaps => gaps.Likes), Sum(part => part.Comments, gaps => gaps.Comments), Sum(part => part.Shares, gaps => gaps.Shares),
            RateResource.Of(posts.ByFollowers), RateResource.Of(posts.ByViews), posts.MedianViews, posts.MedianViews is null ? views.UnknownBecause : null);

        TotalResource Sum(Func<PostsInPeriod, Total> total, Func<PostGaps, MetricGap> gap) =>
            TotalResource.Of(total(posts), UnknownReason.OfPosts(accounts, account => total(of(account)), account => gap(of(account).Gaps)));
    }
}

/// <summary>A time in which a number of a platform couldn't be trusted; numbers of that time are unknown.</summary>
internal sealed record BreakResource(
    [property: Description("FOLLOWERS, FOLLOWING, POSTS, VIEWS, LIKES, POST_VIEWS, POST_LIKES, POST_COMMENTS or POST_SHARES.")] string Metric,
    DateTimeOffset Since,
    [property: Description("Null while it lasts.")] DateTimeOffset? Until)
{
    public static BreakResource Of(MetricBreak found) => new(UnknownReason.Word(found.Metric), found.Since, found.Until);
}

/// <summary>What posts that were published in an hour of the week did.</summary>
internal sealed record HourResource(
    [property: Description("MONDAY to SUNDAY.")] string Weekday,
    [property: Description("0 to 23, in the agency's time zone.")] int Hour,
    int Posts,
    [property: Description("Likes, comments and shares a post, mean.")] double Interactions)
{
    public static HourResource Of(PublishingHour hour) => new(UnknownReason.Word(hour.Weekday), hour.Hour, hour.Posts, hour.Interactions);
}

/// <summary>A number that only the talent's permission shows, over whole days.</summary>
internal sealed record PrivateNumberResource(
    [property: Description("Such as REACH or NEW_FOLLOWERS.")] string Metric,
    [property: Description("Sum of the days, or their mean for REACH, ACCOUNTS_ENGAGED and AVERAGE_VIEW_SECONDS; null while unknown.")] double? Value,
    [property: Description(UnknownReason.NumberReasons)] string? UnknownBecause,
    [property: Description("Days that it is made of.")] int KnownDays,
    DateTimeOffset? ReadAt);

/// <summary>A group of an audience.</summary>
internal sealed record AudienceGroupResource(string Group, [property: Description("Of all groups, a fraction.")] double Share);

/// <summary>Who follows or watches.</summary>
internal sealed record AudienceResource(
    [property: Description("Such as FOLLOWERS_BY_COUNTRY.")] string Metric,
    [property: Description("The day on which it was read, whatever period is asked for; null where it never was.")] DateOnly? ReadOn,
    DateTimeOffset? ReadAt,
    [property: Description("Why there are no groups, or none that are newer. " + UnknownReason.NumberReasons)] string? UnknownBecause,
    IReadOnlyList<AudienceGroupResource> Groups);

/// <summary>What only the talent's permission shows of a profile.</summary>
internal sealed record PrivateNumbersResource(
    string Platform,
    string Handle,
    [property: Description("First of the whole days, none of which is today.")] DateOnly From,
    DateOnly To,
    IReadOnlyList<PrivateNumberResource> Numbers,
    IReadOnlyList<AudienceResource> Audience)
{
    public static PrivateNumbersResource Of(PrivateNumbers numbers) => new(
        numbers.Platform, numbers.Handle, numbers.Period.From, numbers.Period.To,
        [.. numbers.Numbers.Select(number => new PrivateNumberResource(UnknownReason.Word(number.Metric), number.Value, UnknownReason.Of(number.Gap), number.KnownDays, number.ReadAt))],
        [.. numbers.Audience.Select(audience => new AudienceResource(
            UnknownReason.Word(audience.Metric), audience.ReadOn, audience.ReadAt, UnknownReason.Of(audience.Gap), [.. audience.Groups.Select(group => new AudienceGroupResource(group.Group, group.Share))]))]);
}

/// <summary>A talent's profile over a period.</summary>
internal sealed record AccountIntelligenceResource(
    Guid ConnectionId,
    string Platform,
    string Handle,
    DateTimeOffset? LastSyncedAt,
    [property: Description("Now.")] NumberResource Followers,
    [property: Description("Over the period; null where followers are not known at both ends of it.")] ChangeResource? Growth,
    [property: Description(UnknownReason.GrowthReasons)] string? GrowthUnknownBecause,
    [property: Description("Over as many days before.")] ChangeResource? GrowthBefore,
    [property: Description(UnknownReason.GrowthReasons)] string? GrowthBeforeUnknownBecause,
    [property: Description("Days of the period on which followers are known.")] int KnownDays,
    PostsInPeriodResource Posts,
    [property: Description("The same of as many days before. Compare them only where they begin no earlier than postsKnownSince.")] PostsInPeriodResource PostsBefore,
    [property: Description("Posts published before this day exist and weren't read, so counts and sums of earlier days lack them; null where all posts are known.")] DateOnly? PostsKnownSince,
    [property: Description("Times of the period in which the platform's answers couldn't be trusted.")] IReadOnlyList<BreakResource> Breaks)
{
    public static AccountIntelligenceResource Of(AccountIntelligence account) => new(
        account.ConnectionId, account.Platform, account.Handle, account.LastSyncedAt, NumberResource.Of(account.Followers),
        ChangeResource.Of(account.Growth), UnknownReason.OfGrowth(account), ChangeResource.Of(account.GrowthBefore), UnknownReason.OfGrowthBefore(account), account.KnownDays,
        PostsInPeriodResource.Of(account.Posts, [account], part => part.Posts), PostsInPeriodResource.Of(account.PostsBefore, [account], part => part.PostsBefore),
        account.PostsKnownSince, [.. account.Breaks.Select(BreakResource.Of)]);
}

/// <summary>A talent's numbers over a period, beside those of as many days before.</summary>
internal sealed record IntelligenceResource(
    DateOnly From,
    DateOnly To,
    [property: Description("Days of the period; they begin and end at midnight in the agency's time zone.")] int Days,
    [property: Description("Now, over all profiles.")] TotalResource Followers,
    [property: Description("Of the profiles whose followers are known at both ends of the period.")] ChangeResource? Growth,
    [property: Description(UnknownReason.GrowthReasons)] string? GrowthUnknownBecause,
    [property: Description("Of the same profiles over as many days before.")] ChangeResource? GrowthBefore,
    [property: Description(UnknownReason.GrowthReasons)] string? GrowthBeforeUnknownBecause,
    PostsInPeriodResource Posts,
    [property: Description("Compare them only where they begin no earlier than postsKnownSince.")] PostsInPeriodResource PostsBefore,
    [property: Description("The latest of the profiles'; null where all posts of all are known.")] DateOnly? PostsKnownSince,
    [property: Description("Hours of the week in which posts with known likes and comments were published.")] IReadOnlyList<HourResource> Hours,
    IReadOnlyList<AccountIntelligenceResource> Profiles,
    [property: Description("Of each profile that is read with the talent's permission.")] IReadOnlyList<PrivateNumbersResource> PrivateNumbers)
{
    public static IntelligenceResource Of(TalentIntelligence numbers) => new(
        numbers.Period.From, numbers.Period.To, numbers.Period.Days, TotalResource.Of(numbers.Followers, UnknownReason.OfFollowers(numbers.Accounts)),
        ChangeResource.Of(numbers.Growth), UnknownReason.OfAll(numbers.Growth.Absolute is not null, numbers.Accounts, UnknownReason.OfGrowth),
        ChangeResource.Of(numbers.GrowthBefore), UnknownReason.OfAll(numbers.GrowthBefore.Absolute is not null, numbers.Accounts, UnknownReason.OfGrowthBefore),
        PostsInPeriodResource.Of(numbers.Posts, numbers.Accounts, account => account.Posts), PostsInPeriodResource.Of(numbers.PostsBefore, numbers.Accounts, account => account.PostsBefore),
        numbers.Accounts.Max(account => account.PostsKnownSince), [.. numbers.Hours.Select(HourResource.Of)],
        [.. numbers.Accounts.Select(AccountIntelligenceResource.Of)], [.. numbers.Private.Select(PrivateNumbersResource.Of)]);
}

/// <summary>A day of a profile.</summary>
internal sealed record DayResource(
    DateOnly Day,
    [property: Description("The last reading of the day; null where nothing was read or the number is unknown.")] long? Followers,
    [property: Description("What an earlier system said of a day on which nothing was read; in no sum and no growth.")] long? ImportedFollowers,
    [property: Description("Whether anything was read on the day.")] bool IsRead,
    [property: Description("Views that the posts gained on the day.")] long? Views,
    [property: Description("Likes, comments and shares that the posts gained on the day.")] long? Interactions,
    [property: Description("The gains are of all days since this one, since nothing was read between; else null.")] DateOnly? GainsSince)
{
    public static DayResource Of(AccountDay day) => new(day.Day, day.Followers, day.ImportedFollowers, day.IsRead, day.Views, day.Interactions, day.Since);
}

/// <summary>A profile day by day.</summary>
internal sealed record TimeSeriesResource(Guid ConnectionId, string Platform, string Handle, IReadOnlyList<DayResource> Days)
{
    public static TimeSeriesResource Of(AccountIntelligence account) => new(account.ConnectionId, account.Platform, account.Handle, [.. account.Days.Select(DayResource.Of)]);
}

/// <summary>A post.</summary>
internal sealed record PostResource(
    Guid ConnectionId,
    string Platform,
    string Handle,
    [property: Description("The platform's own id.")] string Id,
    [property: Description("IMAGE, VIDEO, CAROUSEL, SHORTVIDEO, STORY or OTHER.")] string Kind,
    DateTimeOffset? PublishedAt,
    [property: Description("At most 500 characters.")] string? Text,
    string? Permalink,
    NumberResource Views,
    NumberResource Likes,
    NumberResource Comments,
    NumberResource Shares,
    NumberResource Reach,
    NumberResource Saves,
    [property: Description("When these numbers were first read.")] DateTimeOffset NumbersAt)
{
    public static PostResource Of(IntelligencePost post) => new(
        post.ConnectionId, post.Platform, post.Handle, post.Post.PlatformPostId, post.Post.Kind.ToString().ToUpperInvariant(), post.Post.PublishedAt, post.Post.Text, post.Post.Permalink,
        NumberResource.Of(post.Views), NumberResource.Of(post.Likes), NumberResource.Of(post.Comments), NumberResource.Of(post.Shares),
        NumberResource.Of(post.Reach), NumberResource.Of(post.Saves), post.Post.NumbersAt);
}

/// <summary>A page of posts.</summary>
internal sealed record PostsResource(IReadOnlyList<PostResource> Posts, [property: Description("Posts that match, over all pages.")] int Total, int Page, int PageSize);
