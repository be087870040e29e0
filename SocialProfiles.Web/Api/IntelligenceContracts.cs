using System.ComponentModel;
using System.Text.Json;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Api;

/// <summary>A number that a platform gives, or why it is unknown.</summary>
internal sealed record NumberResource(
    [property: Description("Null while unknown, never 0 for that.")] long? Value,
    [property: Description("NOT_GRANTED, NOT_SUPPORTED, HIDDEN, NO_DATA_YET, UNBELIEVABLE or NOT_READ; null where the number is known.")] string? UnknownBecause,
    [property: Description("The platform rounds it.")] bool IsRounded)
{
    public static NumberResource Of(Metric metric) =>
        new(metric.Value, metric.Gap == MetricGap.None ? null : JsonNamingPolicy.SnakeCaseUpper.ConvertName(metric.Gap.ToString()), metric.IsRounded);
}

/// <summary>A sum, and how much of it is known.</summary>
internal sealed record TotalResource(
    [property: Description("Sum of what is known; null where nothing is.")] long? Value,
    [property: Description("Profiles or posts that it counts.")] int Known,
    [property: Description("Profiles or posts that there are.")] int OutOf,
    bool IsRounded)
{
    public static TotalResource Of(Total total) => new(total.Value, total.Known, total.OutOf, total.IsRounded);
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
    double? MedianViews)
{
    public static PostsInPeriodResource Of(PostsInPeriod posts) => new(
        posts.Count, posts.PerWeek, TotalResource.Of(posts.Views), TotalResource.Of(posts.Likes), TotalResource.Of(posts.Comments), TotalResource.Of(posts.Shares),
        RateResource.Of(posts.ByFollowers), RateResource.Of(posts.ByViews), posts.MedianViews);
}

/// <summary>A talent's profile over a period.</summary>
internal sealed record AccountIntelligenceResource(
    Guid ConnectionId,
    string Platform,
    string Handle,
    DateTimeOffset? LastSyncedAt,
    [property: Description("Now.")] NumberResource Followers,
    [property: Description("Over the period; null where followers are not known at both ends of it.")] ChangeResource? Growth,
    [property: Description("Days of the period on which followers are known.")] int KnownDays,
    PostsInPeriodResource Posts,
    [property: Description("The same of as many days before.")] PostsInPeriodResource PostsBefore)
{
    public static AccountIntelligenceResource Of(AccountIntelligence account) => new(
        account.ConnectionId, account.Platform, account.Handle, account.LastSyncedAt, NumberResource.Of(account.Followers), ChangeResource.Of(account.Growth), account.KnownDays,
        PostsInPeriodResource.Of(account.Posts), PostsInPeriodResource.Of(account.PostsBefore));
}

/// <summary>A talent's numbers over a period, beside those of as many days before.</summary>
internal sealed record IntelligenceResource(
    DateOnly From,
    DateOnly To,
    [property: Description("Days of the period; they begin and end at midnight in the agency's time zone.")] int Days,
    [property: Description("Now, over all profiles.")] TotalResource Followers,
    [property: Description("Of the profiles whose followers are known at both ends of the period.")] ChangeResource? Growth,
    PostsInPeriodResource Posts,
    PostsInPeriodResource PostsBefore,
    IReadOnlyList<AccountIntelligenceResource> Profiles)
{
    public static IntelligenceResource Of(TalentIntelligence numbers) => new(
        numbers.Period.From, numbers.Period.To, numbers.Period.Days, TotalResource.Of(numbers.Followers), ChangeResource.Of(numbers.Growth),
        PostsInPeriodResource.Of(numbers.Posts), PostsInPeriodResource.Of(numbers.PostsBefore), [.. numbers.Accounts.Select(AccountIntelligenceResource.Of)]);
}

/// <summary>A day of a profile.</summary>
internal sealed record DayResource(
    DateOnly Day,
    [property: Description("The last reading of the day; null where nothing was read or the number is unknown.")] long? Followers,
    [property: Description("Views that the posts gained on the day.")] long? Views,
    [property: Description("Likes, comments and shares that the posts gained on the day.")] long? Interactions,
    [property: Description("The gains are of all days since this one, since nothing was read between; else null.")] DateOnly? GainsSince);

/// <summary>A profile day by day.</summary>
internal sealed record TimeSeriesResource(Guid ConnectionId, string Platform, string Handle, IReadOnlyList<DayResource> Days)
{
    public static TimeSeriesResource Of(AccountIntelligence account) => new(
        account.ConnectionId, account.Platform, account.Handle, [.. account.Days.Select(day => new DayResource(day.Day, day.Followers, day.Views, day.Interactions, day.Since))]);
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
