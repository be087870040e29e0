using System.Globalization;
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
    private const int DefaultPageSize = 25;
    private const int MaxPageSize = 200;
    private const int MaxPage = 1_000_000;
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

        var readPage = ReadNumber(page, "page", 1, MaxPage, errors);
        var readSize = ReadNumber(pageSize, "pageSize", DefaultPageSize, MaxPageSize, errors);
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
        if (!catalog.TryGet(filters.Platform, out var platform) && !string.IsNullOrEmpty(filters.Platform))
        {
            errors.Add(new("platform", $"There is no platform of that name. Use one of: {string.Join(", ", catalog.All.Select(known => known.Key))}."));
        }

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
            errors.Add(new("fresh", "Use stale, never or none."));
        }

        return new RosterFilter(platform?.Key, state, tags is [var tag] ? tag : null, fresh);
    }

    private static RosterOrder? ReadOrder(string? name) => name?.ToUpperInvariant() switch
    {
        null or "" or "NAME" => RosterOrder.Name,
        "FOLLOWERS" => RosterOrder.Followers,
        "OLDESTSYNC" => RosterOrder.OldestSync,
        "ADDED" => RosterOrder.Added,
        _ => null,
    };

    private static int ReadNumber(string? text, string field, int unsaid, int max, List<InvalidError> errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return unsaid;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        errors.Add(new(field, string.Create(CultureInfo.InvariantCulture, $"Use a whole number from 1 to {max}.")));
        return unsaid;
    }
}
