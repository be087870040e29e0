using System.Globalization;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>What is used of a platform, as sentences; none where there is nothing to say.</summary>
internal static class PlatformUseText
{
    public static IReadOnlyList<string> Of(PlatformUse use)
    {
        List<string> sentences = [];
        if (use.Pause is { } pause)
        {
            sentences.Add(pause.Sentences(use.Platform, RelativeText.Exact));
        }

        if (use.Today is { } today)
        {
            sentences.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Today: {today.Used:N0} of {today.PerDay:N0} units used, {today.Left:N0} left. {use.Platform} starts counting again at {RelativeText.Exact(today.EndsAt)}."));
            sentences.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"A sync costs about {use.UnitsASync:0.#} units, so {Profiles(use.Profiles)} can sync every {Duration(use.Freshness)}."));
        }

        if (use.AccessEndsAt is { } end)
        {
            sentences.Add($"The agency's access ends on {RelativeText.Date(end)}.");
        }

        return sentences;
    }

    private static string Profiles(int count) => count == 1 ? "1 profile" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} profiles");

    private static string Duration(TimeSpan time) => time < TimeSpan.FromHours(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes):0} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h");
}
