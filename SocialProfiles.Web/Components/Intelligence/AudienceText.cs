using System.Globalization;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>Groups of an audience as people write them.</summary>
internal static class AudienceText
{
    /// <param name="group">As the platform spells it: a country's code, a city, an age, a gender.</param>
    public static string Group(InsightMetric metric, string group) => metric switch
    {
        InsightMetric.FollowersByCountry or InsightMetric.ViewsByCountry => Country(group),
        InsightMetric.FollowersByGender or InsightMetric.ViewersByGender => InsightText.Group(group),
        _ => group,
    };

    /// <summary>Ages from the youngest on, everything else from the largest.</summary>
    public static IEnumerable<(string Group, double Share)> Order(AudienceGroups audience) =>
        audience.Metric is InsightMetric.FollowersByAge or InsightMetric.ViewersByAge ? audience.Groups.OrderBy(group => group.Group, StringComparer.Ordinal) : audience.Groups;

    /// <summary>In English; its code where it has no name here.</summary>
    public static string Country(string code)
    {
        if (code.Length != 2 || !code.All(char.IsAsciiLetter))
        {
            return code;
        }

        try
        {
            return new RegionInfo(code.ToUpperInvariant()).EnglishName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }
}
