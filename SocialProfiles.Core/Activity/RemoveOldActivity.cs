using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Activity;

/// <summary>
/// Removes the oldest entries, a slice after another. The chain then begins behind them, and an entry says so; nothing is ever
/// removed from its middle.
/// </summary>
public sealed class RemoveOldActivity(Database database, ActivityLog activity)
{
    internal const int Slice = 1_000;

    /// <summary>Stops before the first entry that is not older, and before one that isn't sealed.</summary>
    /// <param name="before">UTC.</param>
    /// <param name="because">The rule, for the entry that says so: <c>Kept for 2 years.</c></param>
    /// <returns>How many were removed.</returns>
    public async Task<int> ExecuteAsync(DateTimeOffset before, string because, CancellationToken cancellationToken)
    {
        var all = 0;
        while (true)
        {
            var removed = await database.WriteAsync(db => RemoveSliceAsync(db, before, all == 0 ? because : null, cancellationToken), cancellationToken);
            all += removed;
            if (removed < Slice)
            {
                return all;
            }
        }
    }

    private async Task<int> RemoveSliceAsync(SocialProfilesDbContext db, DateTimeOffset before, string? because, CancellationToken cancellationToken)
    {
        var oldest = await db.Activity.OrderBy(x => x.Key).Take(Slice).Select(x => new { x.Key, x.At, x.Hash }).ToListAsync(cancellationToken);
        var old = oldest.TakeWhile(x => x.At < before && x.Hash is not null).ToList();
        if (old.Count == 0)
        {
            return 0;
        }

        var last = old[^1];
        var hash = last.Hash!;
        await db.Activity.Where(x => x.Key <= last.Key).ExecuteDeleteAsync(cancellationToken);
        await db.ActivityChains.ExecuteUpdateAsync(
            x => x.SetProperty(chain => chain.FirstKey, last.Key + 1).SetProperty(chain => chain.AnchorHash, hash).SetProperty(chain => chain.Count, chain => chain.Count - old.Count),
            cancellationToken);
        if (because is not null)
        {
            activity.Add(db, Actor.System, ActivityAction.ActivityRemoved, $"before {before.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}", detail: because);
        }

        return old.Count;
    }
}
