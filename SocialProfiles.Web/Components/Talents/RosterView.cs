using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>What the roster shows, as its address says it: so Back, reload and a shared link show the same.</summary>
public sealed record RosterView(string Search = "", RosterOrder Order = RosterOrder.Name, bool Descending = false, int Page = 1, bool Archived = false)
{
    /// <summary>Talents a page, from which to choose; the first is what the roster opens with.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [25, 50, 100];

    public RosterFilter Filter { get; init; } = RosterFilter.None;

    /// <summary>Talents a page; one of <see cref="Sizes"/>.</summary>
    public int Size { get; init; } = Sizes[0];

    public RosterRequest Request => new(Search, Order, Descending, (Page - 1) * Size, Size, Archived) { Filter = Filter };

    public static RosterView Read(string? search, string? order, string? direction, int? page, bool archived, string? size = null)
    {
        var by = Enum.TryParse<RosterOrder>(order, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : RosterOrder.Name;
        var descending = direction switch { "asc" => false, "desc" => true, _ => StartsDescending(by) };
        var perPage = int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Sizes.Contains(number) ? number : Sizes[0];
        return new(search?.Trim() ?? "", by, descending, Math.Clamp(page ?? 1, 1, int.MaxValue / perPage), archived) { Size = perPage };
    }

    /// <summary>The filter of an address; what it says of something that there is not is left out.</summary>
    public static RosterFilter ReadFilter(PlatformCatalog catalog, string? platform, string? state, string? tag, string? fresh) => new(
        catalog.TryGet(platform, out var known) ? known.Key : null,
        EnumName.Read<SyncStatus>(state),
        TalentName.ReadTags([tag ?? ""]).Tags is [var read] ? read : null,
        EnumName.Read<RosterFreshness>(fresh));

    public int PageCount(int total) => (total + Size - 1) / Size;

    /// <summary>The same sorted by another column, or the other way round; from the first page.</summary>
    public RosterView SortedBy(RosterOrder order) =>
        this with { Order = order, Descending = order == Order ? !Descending : StartsDescending(order), Page = 1 };

    /// <summary>The same for other talents; from the first page.</summary>
    public RosterView Filtered(RosterFilter filter) => this with { Filter = filter, Page = 1 };

    /// <summary>The same in pages of another size; on the page that holds the first talent of this one.</summary>
    public RosterView Sized(int size) => this with { Size = size, Page = ((Page - 1) * Size / size) + 1 };

    /// <summary>The address; says only what differs from the roster as it opens.</summary>
    /// <param name="path">Of the page, or of the file of what it shows.</param>
    public string Address(string path = "/")
    {
        Dictionary<string, string?> query = [];
        if (Search.Length > 0)
        {
            query["q"] = Search;
        }

        if (Order != RosterOrder.Name)
        {
            query["sort"] = Order.ToString().ToLowerInvariant();
        }

        if (Descending != StartsDescending(Order))
        {
            query["dir"] = Descending ? "desc" : "asc";
        }

        AddFilter(query);
        if (Size != Sizes[0])
        {
            query["size"] = Size.ToString(CultureInfo.InvariantCulture);
        }

        if (Page > 1)
        {
            query["page"] = Page.ToString(CultureInfo.InvariantCulture);
        }

        if (Archived)
        {
            query["archived"] = "true";
        }

        return QueryHelpers.AddQueryString(path, query);
    }

    private void AddFilter(Dictionary<string, string?> query)
    {
        if (Filter.Platform is { } platform)
        {
            query["platform"] = platform.ToLowerInvariant();
        }

        if (Filter.State is { } state)
        {
            query["state"] = state.ToString().ToLowerInvariant();
        }

        if (Filter.Tag is { } tag)
        {
            query["tag"] = tag;
        }

        if (Filter.Freshness is { } fresh)
        {
            query["fresh"] = fresh.ToString().ToLowerInvariant();
        }
    }

    // Names from A, numbers from the largest, times from the oldest, which is the one to look at.
    private static bool StartsDescending(RosterOrder order) => order is RosterOrder.Followers or RosterOrder.Added;
}
