using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Ingestion;

/// <summary>What a state of the queue means in the database.</summary>
internal static class QueueStates
{
    /// <summary>The profiles in a state, of all platforms.</summary>
    /// <param name="state">Not <see cref="QueueState.Active"/>, which is known in memory.</param>
    /// <param name="now">UTC.</param>
    public static IQueryable<Connection> In(SocialProfilesDbContext db, QueueState state, DateTimeOffset now) => state switch
    {
        QueueState.Waiting => db.Connections.Where(x => x.DueAt <= now),
        QueueState.Retrying => db.Connections.Where(x => x.Failure != null && x.Status == SyncStatus.Pending && x.DueAt > now),
        QueueState.Failed => db.Connections.Where(x => x.Failure != null && x.Status == SyncStatus.Error && db.Set<Talent>().Any(talent => talent.Id == x.TalentId && talent.ArchivedAt == null)),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}
