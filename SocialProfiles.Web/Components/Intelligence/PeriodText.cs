using System.Globalization;
using SocialProfiles.Core.Intelligence;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>Days and periods as people write them.</summary>
internal static class PeriodText
{
    /// <summary><c>28 Oct – 24 Nov 2026</c>; a single day is itself.</summary>
    public static string Of(IntelligencePeriod period) => (period.From, period.To) switch
    {
        var (from, to) when from == to => Date(to),
        var (from, to) when from.Year == to.Year => $"{Day(from)} – {Date(to)}",
        var (from, to) => $"{Date(from)} – {Date(to)}",
    };

    public static string Date(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    /// <summary><c>7 of 28 days so far</c>: how much is known of a period.</summary>
    /// <param name="isOver">Whether the period ended before today.</param>
    public static string Known(int known, int days, bool isOver) => $"{known} of {days} {(days == 1 ? "day" : "days")}{(isOver ? "" : " so far")}";

    public static string Length(int days) => days == 365 ? "1 year" : $"{days} days";
}
