using SocialProfiles.Core;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>The query string of the roster, with a sentence for each part that cannot be used.</summary>
internal sealed record RosterQuery(RosterRequest Request, int Page, IReadOnlyList<InvalidError> Errors)
{
    private const int MaxSearchLength = 300;

    /// <param name="Platform">Each part as it stands in the query string; null or empty where it is not set.</param>
    public sealed record Filters(string? Platform, string? State, string? Tag, string? Fresh);

    public static RosterQuery Read(string? search, string? sort, string? page, string? pageSize, string? archived, Filters filters, PlatformCatalog catalog)
    {
        List<InvalidError> errors = [];
        if (search?.Length > MaxSearchLength)
        {
            errors.Add(new("search", $"Shorten the search to {MaxSearchLength} characters."));
        }

        var descending = sort?.StartsWith('-') == true;
        if (ReadOrder(sort?.TrimStart('-')) is not { } order)
        {
            errors.Add(new("sort", "Sort by name, followers, oldestSync or added, with a hyphen before it for the other way round."));
            order = RosterOrder.Name;
        }

        var (readPage, readSize) = PageQuery.Read(page, pageSize, errors);
        var wantsArchived = false;
        if (!string.IsNullOrEmpty(archived) && !bool.TryParse(archived, out wantsArchived))
        {
            errors.Add(new("archived", "Use true or false."));
        }

        var request = new RosterRequest(search, order, descending, (readPage - 1) * readSize, readSize, wantsArchived) { Filter = ReadFilter(filters, catalog, errors) };
        return new RosterQuery(request, readPage, errors);
    }

    private static RosterFilter ReadFilter(Filters filters, PlatformCatalog catalog, List<InvalidError> errors)
    {
        var platform = PlatformQuery.Read(filters.Platform, catalog, errors);
        var state = EnumName.Read<SyncStatus>(filters.State);
        if (state is null && !string.IsNullOrEmpty(filters.State))
        {
            errors.Add(new("state", "Use PENDING, SYNCING, READY or ERROR."));
        }

        var (tags, refusal) = TalentName.ReadTags([filters.Tag ?? ""]);
        if (refusal is not null)
        {
            errors.Add(new("tag", refusal));
        }

        var fresh = EnumName.Read<RosterFreshness>(filters.Fresh);
        if (fresh is null && !string.IsNullOrEmpty(filters.Fresh))
        {
            errors.Add(new("fresh", "Use stale, never, none or noneworks."));
        }

        return new RosterFilter(platform, state, tags is [var tag] ? tag : null, fresh);
    }

    private static RosterOrder? ReadOrder(string? name) => name?.ToUpperInvariant() switch
    {
        null or "" or "NAME" => RosterOrder.Name,
        "FOLLOWERS" => RosterOrder.Followers,
        "OLDESTSYNC" => RosterOrder.OldestSync,
        "ADDED" => RosterOrder.Added,
        _ => null,
    };
}
