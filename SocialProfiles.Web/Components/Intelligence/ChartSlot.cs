using SocialProfiles.Core.Intelligence;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>A place of a chart over time: a day, or a week of a long period.</summary>
/// <param name="First">Index of its first day in the period.</param>
/// <param name="Days">How many days it has.</param>
/// <param name="Name">For the table: <c>3 Nov 2026</c> or <c>3 – 9 Nov 2026</c>.</param>
public sealed record ChartSlot(int First, int Days, string Name)
{
    /// <summary>Up to so many days each has a place of its own.</summary>
    public const int MostDays = 92;

    /// <summary>Days, or weeks from the period's first day on where that would be too many.</summary>
    public static IReadOnlyList<ChartSlot> Of(IntelligencePeriod period)
    {
        var length = period.Days <= MostDays ? 1 : 7;
        return [.. Enumerable.Range(0, (period.Days + length - 1) / length).Select(i =>
        {
            var days = Math.Min(length, period.Days - (i * length));
            var first = period.From.AddDays(i * length);
            return new ChartSlot(i * length, days, PeriodText.Of(new IntelligencePeriod(first, first.AddDays(days - 1))));
        })];
    }

    /// <summary>What is written below a chart of so many places: the first, the last, and one in the middle where there is room.</summary>
    public static IReadOnlyList<(int Index, string Text)> Ticks(IntelligencePeriod period, int places)
    {
        var length = places == period.Days ? 1 : 7;
        int[] indices = places switch { 1 => [0], <= 3 => [0, places - 1], _ => [0, (places - 1) / 2, places - 1] };
        return [.. indices.Select(index => (index, PeriodText.Day(period.From.AddDays(index * length))))];
    }
}
