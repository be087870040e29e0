using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Find;

public enum FindOrder
{
    Followers,

    /// <summary>Relative growth over <see cref="Figures.Growth.MonthDays"/> days.</summary>
    Growth,

    Engagement,
    MedianViews,
    LastPost,
    Name,
}

/// <param name="Skip">Rows to leave out, 0 or more.</param>
/// <param name="Take">Rows to give, 1 to 200.</param>
public sealed record FindRequest(FindConditions Conditions, FindOrder Order = FindOrder.Followers, bool Descending = true, int Skip = 0, int Take = 25);

/// <param name="Places">Each number's place within the roster.</param>
public sealed record FindRow(ProfileNumbers Numbers, Places Places);

/// <summary>
/// Profiles of which a condition cannot be told, because the number isn't known; they are in no result. One of which several are not
/// known is counted with each, and once in <paramref name="All"/>.
/// </summary>
public sealed record NotKnown(int All, int Followers, int Engagement, int Growth, int Country, int LastPost)
{
    public static NotKnown Nothing { get; } = new(0, 0, 0, 0, 0, 0);
}

/// <param name="Total">Profiles that match, over all pages.</param>
/// <param name="Talents">Talents to whom those belong.</param>
/// <param name="IsEmpty">The roster has no profile at all.</param>
public sealed record FindPage(IReadOnlyList<FindRow> Rows, int Total, int Talents, NotKnown NotKnown, bool IsEmpty);

/// <summary>
/// Finds profiles by what is known of them. A result is a talent's profile and not a talent: a booker books a reach on a platform, and
/// conditions, rates and places mean something of one profile only.
/// </summary>
public sealed class TalentFinder(Database database, RosterNumbers numbers, TimeProvider time)
{
    private const int Batch = 200;

    public async Task<FindPage> FindAsync(FindRequest request, CancellationToken cancellationToken)
    {
        var scale = (await numbers.GetAsync(cancellationToken)).Scale;
        return await database.ReadAsync(
            async db =>
            {
                var found = await MatchesAsync(db, request, cancellationToken);
                var keys = found.Where(x => x.IsMatch).ToList();
                var rows = await RowsAsync(db, scale, [.. keys.Skip(request.Skip).Take(request.Take).Select(x => x.Key)], cancellationToken);
                var isEmpty = found.Count == 0 && !await ProfileNumbers.Query(db, time.GetUtcNow()).AnyAsync(cancellationToken);
                return new FindPage(rows, keys.Count, keys.Select(x => x.TalentId).Distinct().Count(), Count(found), isEmpty);
            },
            cancellationToken);
    }

    /// <summary>All that match, in the request's order, a batch at a time; its page does not matter.</summary>
    public async IAsyncEnumerable<IReadOnlyList<FindRow>> AllAsync(FindRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scale = (await numbers.GetAsync(cancellationToken)).Scale;
        var found = await database.ReadAsync(db => MatchesAsync(db, request, cancellationToken), cancellationToken);
        foreach (var keys in found.Where(x => x.IsMatch).Select(x => x.Key).Chunk(Batch))
        {
            yield return await database.ReadAsync(db => RowsAsync(db, scale, keys, cancellationToken), cancellationToken);
        }
    }

    /// <summary>One pass over the roster tells who matches, in which order, and of whom it cannot be told.</summary>
    private async Task<List<Match>> MatchesAsync(SocialProfilesDbContext db, FindRequest request, CancellationToken cancellationToken) =>
        await Order(request.Conditions.Apply(db, time.GetUtcNow()), request)
            .Select(x => new Match(x.Numbers.Key, x.Numbers.TalentId, x.NoFollowers, x.NoRate, x.NoGrowth, x.NoCountry, x.NoPost))
            .ToListAsync(cancellationToken);

    private async Task<List<FindRow>> RowsAsync(SocialProfilesDbContext db, PeerScale scale, long[] keys, CancellationToken cancellationToken)
    {
        var rows = await ProfileNumbers.Query(db, time.GetUtcNow()).Where(x => keys.Contains(x.Key)).ToDictionaryAsync(x => x.Key, cancellationToken);
        return [.. keys.Where(rows.ContainsKey).Select(key => new FindRow(rows[key], scale.PlacesOf(rows[key])))];
    }

    private static NotKnown Count(List<Match> found) => new(
        found.Count(x => !x.IsMatch), found.Count(x => x.NoFollowers), found.Count(x => x.NoRate), found.Count(x => x.NoGrowth), found.Count(x => x.NoCountry), found.Count(x => x.NoPost));

    private static IQueryable<FoundProfile> Order(IQueryable<FoundProfile> found, FindRequest request)
    {
        // What is not known comes last in both directions.
        var ordered = request.Order switch
        {
            FindOrder.Name => request.Descending ? found.OrderByDescending(x => x.Numbers.SortName) : found.OrderBy(x => x.Numbers.SortName),
            FindOrder.Growth => By(found.OrderBy(x => x.Numbers.Followers == null || (x.Numbers.MonthStart ?? 0) <= 0), request.Descending, x => (double?)x.Numbers.Followers / x.Numbers.MonthStart),
            FindOrder.Engagement => By(found.OrderBy(x => x.Numbers.EngagementRate == null), request.Descending, x => x.Numbers.EngagementRate),
            FindOrder.MedianViews => By(found.OrderBy(x => x.Numbers.MedianViews == null), request.Descending, x => x.Numbers.MedianViews),
            FindOrder.LastPost => By(found.OrderBy(x => x.Numbers.LastPostAt == null), request.Descending, x => x.Numbers.LastPostAt),
            _ => By(found.OrderBy(x => x.Numbers.Followers == null), request.Descending, x => x.Numbers.Followers),
        };
        return ordered.ThenBy(x => x.Numbers.Key);
    }

    private static IOrderedQueryable<FoundProfile> By<TKey>(IOrderedQueryable<FoundProfile> found, bool descending, Expression<Func<FoundProfile, TKey>> key) =>
        descending ? found.ThenByDescending(key) : found.ThenBy(key);

    private sealed record Match(long Key, Guid TalentId, bool NoFollowers, bool NoRate, bool NoGrowth, bool NoCountry, bool NoPost)
    {
        public bool IsMatch => !(NoFollowers || NoRate || NoGrowth || NoCountry || NoPost);
    }
}
