using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Find;

/// <summary>
/// What is looked for, as the address says it: so Back, reload, a shared link, a saved view and the export are the same. A condition
/// that can't be read is left out, and <see cref="Problems"/> says so: more is shown, and nobody is misled.
/// </summary>
public sealed record FindView(FindConditions Conditions, FindOrder Order = FindOrder.Followers, bool Descending = true, int Page = 1)
{
    public const string Path = "/find";
    public const string Platform = "platform";
    public const string FollowersFrom = "from";
    public const string FollowersTo = "to";
    public const string Engagement = "engagement";
    public const string Growth = "growth";
    public const string Tag = "tag";
    public const string Country = "country";
    public const string Share = "share";
    public const string Posted = "posted";
    public const string Sort = "sort";
    public const string Direction = "dir";
    public const string PageNumber = "page";

    /// <summary>Profiles a page.</summary>
    public const int Size = 25;

    private const int MostDays = 3_650;
    private const double MostPercent = 100_000;

    public static FindView Opening { get; } = new(FindConditions.None);

    public FindRequest Request => new(Conditions, Order, Descending, (Page - 1) * Size, Size);

    /// <summary>What was wrong, by the name of its part in the address.</summary>
    public IReadOnlyDictionary<string, string> Problems { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public static FindView Read(PlatformCatalog catalog, Func<string, string?> query)
    {
        Dictionary<string, string> problems = new(StringComparer.Ordinal);
        var order = EnumName.Read<FindOrder>(query(Sort)) ?? FindOrder.Followers;
        var from = Number(FollowersFrom);
        var to = Number(FollowersTo);
        if (from > to)
        {
            problems[FollowersTo] = "This is less than the smallest number. Swap the two.";
            to = null;
        }

        if (!catalog.TryGet(Text(Platform), out var platform) && Text(Platform) is not null)
        {
            problems[Platform] = "There is no such platform. Choose one from the list.";
        }

        var (tags, refusal) = TalentName.ReadTags([Text(Tag) ?? ""]);
        if (Text(Tag) is not null && tags.Count == 0)
        {
            problems[Tag] = refusal ?? "There is no such tag. Choose one from the list.";
        }

        var country = Text(Country) is { } code ? CountryNames.Read(code) : null;
        if (Text(Country) is not null && country is null)
        {
            problems[Country] = "There is no such country. Choose one from the list.";
        }

        var share = Percent(Share, least: 0, most: 100);
        if (share > 0 && Text(Country) is null)
        {
            problems[Share] = "Choose a country too: this is the share of the audience there.";
        }

        return new FindView(
            new FindConditions(
                platform?.Key,
                from,
                to,
                Percent(Engagement, least: 0, MostPercent) / 100,
                Percent(Growth, least: -100, MostPercent) / 100,
                tags is [var tag] ? tag : null,
                country,
                country is not null && share > 0 ? share / 100 : null,
                Days()),
            order,
            query(Direction) switch { "asc" => false, "desc" => true, _ => StartsDescending(order) },
            int.TryParse(query(PageNumber), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, int.MaxValue / Size) : 1)
        {
            Problems = problems,
        };

        string? Text(string name) => query(name)?.Trim() is { Length: > 0 } text ? text : null;

        long? Number(string name)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            if (ReadCount(text) is { } count)
            {
                return count;
            }

            problems[name] = $"“{text}” isn't a number of followers. Enter one such as 10000 or 10K.";
            return null;
        }

        double? Percent(string name, double least, double most)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            if (double.TryParse(text.TrimEnd('%', ' ').Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most)
            {
                return value;
            }

            problems[name] = string.Create(CultureInfo.InvariantCulture, $"“{text}” isn't a percentage from {least:0} to {most:#,0}. Enter one such as 2.5.");
            return null;
        }

        int? Days()
        {
            if (Text(Posted) is not { } text)
            {
                return null;
            }

            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostDays)
            {
                return days;
            }

            problems[Posted] = $"“{text}” isn't a number of days from 1 to {ShortNumber.Exact(MostDays)}. Enter one such as 14.";
            return null;
        }
    }

    /// <summary>The same as an address says it with one part changed; null takes it away, and with a country the share of it. From the first page.</summary>
    public static string With(IReadOnlyDictionary<string, string?> query, string name, string? value)
    {
        var changed = query.Where(pair => pair.Key is not (PageNumber) && pair.Key != name).ToDictionary(StringComparer.Ordinal);
        if (!string.IsNullOrWhiteSpace(value))
        {
            changed[name] = value.Trim();
        }
        else if (name == Country)
        {
            changed.Remove(Share);
        }

        return QueryHelpers.AddQueryString(Path, changed);
    }

    public int PageCount(int total) => (total + Size - 1) / Size;

    public FindView SortedBy(FindOrder order) =>
        this with { Order = order, Descending = order == Order ? !Descending : StartsDescending(order), Page = 1 };

    /// <summary>The address of a page; says only what differs from the page as it opens.</summary>
    public string Address(string path = Path)
    {
        Dictionary<string, string?> query = [];
        Add(Platform, Conditions.Platform?.ToLowerInvariant());
        Add(FollowersFrom, Conditions.FollowersFrom?.ToString(CultureInfo.InvariantCulture));
        Add(FollowersTo, Conditions.FollowersTo?.ToString(CultureInfo.InvariantCulture));
        Add(Engagement, PercentText(Conditions.EngagementFrom));
        Add(Growth, PercentText(Conditions.GrowthFrom));
        Add(Tag, Conditions.Tag);
        Add(Country, Conditions.Country?.ToLowerInvariant());
        Add(Share, PercentText(Conditions.CountryShareFrom));
        Add(Posted, Conditions.PostedWithinDays?.ToString(CultureInfo.InvariantCulture));
        Add(Sort, Order == FindOrder.Followers ? null : Order.ToString().ToLowerInvariant());
        Add(Direction, Descending == StartsDescending(Order) ? null : Descending ? "desc" : "asc");
        Add(PageNumber, Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        return QueryHelpers.AddQueryString(path, query);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query[name] = value;
            }
        }
    }

    /// <summary>A fraction as fields and addresses spell it: 0.025 is <c>2.5</c>.</summary>
    internal static string? PercentText(double? fraction) => fraction is { } value ? (value * 100).ToString("0.####", CultureInfo.InvariantCulture) : null;

    /// <summary>A count as people type it: <c>10000</c>, <c>10,000</c>, <c>10K</c>, <c>1.5M</c>; null for anything else.</summary>
    internal static long? ReadCount(string text)
    {
        var plain = text.Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        var unit = plain switch { [.., 'K'] => 1_000m, [.., 'M'] => 1_000_000m, [.., 'B'] => 1_000_000_000m, _ => 1m };
        return decimal.TryParse(unit == 1 ? plain : plain[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= 1_000_000_000_000m && number * unit <= 1_000_000_000_000m && decimal.IsInteger(number * unit)
                ? (long)(number * unit)
                : null;
    }

    // Numbers from the largest, times from the newest, names from A.
    private static bool StartsDescending(FindOrder order) => order != FindOrder.Name;
}
