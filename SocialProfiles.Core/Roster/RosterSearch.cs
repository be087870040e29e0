using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Roster;

/// <summary>Finds talents by what a person remembers of them: words in any order and spelling, or a link to a profile.</summary>
internal static class RosterSearch
{
    /// <summary>Nobody types more, and each word makes the query longer.</summary>
    private const int MostWords = 8;

    /// <summary>A link of a platform finds the profile that it leads to; of anything else every word must be in the name, a tag or a handle.</summary>
    public static IQueryable<Talent> Apply(SocialProfilesDbContext db, PlatformCatalog catalog, IQueryable<Talent> talents, string? search)
    {
        var text = search?.Trim() ?? "";
        if (catalog.OwnerOfLink(text) is not null && ConnectTarget.Read(catalog, new ConnectRequest(Guid.Empty, Platform: null, text)) is { Succeeded: true, Value: var linked })
        {
            var platform = linked.Platform.Key;
            var handle = linked.NormalizedHandle;
            return talents.Where(x => db.Set<Connection>().Any(connection =>
                connection.TalentId == x.Id && connection.Platform == platform && connection.NormalizedHandle == handle));
        }

        return Words(text).Aggregate(talents, (found, word) => Having(db, found, word));
    }

    private static IQueryable<Talent> Having(SocialProfilesDbContext db, IQueryable<Talent> talents, string word)
    {
        var folded = Folded.Of(word);
        if (folded.Length == 0)
        {
            return talents;
        }

        // Handles are stored as the platform spells them; on most they have no accents that could be left out.
        var spelled = Composition.Compose(word).ToLowerInvariant();
        return spelled == folded
            ? talents.Where(x =>
                x.SearchText.Contains(folded)
                || db.Set<Connection>().Any(connection => connection.TalentId == x.Id && connection.NormalizedHandle.Contains(folded)))
            : talents.Where(x =>
                x.SearchText.Contains(folded)
                || db.Set<Connection>().Any(connection =>
                    connection.TalentId == x.Id && (connection.NormalizedHandle.Contains(folded) || connection.NormalizedHandle.Contains(spelled))));
    }

    private static IEnumerable<string> Words(string text) => text
        .Replace(',', ' ')
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word.TrimStart('@', '#'))
        .Where(word => word.Length > 0)
        .Distinct(StringComparer.Ordinal)
        .Take(MostWords);
}
