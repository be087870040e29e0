using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Activity;

/// <summary>Reads what happened, newest first. Pages are told by the key of their last entry, so what is written meanwhile moves nothing.</summary>
public sealed class ActivityList(Database database)
{
    /// <summary>Entries that are read at once where all are wanted.</summary>
    public const int Batch = 1_000;

    /// <param name="before">Only entries older than the one of this key, for the next page; null for the newest.</param>
    /// <param name="take">1 to <see cref="Batch"/>.</param>
    public Task<List<ActivityEntry>> GetAsync(ActivityFilter filter, long? before, int take, CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => filter.Apply(db.Activity).Where(x => before == null || x.Key < before).OrderByDescending(x => x.Key).Take(take).ToListAsync(cancellationToken),
            cancellationToken);

    /// <summary>Everything, a batch after another; nothing is held between two of them. Ends at the oldest, however much is written meanwhile.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ActivityEntry>> AllAsync(ActivityFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? before = null;
        while (true)
        {
            var batch = await GetAsync(filter, before, Batch, cancellationToken);
            if (batch.Count > 0)
            {
                yield return batch;
            }

            if (batch.Count < Batch)
            {
                yield break;
            }

            before = batch[^1].Key;
        }
    }

    /// <summary>How many entries there are in all.</summary>
    public Task<int> CountAsync(ActivityFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync(db => filter.Apply(db.Activity).CountAsync(cancellationToken), cancellationToken);

    /// <summary>The key of the newest entry of all; 0 where there is none.</summary>
    public Task<long> LastKeyAsync(CancellationToken cancellationToken) => database.ReadAsync(db => LastKeyAsync(db, cancellationToken), cancellationToken);

    /// <summary>What came after the entry of this key: how many entries, and up to which key was looked. Looks at no older ones.</summary>
    public Task<(int Count, long UpTo)> NewerAsync(ActivityFilter filter, long after, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var last = await LastKeyAsync(db, cancellationToken);
                return (await filter.Apply(db.Activity).CountAsync(x => x.Key > after && x.Key <= last, cancellationToken), Math.Max(last, after));
            },
            cancellationToken);

    /// <summary>Who did something: those who did most, at most <paramref name="take"/>, in the order of their names.</summary>
    public async Task<IReadOnlyList<string>> ActorsAsync(int take, CancellationToken cancellationToken)
    {
        var most = await database.ReadAsync(
            db => db.Activity.GroupBy(x => x.Actor).OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).Take(take).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. most.Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The profiles of a talent that activity speaks of, as it spells them; those of former handles too.</summary>
    public Task<List<string>> ProfilesAsync(Guid talentId, int take, CancellationToken cancellationToken) => database.ReadAsync(
        db => db.Activity.Where(x => x.TalentId == talentId && EF.Functions.Like(x.Subject, "@%")).Select(x => x.Subject).Distinct().OrderBy(x => x).Take(take).ToListAsync(cancellationToken),
        cancellationToken);

    private static async Task<long> LastKeyAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) =>
        await db.Activity.MaxAsync(x => (long?)x.Key, cancellationToken) ?? 0;
}
