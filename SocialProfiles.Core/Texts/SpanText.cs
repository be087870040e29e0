using System.Globalization;

namespace SocialProfiles.Core.Texts;

/// <summary>A span of time in words, in the unit in which people would say it: <c>40 minutes</c>, <c>5 hours</c>, <c>3 days</c>, <c>4 months</c>, <c>5 years</c>.</summary>
public static class SpanText
{
    private const double DaysOfMonth = 365.25 / 12;
    private const double DaysOfYear = 365.25;

    /// <param name="span">Below a minute, and below zero: <c>less than a minute</c>.</param>
    public static string Of(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => In(span.TotalMinutes, "minute"),
        { TotalDays: < 2 } => In(span.TotalHours, "hour"),
        { TotalDays: < 60 } => In(span.TotalDays, "day"),
        { TotalDays: < 2 * DaysOfYear } => In(span.TotalDays / DaysOfMonth, "month"),
        _ => In(span.TotalDays / DaysOfYear, "year"),
    };

    // Only whole ones count, but for the long ones, where the last day is no matter.
    private static string In(double count, string unit) =>
        (long)(unit is "month" or "year" ? Math.Round(count) : count) is var whole && whole == 1 ? $"1 {unit}" : string.Create(CultureInfo.InvariantCulture, $"{whole:N0} {unit}s");
}
