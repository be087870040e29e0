using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Roster;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>What the roster shows, as its address says it: so Back, reload and a shared link show the same.</summary>
public sealed record RosterView(string Search = "", RosterOrder Order = RosterOrder.Name, bool Descending = false, int Page = 1, bool Archived = false)
{
    public const int PageSize = 25;

    public RosterRequest Request => new(Search, Order, Descending, (Page - 1) * PageSize, PageSize, Archived);

    public static RosterView Read(string? search, string? order, string? direction, int? page, bool archived)
    {
        var by = Enum.TryParse<RosterOrder>(order, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : RosterOrder.Name;
        var descending = direction switch { "asc" => false, "desc" => true, _ => StartsDescending(by) };
        return new(search?.Trim() ?? "", by, descending, Math.Clamp(page ?? 1, 1, int.MaxValue / PageSize), archived);
    }

    /// <summary>The same sorted by another column, or the other way round; from the first page.</summary>
    public RosterView SortedBy(RosterOrder order) =>
        this with { Order = order, Descending = order == Order ? !Descending : StartsDescending(order), Page = 1 };

    /// <summary>The address; says only what differs from the roster as it opens.</summary>
    public string Address()
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

        if (Page > 1)
        {
            query["page"] = Page.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (Archived)
        {
            query["archived"] = "true";
        }

        return QueryHelpers.AddQueryString("/", query);
    }

    // Names from A, numbers from the largest, times from the oldest, which is the one to look at.
    private static bool StartsDescending(RosterOrder order) => order is RosterOrder.Followers or RosterOrder.Added;
}
