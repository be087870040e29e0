using System.Globalization;

namespace SocialProfiles.Core.Texts;

/// <summary>Spans of time in words.</summary>
public static class SpanText
{
    private const double DaysOfMonth = 365.25 / 12;
    private const double DaysOfYear = 365.25;

    /// <summary>In the unit in which people would say it: <c>40 minutes</c>, <c>5 hours</c>, <c>3 days</c>, <c>4 months</c>, <c>5 years</c>.</summary>
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

    /// <summary>How long somebody has to wait, in whole minutes, which never promise too much.</summary>
    public static string Wait(TimeSpan left) => Whole(Math.Max(1, (long)Math.Ceiling(left.TotalMinutes)), "minute");

    public static string Hours(long hours) => Whole(hours, "hour");

    public static string Days(long days) => Whole(days, "day");

    // Only whole ones count, but for the long ones, where the last day is no matter.
    private static string In(double count, string unit) => Whole((long)(unit is "month" or "year" ? Math.Round(count) : count), unit);

    private static string Whole(long count, string unit) => count == 1 ? $"1 {unit}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}s");
}
