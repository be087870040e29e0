using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.SelfReported;

/// <summary>What a number that was entered by hand counts. Stored by name, so members may be added and never renamed.</summary>
public enum SelfReportedMetric
{
    Followers,
    Subscribers,
    Views,
    Reach,
    Impressions,
    EngagementRate,
    ProfileVisits,
    StoryViews,
    VideoViews,
    LinkClicks,
    Likes,
    Comments,
    Shares,
    Saves,
    WatchHours,
    NewFollowers,
}

/// <summary>In what a number is counted.</summary>
public enum SelfReportedUnit
{
    /// <summary>Whole things, 0 to <see cref="Believable.Most"/>.</summary>
    Count,

    /// <summary>Per cent, 0 to 100.</summary>
    Percent,

    /// <summary>Hours, 0 to <see cref="Believable.Most"/>.</summary>
    Hours,
}

/// <summary>What the numbers are called, and in what they are counted.</summary>
public static class SelfReportedMetrics
{
    /// <summary>All, in the order in which they are offered.</summary>
    public static IReadOnlyList<SelfReportedMetric> All { get; } = Enum.GetValues<SelfReportedMetric>();

    public static SelfReportedUnit Unit(this SelfReportedMetric metric) => metric switch
    {
        SelfReportedMetric.EngagementRate => SelfReportedUnit.Percent,
        SelfReportedMetric.WatchHours => SelfReportedUnit.Hours,
        _ => SelfReportedUnit.Count,
    };

    /// <summary>As a label.</summary>
    public static string Name(this SelfReportedMetric metric) => metric switch
    {
        SelfReportedMetric.Followers => "Followers",
        SelfReportedMetric.Subscribers => "Subscribers",
        SelfReportedMetric.Views => "Views",
        SelfReportedMetric.Reach => "Reach",
        SelfReportedMetric.Impressions => "Impressions",
        SelfReportedMetric.EngagementRate => "Engagement rate",
        SelfReportedMetric.ProfileVisits => "Profile visits",
        SelfReportedMetric.StoryViews => "Story views",
        SelfReportedMetric.VideoViews => "Video views",
        SelfReportedMetric.LinkClicks => "Link clicks",
        SelfReportedMetric.Likes => "Likes",
        SelfReportedMetric.Comments => "Comments",
        SelfReportedMetric.Shares => "Shares",
        SelfReportedMetric.Saves => "Saves",
        SelfReportedMetric.WatchHours => "Watch hours",
        SelfReportedMetric.NewFollowers => "New followers",
        _ => metric.ToString(),
    };
}
