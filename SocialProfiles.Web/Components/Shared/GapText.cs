using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>Why a number is unknown, as a sentence.</summary>
internal static class GapText
{
    /// <param name="platform">Display name; null where the number is over several.</param>
    public static string Of(MetricGap gap, string? platform = null) => gap switch
    {
        MetricGap.NotGranted => "Unknown: needs the talent's permission.",
        MetricGap.NotSupported => $"Unknown: {platform ?? "the platform"} doesn't provide this number.",
        MetricGap.Hidden => "Unknown: the account hides it.",
        MetricGap.NoDataYet => $"Unknown: {platform ?? "the platform"} has no figure for it yet.",
        MetricGap.Unbelievable => $"Unknown: {platform ?? "the platform"} gave a number that can't be right.",
        MetricGap.NotRead => $"Unknown: {platform ?? "the platform"} didn't send it in time. We'll ask again.",
        _ => "Unknown.",
    };

    /// <summary>The same sentence for the talent whom it is about.</summary>
    public static string ForTalent(string sentence) => sentence
        .Replace("the talent's permission", "your permission", StringComparison.Ordinal)
        .Replace("The talent didn't give permission", "You didn't give permission", StringComparison.Ordinal);
}
