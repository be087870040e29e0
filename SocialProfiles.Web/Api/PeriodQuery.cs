using System.Globalization;
using SocialProfiles.Core;
using SocialProfiles.Core.Intelligence;

namespace SocialProfiles.Web.Api;

/// <summary>The days of a query string, as the agency counts them.</summary>
internal static class PeriodQuery
{
    public const string FromDescription = "First day, such as 2026-11-01, in the agency's time zone; default 28 days up to the last day.";
    public const string ToDescription = "Last day, included; default today.";

    private const int DaysUnsaid = 28;

    /// <summary>The last 28 days where neither is said; where only one is, as many days from or to it.</summary>
    public static Result<IntelligencePeriod, InvalidError> Read(string? from, string? to, DateOnly today)
    {
        if (!TryRead(from, out var first))
        {
            return new InvalidError("from", Sentence);
        }

        if (!TryRead(to, out var last))
        {
            return new InvalidError("to", Sentence);
        }

        var end = last ?? (first is { } start && start < today.AddDays(1 - DaysUnsaid) ? start.AddDays(DaysUnsaid - 1) : today);
        return IntelligencePeriod.Read(first ?? end.AddDays(1 - DaysUnsaid), end, today);
    }

    /// <summary>Null where neither is said.</summary>
    public static Result<IntelligencePeriod?, InvalidError> ReadOptional(string? from, string? to, DateOnly today)
    {
        if (string.IsNullOrEmpty(from) && string.IsNullOrEmpty(to))
        {
            return (IntelligencePeriod?)null;
        }

        var period = Read(from, to, today);
        return period.Succeeded ? period.Value : period.Failure;
    }

    private static string Sentence => $"Use a day from {IntelligencePeriod.FirstYear} onwards, such as 2026-11-30.";

    private static bool TryRead(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) || read.Year < IntelligencePeriod.FirstYear)
        {
            return false;
        }

        day = read;
        return true;
    }
}
