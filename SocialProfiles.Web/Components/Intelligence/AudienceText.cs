using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>Groups of an audience as people write them.</summary>
internal static class AudienceText
{
    /// <param name="group">As the platform spells it: a country's code, a city, an age, a gender.</param>
    public static string Group(InsightMetric metric, string group) => metric switch
    {
        InsightMetric.FollowersByCountry or InsightMetric.ViewsByCountry => CountryNames.Of(group),
        InsightMetric.FollowersByGender or InsightMetric.ViewersByGender => InsightText.Group(group),
        _ => group,
    };

    /// <summary>Ages from the youngest on, everything else from the largest.</summary>
    public static IEnumerable<(string Group, double Share)> Order(AudienceGroups audience) =>
        audience.Metric is InsightMetric.FollowersByAge or InsightMetric.ViewersByAge ? audience.Groups.OrderBy(group => group.Group, StringComparer.Ordinal) : audience.Groups;
}
