using System.Globalization;
using SocialProfiles.Core;
using SocialProfiles.Core.Roster;

namespace SocialProfiles.Web.Api;

/// <summary>The query string of the roster, with a sentence for each part that cannot be used.</summary>
internal sealed record RosterQuery(RosterRequest Request, int Page, IReadOnlyList<InvalidError> Errors)
{
    private const int DefaultPageSize = 25;
    private const int MaxPageSize = 200;
    private const int MaxPage = 1_000_000;
    private const int MaxSearchLength = 100;

    public static RosterQuery Read(string? search, string? sort, string? page, string? pageSize, string? archived)
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

        return new RosterQuery(new RosterRequest(search, order, descending, (readPage - 1) * readSize, readSize, wantsArchived), readPage, errors);
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
