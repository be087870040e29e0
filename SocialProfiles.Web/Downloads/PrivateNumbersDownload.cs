using SocialProfiles.Core.Exports;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Intelligence;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Downloads;

/// <summary>What only a talent's permission shows, as a file: a line a number, and one a group of an audience.</summary>
internal static class PrivateNumbersDownload
{
    private static readonly string[] _columns = ["Talent", "Platform", "Profile", "First day", "Last day", "Number", "Group", "Value", "Share", "Known days", "Read (UTC)", "Unknown"];

    public static CsvDownload Of(string talent, TalentIntelligence numbers, PlatformCatalog catalog) => new(
        $"private-numbers-{CellText.Of(numbers.Period.From)}-to-{CellText.Of(numbers.Period.To)}.csv", _columns, numbers.Private.SelectMany(one => Rows(talent, one, catalog)).ToAsyncEnumerable());

    private static IEnumerable<IReadOnlyList<object?>> Rows(string talent, PrivateNumbers numbers, PlatformCatalog catalog)
    {
        var platform = catalog.NameOf(numbers.Platform);
        object?[] whose = [talent, platform, numbers.Handle, numbers.Period.From, numbers.Period.To];
        foreach (var number in numbers.Numbers)
        {
            yield return
            [
                .. whose, InsightText.Name(number.Metric), null, number.Value, null, number.KnownDays, number.ReadAt,
                number.Value is null ? GapText.Of(number.Gap, platform) : null,
            ];
        }

        foreach (var audience in numbers.Audience)
        {
            // An audience is a state of the day on which it was read.
            object?[] read = [talent, platform, numbers.Handle, audience.ReadOn, audience.ReadOn, InsightText.Name(audience.Metric)];
            var why = audience.Gap == MetricGap.None ? null : GapText.Of(audience.Gap, platform);
            if (audience.Groups.Count == 0)
            {
                yield return [.. read, null, null, null, null, audience.ReadAt, why];
            }

            foreach (var (code, share) in AudienceText.Order(audience))
            {
                yield return [.. read, AudienceText.Group(audience.Metric, code), null, share, null, audience.ReadAt, why];
            }
        }
    }
}
