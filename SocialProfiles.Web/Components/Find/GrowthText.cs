using System.Globalization;
using SocialProfiles.Core.Figures;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Find;

/// <summary>How followers changed, in words.</summary>
internal static class GrowthText
{
    /// <summary>With its sign: <c>+1.2K</c>, <c>−340</c>, <c>0</c>.</summary>
    public static string Change(long change) => SignedText.Of(change, ShortNumber.Brief(Math.Abs(change)));

    public static string Rate(double rate) => rate == 0 ? "0%" : SignedText.Of(rate, Percent(Math.Abs(rate)));

    /// <summary>What the number is: <c>1,204 more than 28 days ago</c>.</summary>
    public static string Full(Growth growth) => growth.Change switch
    {
        null => WhyNot(growth),
        0 => $"As many followers as {growth.Days} days ago",
        > 0 => $"{ShortNumber.Exact(growth.Change.Value)} more followers than {growth.Days} days ago",
        _ => $"{ShortNumber.Exact(-growth.Change.Value)} fewer followers than {growth.Days} days ago",
    };

    /// <summary>Why the growth, or its rate, is not known; as a sentence.</summary>
    public static string WhyNot(Growth growth) => growth.Gap switch
    {
        GrowthGap.NoReading => $"No reading from {growth.Days} days ago yet.",
        GrowthGap.StartUnknown => $"The number of followers wasn't known {growth.Days} days ago.",
        GrowthGap.NowUnknown => "The number of followers isn't known.",
        GrowthGap.NowOld => "The number of followers is more than a day old.",
        _ => $"There were no followers {growth.Days} days ago, so there is no percentage.",
    };

    // A tenth of a per cent is what a number that its platform rounds can tell.
    private static string Percent(double fraction) => fraction switch
    {
        < 0.0005 => "<0.1%",
        >= 10 => $"{ShortNumber.Brief((long)Math.Min(fraction * 100, long.MaxValue / 2.0))}%",
        _ => (fraction * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%",
    };
}
