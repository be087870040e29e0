namespace SocialProfiles.Core.Intelligence;

/// <summary>Days of the agency, from the first to the last, both included.</summary>
public sealed record IntelligencePeriod(DateOnly From, DateOnly To)
{
    /// <summary>The longest that can be asked for, in days: two years and a day.</summary>
    public const int MostDays = 732;

    /// <summary>No platform here has anything older.</summary>
    public const int FirstYear = 2000;

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>As many days that end the day before.</summary>
    public IntelligencePeriod Before => new(From.AddDays(-Days), From.AddDays(-1));

    /// <summary>So many days of which today is the last, and not over.</summary>
    /// <param name="days">1 to <see cref="MostDays"/>.</param>
    /// <param name="today">The agency's.</param>
    public static IntelligencePeriod Last(int days, DateOnly today) => new(today.AddDays(1 - days), today);

    /// <summary>What a person asked for; or why it cannot be, as a sentence.</summary>
    /// <param name="today">The agency's.</param>
    public static Result<IntelligencePeriod, InvalidError> Read(DateOnly from, DateOnly to, DateOnly today) =>
        from.Year < FirstYear ? new InvalidError("from", $"Choose days from {FirstYear} onwards.")
        : from > to ? new InvalidError("from", "Choose a first day that isn't after the last day.")
        : to > today ? new InvalidError("to", "Choose a last day that isn't in the future.")
        : to.DayNumber - from.DayNumber >= MostDays ? new InvalidError("from", "Choose a period of at most two years.")
        : new IntelligencePeriod(from, to);
}
