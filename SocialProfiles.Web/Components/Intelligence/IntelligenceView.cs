using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Activity;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>What of a talent's numbers an address asks for: so Back, reload and a shared link show the same.</summary>
/// <param name="Days">One of <see cref="Lengths"/>; null where days of one's own are asked for.</param>
/// <param name="From">First day as it was written; only where <paramref name="Days"/> is null.</param>
/// <param name="To">Last day as it was written.</param>
public sealed record IntelligenceView(int? Days = IntelligenceView.UsualDays, string? From = null, string? To = null)
{
    public const int UsualDays = 28;

    /// <summary>The year before which no platform existed.</summary>

    /// <summary>From which to choose, in days.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [7, 28, 90, 365];

    /// <summary>Key of a platform; null for all.</summary>
    public string? Platform { get; init; }

    public PostColumn Sort { get; init; } = PostColumn.Views;

    public bool Descending { get; init; } = true;

    public PostKind? Kind { get; init; }

    /// <summary>Whether posts of all time are listed, and not only those of the period.</summary>
    public bool AllPosts { get; init; }

    /// <summary>Page of the posts, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether two addresses ask for the same numbers, whichever posts they list.</summary>
    public bool HasNumbersOf(IntelligenceView other) => (Days, From, To, Platform) == (other.Days, other.From, other.To, other.Platform);

    /// <summary>What cannot be read is left out, days of one's own aside: <see cref="Period"/> says what is wrong with those.</summary>
    public static IntelligenceView Read(
        PlatformCatalog catalog, string? days, string? from, string? to, string? platform, string? sort = null, string? direction = null, string? kind = null, string? posts = null, string? page = null)
    {
        var isOwn = !string.IsNullOrEmpty(from) || !string.IsNullOrEmpty(to);
        var length = int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Lengths.Contains(number) ? number : UsualDays;
        return (isOwn ? new IntelligenceView(null, from, to) : new IntelligenceView(length)) with
        {
            Platform = catalog.TryGet(platform, out var known) ? known.Key : null,
            Sort = EnumName.Read<PostColumn>(sort) ?? PostColumn.Views,
            Descending = direction != "asc",
            Kind = EnumName.Read<PostKind>(kind),
            AllPosts = posts == "all",
            Page = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? Math.Clamp(at, 1, 100_000) : 1,
        };
    }

    /// <summary>The days that are asked for; or why they cannot be, as a sentence.</summary>
    /// <param name="today">The agency's.</param>
    public Result<IntelligencePeriod, InvalidError> Period(DateOnly today) => this switch
    {
        { Days: { } days } => IntelligencePeriod.Last(days, today),
        _ when ActivityView.ReadDay(From) is null || ActivityView.ReadDay(To) is null => new InvalidError("from", "Choose a first and a last day."),
        _ when ActivityView.ReadDay(From)!.Value.Year < IntelligencePeriod.FirstYear => new InvalidError("from", $"Choose a first day in {IntelligencePeriod.FirstYear} or later."),
        _ => IntelligencePeriod.Read(ActivityView.ReadDay(From)!.Value, ActivityView.ReadDay(To)!.Value, today),
    };

    /// <summary>The same sorted by another column from the largest, or the other way round; from the first page.</summary>
    public IntelligenceView SortedBy(PostColumn column) => this with { Sort = column, Descending = column != Sort || !Descending, Page = 1 };

    /// <summary>The address; says only what differs from the page as it opens.</summary>
    public string Address(string path)
    {
        Dictionary<string, string?> query = [];
        Add("days", Days is { } days and not UsualDays ? days.ToString(CultureInfo.InvariantCulture) : null);
        Add("from", Days is null ? From ?? "" : null);
        Add("to", Days is null ? To ?? "" : null);
        Add("platform", Platform?.ToLowerInvariant());
        Add("sort", Sort == PostColumn.Views ? null : Sort.ToString().ToLowerInvariant());
        Add("dir", Descending ? null : "asc");
        Add("kind", Kind?.ToString().ToLowerInvariant());
        Add("posts", AllPosts ? "all" : null);
        Add("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        return QueryHelpers.AddQueryString(path, query);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                query[name] = value;
            }
        }
    }
}
