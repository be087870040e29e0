using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SocialProfiles.Core.Activity;

/// <summary>
/// Binds the entries of a unit of work to the chain when it is saved, in its transaction: undone together, and nothing is kept in
/// memory that could be wrong. Refuses to change an entry or delete it.
/// </summary>
internal sealed class ActivitySealing : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (Added(eventData.Context!) is { Count: > 0 } added)
        {
            Seal(eventData.Context!, added, Ends(eventData.Context!).SingleOrDefault());
        }

        return result;
    }

    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (Added(eventData.Context!) is { Count: > 0 } added)
        {
            Seal(eventData.Context!, added, await Ends(eventData.Context!).SingleOrDefaultAsync(cancellationToken));
        }

        return result;
    }

    private static List<EntityEntry<ActivityEntry>> Added(DbContext db)
    {
        List<EntityEntry<ActivityEntry>> added = [];
        foreach (var entry in db.ChangeTracker.Entries<ActivityEntry>())
        {
            if (entry.State == EntityState.Added)
            {
                added.Add(entry);
            }
            else if (entry.State != EntityState.Unchanged)
            {
                throw new InvalidOperationException("An entry of the activity log is never changed or deleted.");
            }
        }

        // The keys that EF Core gives for the time being ascend.
        added.Sort((one, other) => one.Property(x => x.Key).CurrentValue.CompareTo(other.Property(x => x.Key).CurrentValue));
        return added;
    }

    // The highest key beside it: somebody may have put an entry in past us, and that must stop nobody from working.
    private static IQueryable<EndOfActivity> Ends(DbContext db) => db.Set<ActivityChain>().AsTracking()
        .Select(chain => new EndOfActivity(chain, db.Set<ActivityEntry>().Max(x => (long?)x.Key) ?? 0));

    private static void Seal(DbContext db, List<EntityEntry<ActivityEntry>> added, EndOfActivity? end)
    {
        var chain = end?.Chain ?? db.Set<ActivityChain>().Local.SingleOrDefault() ?? Begin(db, added[0].Entity.At);
        var key = Math.Max(chain.LastKey, end?.HighestKey ?? 0);
        var hash = chain.LastHash;
        foreach (var entry in added)
        {
            key++;
            hash = entry.Entity.Seal(key, hash);
            var property = entry.Property(x => x.Key);
            property.CurrentValue = key;
            property.IsTemporary = false;
        }

        chain.LastKey = key;
        chain.LastHash = hash;
        chain.Count += added.Count;
    }

    /// <summary>There is always one, unless somebody took it away: <see cref="VerifyActivityChain"/> finds what is older than it.</summary>
    private static ActivityChain Begin(DbContext db, DateTimeOffset now)
    {
        var chain = ActivityChain.After(db.Set<ActivityEntry>().Max(x => (long?)x.Key) ?? 0, now);
        db.Add(chain);
        return chain;
    }

    private sealed record EndOfActivity(ActivityChain Chain, long HighestKey);
}
