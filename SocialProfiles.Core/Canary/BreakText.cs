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
        return $"{platform} {what} {Name(found.Metric).ToLowerInvariant()} of {found.Broken} of {found.Compared} {whose}{(found.ByPermission ? " read with permission" : "")}. We show them as unknown until the platform is back to normal.";
    }

    public static string Name(CanaryMetric metric) => metric switch
    {
        CanaryMetric.PostViews => "Views of posts",
        CanaryMetric.PostLikes => "Likes of posts",
        CanaryMetric.PostComments => "Comments of posts",
        CanaryMetric.PostShares => "Shares of posts",
        _ => metric.ToString(),
    };
}
