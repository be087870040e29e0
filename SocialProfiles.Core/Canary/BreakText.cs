using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Canary;

/// <summary>What a break is called, in words for people.</summary>
public static class BreakText
{
    public static string Title(MetricBreak found) => found.Kind switch
    {
        BreakKind.Vanished => $"{Name(found.Metric)} missing",
        BreakKind.Zero => $"{Name(found.Metric)} at zero",
        _ => $"{Name(found.Metric)} out of scale",
    };

    public static string Sentence(MetricBreak found, PlatformCatalog catalog)
    {
        var platform = catalog.NameOf(found.Platform);
        var what = found.Kind switch
        {
            BreakKind.Vanished => "no longer sends",
            BreakKind.Zero => "sends 0 for",
            _ => "sends numbers that changed tenfold for",
        };
        var whose = found.Metric >= CanaryMetric.PostViews ? "posts" : "profiles";
        return $"{platform} {what} the {Noun(found.Metric)} of {found.Broken} of {found.Compared} {whose}{(found.ByPermission ? " read with permission" : "")}. We show them as unknown until the platform is back to normal.";
    }

    /// <summary>As in “Post views”, to tell them from those of the account.</summary>
    public static string Name(CanaryMetric metric) => metric switch
    {
        CanaryMetric.PostViews => "Post views",
        CanaryMetric.PostLikes => "Post likes",
        CanaryMetric.PostComments => "Post comments",
        CanaryMetric.PostShares => "Post shares",
        _ => metric.ToString(),
    };

    private static string Noun(CanaryMetric metric) => metric switch
    {
        CanaryMetric.PostViews => "views",
        CanaryMetric.PostLikes => "likes",
        CanaryMetric.PostComments => "comments",
        CanaryMetric.PostShares => "shares",
        _ => metric.ToString().ToLowerInvariant(),
    };
}
