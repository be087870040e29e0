using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Home;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Home;

/// <summary>What the numbers of the home page are made of.</summary>
internal static class HomeText
{
    public static string Audience(Audience audience)
    {
        if (audience.Profiles == 0)
        {
            return "No profile syncs yet.";
        }

        var known = $"Followers, known for {ShortNumber.Exact(audience.Known)} of {Profiles(audience.Profiles)}.";
        var rounded = audience.Rounded == 0 ? "" : $" {ShortNumber.Exact(audience.Rounded)} rounded by the platform.";
        var unbelievable = audience.Unbelievable == 0 ? "" : $" {ShortNumber.Exact(audience.Unbelievable)} left out because the number can't be right.";
        return known + rounded + unbelievable;
    }

    public static string Connected(HomeNumbers numbers) => (numbers.Talents - numbers.ConnectedTalents) switch
    {
        0 => "Every talent has a working profile.",
        1 => "1 talent has no working profile.",
        var others => $"{ShortNumber.Exact(others)} talents have no working profile.",
    };

    public static string Fresh(HomeNumbers numbers)
    {
        if (numbers.SyncingProfiles == 0)
        {
            return "No profile syncs yet.";
        }

        var links = numbers.LinkOnlyProfiles == 0 ? "" : $" {Profiles(numbers.LinkOnlyProfiles)} with only a link {(numbers.LinkOnlyProfiles == 1 ? "isn't" : "aren't")} counted.";
        return $"{ShortNumber.Exact(numbers.FreshProfiles)} of {Profiles(numbers.SyncingProfiles)} read within the last hour.{links}";
    }

    public static string Syncs(SyncSuccess syncs) => syncs.Ended == 0
        ? "No sync has finished in the last 24 hours."
        : $"{ShortNumber.Exact(syncs.Succeeded)} of {ShortNumber.Exact(syncs.Ended)} {(syncs.Ended == 1 ? "sync" : "syncs")} in the last 24 hours.";

    public static string Movers(Movers movers, bool isByRate) => movers switch
    {
        { Profiles: 0 } => "No profile syncs yet.",
        { Known: 0 } => $"Movers appear once a profile has one reading from {Growth.WeekDays} days ago and one from the last day.",
        _ => $"Followers over {Growth.WeekDays} days, known for {ShortNumber.Exact(movers.Known)} of {Profiles(movers.Profiles)}."
            + (isByRate ? $" Only profiles that started with {ShortNumber.Exact(Core.Home.Movers.FewestForRate)} or more are ranked by percentage." : ""),
    };

    /// <summary>How far a post is above what its profile usually gets: <c>3.4 times the usual views</c>.</summary>
    public static string Ratio(double ratio) => ratio >= 100
        ? $"{ShortNumber.Exact((long)Math.Min(ratio, long.MaxValue / 2.0))} times the usual views"
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{ratio:0.#} times the usual views");

    private static string Profiles(int count) => $"{ShortNumber.Exact(count)} {(count == 1 ? "profile" : "profiles")}";
}
