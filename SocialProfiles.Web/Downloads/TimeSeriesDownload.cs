using System.Globalization;
using SocialProfiles.Core.Exports;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Downloads;

/// <summary>A talent's numbers day by day as a file. A day on which nothing was read has empty cells.</summary>
internal static class TimeSeriesDownload
{
    private static readonly string[] _columns = ["Talent", "Platform", "Profile", "Day", "Followers", "Views gained", "Interactions gained", "Gains since", "Read that day"];

    public static CsvDownload Of(string talent, TalentIntelligence numbers, PlatformCatalog catalog) => new(
        $"numbers-{CellText.Of(numbers.Period.From)}-to-{CellText.Of(numbers.Period.To)}.csv", _columns, Rows(talent, numbers, catalog).ToAsyncEnumerable());

    private static IEnumerable<IReadOnlyList<string?>> Rows(string talent, TalentIntelligence numbers, PlatformCatalog catalog) =>
        from account in numbers.Accounts
        let platform = catalog.NameOf(account.Platform)
        from day in account.Days
        select (string?[])
        [
            talent, platform, account.Handle, CellText.Of(day.Day), Number(day.Followers ?? day.ImportedFollowers), Number(day.Views), Number(day.Interactions),
            day.Since is { } since ? CellText.Of(since) : null, day.IsRead ? "Yes" : day.ImportedFollowers is null ? "No" : "Imported",
        ];

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}
