using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>What private numbers are called.</summary>
internal static class InsightText
{
    public static string Name(InsightMetric metric) => metric switch
    {
        InsightMetric.Views => "Views",
        InsightMetric.Reach => "Reach per day",
        InsightMetric.Interactions => "Interactions",
        InsightMetric.AccountsEngaged => "Accounts engaged per day",
        InsightMetric.Likes => "Likes",
        InsightMetric.Comments => "Comments",
        InsightMetric.Shares => "Shares",
        InsightMetric.Saves => "Saves",
        InsightMetric.NewFollowers => "New followers",
        InsightMetric.LostFollowers => "Lost followers",
        InsightMetric.WatchMinutes => "Minutes watched",
        InsightMetric.AverageViewSeconds => "Seconds per view",
        InsightMetric.FollowersByAge => "Followers by age",
        InsightMetric.FollowersByGender => "Followers by gender",
        InsightMetric.FollowersByCountry => "Followers by country",
        InsightMetric.FollowersByCity => "Followers by city",
        InsightMetric.ViewersByAge => "Viewers by age",
        InsightMetric.ViewersByGender => "Viewers by gender",
        InsightMetric.ViewsByCountry => "Views by country",
        _ => metric.ToString(),
    };

    /// <summary>A group as people write it.</summary>
    public static string Group(string group) => group switch
    {
        "female" => "Women",
        "male" => "Men",
        "other" => "Other",
        _ => group,
    };

    /// <summary>How many days are missing of the period; null where none is.</summary>
    public static string? SoFar(PeriodNumber number, int days) =>
        number.Value is not null && number.KnownDays < days ? $"{number.KnownDays} of {days} days so far" : null;
}
