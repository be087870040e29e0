using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Compare;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Components.Compare;

/// <summary>Who is compared, as the address says it.</summary>
/// <param name="Talents">At most <see cref="TalentComparison.Most"/>, each once, in their order.</param>
/// <param name="Platform">Key of the platform; null for all together.</param>
/// <param name="Days">Length of the line.</param>
public sealed record CompareView(IReadOnlyList<Guid> Talents, string? Platform = null, int Days = 90)
{
    public const string Path = "/compare";
    public const string TalentsPart = "talents";
    public const string PlatformPart = "platform";
    public const string DaysPart = "days";

    /// <summary>What the page opens with.</summary>
    private const int UsualDays = 90;

    public bool CanCompare => Talents.Count >= TalentComparison.Fewest;

    /// <summary>What can't be read is left out.</summary>
    public static CompareView Read(PlatformCatalog catalog, string? talents, string? platform, string? days) => new(
        [.. (talents ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(TalentComparison.Most)],
        catalog.TryGet(platform, out var known) ? known.Key : null,
        int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var length) && TalentComparison.Lengths.Contains(length) ? length : UsualDays);

    public static string Address(IEnumerable<Guid> talents) => new CompareView([.. talents]).Address();

    public string Address(string path = Path)
    {
        Dictionary<string, string?> query = [];
        if (Platform is not null)
        {
            query[PlatformPart] = Platform.ToLowerInvariant();
        }

        if (Days != UsualDays)
        {
            query[DaysPart] = Days.ToString(CultureInfo.InvariantCulture);
        }

        // Commas are allowed where they are, and easier to read as they are.
        var address = Talents.Count == 0 ? path : $"{path}?{TalentsPart}={string.Join(',', Talents)}";
        return QueryHelpers.AddQueryString(address, query);
    }

    public CompareView With(Guid talent) => this with { Talents = [.. Talents.Append(talent).Distinct().Take(TalentComparison.Most)] };

    public CompareView Without(Guid talent) => this with { Talents = [.. Talents.Where(id => id != talent)] };
}
