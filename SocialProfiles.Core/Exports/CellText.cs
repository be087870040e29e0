using System.Globalization;

namespace SocialProfiles.Core.Exports;

/// <summary>A cell of a table as text that any program reads: times in ISO 8601 and UTC, numbers and days without a language of their own, and of what was
/// divided at most six decimals.</summary>
public static class CellText
{
    /// <returns>Null where nothing is known.</returns>
    public static string? Of(object? cell) => cell switch
    {
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool isSo => isSo ? "true" : "false",
        double number => number.ToString("0.######", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell?.ToString(),
    };
}
