using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Roster;

/// <summary>
/// How many talents each choice of a filter would show, with the search and all other filters as they are. What is missing
/// would show none.
/// </summary>
/// <param name="Platforms">By key of the platform.</param>
/// <param name="Tags">Those with the most talents first, <see cref="MostTags"/> at most; the tag that is chosen now is among them or after them.</param>
public sealed record RosterCounts(
    IReadOnlyDictionary<string, int> Platforms,
    IReadOnlyDictionary<SyncStatus, int> States,
    IReadOnlyList<KeyValuePair<string, int>> Tags,
    IReadOnlyDictionary<RosterFreshness, int> Freshness)
{
    public const int MostTags = 20;

    private const int Stale = 1 << 4;
    private const int Never = 1 << 5;
    private const int Works = 1 << 6;

    /// <summary>
    /// Reads one short row a talent, and counts here: a query for each filter would look at every connection four times, and takes
    /// twice as long with 10,000 talents.
    /// </summary>
    /// <param name="talents">Those who match the search, whatever the filters.</param>
    /// <param name="filter">What is chosen now.</param>
    /// <param name="now">UTC; what is stale is stale at this time.</param>
    internal static async Task<RosterCounts> ReadAsync(
        SocialProfilesDbContext db, IQueryable<Talent> talents, RosterFilter filter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var staleBefore = now - RosterFilter.StaleAfter;
        // The separator is a string: with a char EF Core joins here instead of in the database, and reads every connection for it.
        var rows =
            from talent in talents
            join found in db.Set<Connection>() on talent.Id equals found.TalentId into connections
            from connection in connections.DefaultIfEmpty()
            group new { talent.TagText, Connection = connection } by talent.Id into all
            select new
            {
                Tags = all.Max(x => x.TagText),
                Profiles = string.Join(";", all.Where(x => x.Connection != null).Select(x => x.Connection!.Platform + ":" + (
                    (int)x.Connection.Status
                    + (x.Connection.LastSyncedAt < staleBefore ? Stale : 0)
                    + (x.Connection.LastSyncedAt == null && x.Connection.Status != SyncStatus.Ready ? Never : 0)
                    + (x.Connection.LastSyncedAt != null && x.Connection.Status != SyncStatus.Error ? Works : 0)))),
            };
        var counter = new Counter(filter);
        foreach (var row in await rows.ToListAsync(cancellationToken))
        {
            counter.Add(row.Tags ?? "", row.Profiles);
        }

        return counter.Counts();
    }

    /// <summary>What a talent's profiles have between them.</summary>
    private sealed record Profiles(IReadOnlyList<string> Platforms, IReadOnlyList<SyncStatus> States, IReadOnlyList<RosterFreshness> Freshness);

    private sealed class Counter(RosterFilter filter)
    {
        // Ten thousand talents have a few hundred different sets of profiles and of tags.
        private readonly Dictionary<string, Profiles> _profiles = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string[]> _tagsOf = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _platforms = new(StringComparer.Ordinal);
        private readonly Dictionary<SyncStatus, int> _states = [];
        private readonly Dictionary<string, int> _tags = new(StringComparer.Ordinal);
        private readonly Dictionary<RosterFreshness, int> _freshness = [];

        public void Add(string tagText, string profileText)
        {
            if (!_profiles.TryGetValue(profileText, out var profiles))
            {
                _profiles[profileText] = profiles = Read(profileText);
            }

            if (!_tagsOf.TryGetValue(tagText, out var tags))
            {
                _tagsOf[tagText] = tags = Talent.TagsOf(tagText);
            }

            var hasPlatform = filter.Platform is not { } platform || profiles.Platforms.Contains(platform, StringComparer.Ordinal);
            var hasState = filter.State is not { } state || profiles.States.Contains(state);
            var hasTag = filter.Tag is not { } tag || tags.Contains(tag, StringComparer.Ordinal);
            var hasFreshness = filter.Freshness is not { } fresh || profiles.Freshness.Contains(fresh);
            Count(_platforms, profiles.Platforms, hasState && hasTag && hasFreshness);
            Count(_states, profiles.States, hasPlatform && hasTag && hasFreshness);
            Count(_tags, tags, hasPlatform && hasState && hasFreshness);
            Count(_freshness, profiles.Freshness, hasPlatform && hasState && hasTag);
        }

        public RosterCounts Counts()
        {
            List<KeyValuePair<string, int>> tags = [.. _tags.OrderByDescending(x => x.Value).ThenBy(x => x.Key, StringComparer.Ordinal).Take(MostTags)];
            if (filter.Tag is { } chosen && tags.TrueForAll(x => x.Key != chosen))
            {
                tags.Add(KeyValuePair.Create(chosen, _tags.GetValueOrDefault(chosen)));
            }

            return new RosterCounts(_platforms, _states, tags, _freshness);
        }

        private static Profiles Read(string text)
        {
            var profiles = text.Split(';', StringSplitOptions.RemoveEmptyEntries)
                .Select(profile => profile.Split(':'))
                .Select(parts => (Platform: parts[0], Code: int.Parse(parts[1], CultureInfo.InvariantCulture)))
                .ToArray();
            (RosterFreshness Fresh, bool Holds)[] freshness =
            [
                (RosterFreshness.Stale, profiles.Any(profile => (profile.Code & (Stale | Never)) != 0)),
                (RosterFreshness.Never, profiles.Any(profile => (profile.Code & Never) != 0)),
                (RosterFreshness.None, profiles.Length == 0),
                (RosterFreshness.NoneWorks, profiles.All(profile => (profile.Code & Works) == 0)),
            ];
            return new Profiles(
                [.. profiles.Select(profile => profile.Platform).Distinct(StringComparer.Ordinal)],
                [.. profiles.Select(profile => (SyncStatus)(profile.Code & (Stale - 1))).Distinct()],
                [.. freshness.Where(x => x.Holds).Select(x => x.Fresh)]);
        }

        private static void Count<T>(Dictionary<T, int> counts, IReadOnlyList<T> choices, bool isShown)
            where T : notnull
        {
            if (!isShown)
            {
                return;
            }

            foreach (var choice in choices)
            {
                counts[choice] = counts.GetValueOrDefault(choice) + 1;
            }
        }
    }
}
