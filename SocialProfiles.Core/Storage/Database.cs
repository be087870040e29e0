using Microsoft.EntityFrameworkCore;

namespace SocialProfiles.Core.Storage;

/// <summary>One short context a read, one transaction a write.</summary>
public sealed class Database(IDbContextFactory<SocialProfilesDbContext> contexts, IWriteGate gate, CommitFeed feed)
{
    /// <summary>Runs a query without tracking.</summary>
    public async Task<T> ReadAsync<T>(Func<SocialProfilesDbContext, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(db);
    }

    /// <summary>
    /// Runs a unit of work alone, saves it and commits it. What it throws undoes everything;
    /// a work that only finds a reason not to write simply changes nothing and returns that. What it raised
    /// (<see cref="SocialProfilesDbContext.Raise"/>) is published after the commit.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<SocialProfilesDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        // Made and given back outside the turn: others write meanwhile. It opens inside, so that one native connection
        // with a warm cache serves all of them.
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        IReadOnlyCollection<ICommitEvent> events;
        T result;
        try
        {
            result = await gate.RunAsync(() => CommitAsync(db, work, cancellationToken), cancellationToken);
        }
        finally
        {
            events = db.TakeEvents();
        }

        feed.Publish(events);
        return result;
    }

    private static async Task<T> CommitAsync<T>(SocialProfilesDbContext db, Func<SocialProfilesDbContext, Task<T>> work, CancellationToken cancellationToken)
    {
        // What fails undoes everything here, so a savepoint around the save would be two statements for nothing.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var result = await work(db);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }
}
