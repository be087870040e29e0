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

    private static IEnumerable<IReadOnlyList<object?>> Rows(string talent, TalentIntelligence numbers, PlatformCatalog catalog) =>
        from account in numbers.Accounts
        let platform = catalog.NameOf(account.Platform)
        from day in account.Days
        select (object?[])
        [
            talent, platform, account.Handle, day.Day, day.Followers ?? day.ImportedFollowers, day.Views, day.Interactions, day.Since,
            day.IsRead ? "Yes" : day.ImportedFollowers is null ? "No" : "Imported",
        ];
}
