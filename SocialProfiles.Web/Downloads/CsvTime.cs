using System.Globalization;

namespace SocialProfiles.Web.Downloads;

/// <summary>Times in a file: ISO 8601, UTC, which spreadsheets and programs read alike.</summary>
internal static class CsvTime
{
    public static string? Of(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
