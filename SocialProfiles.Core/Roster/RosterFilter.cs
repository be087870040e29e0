using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Roster;

/// <summary>How fresh a talent's profiles are. A profile of which only the link is kept never syncs and is neither stale nor never synced.</summary>
public enum RosterFreshness
{
    /// <summary>The last sync of a profile is older than <see cref="RosterFilter.StaleAfter"/>, or it syncs and has not done so yet.</summary>
    Stale,

    /// <summary>A profile that syncs has not done so yet.</summary>
    Never,

    /// <summary>No profile is connected.</summary>
    None,

    /// <summary>No profile works: none has been read, or all that have been are in error. One that waits for its next sync works.</summary>
    NoneWorks,
}

/// <summary>Which talents are wanted; all that is set must hold. Each is asked of a talent by itself: Instagram and ERROR are one who has Instagram, and a profile in ERROR.</summary>
/// <param name="Platform">Key of a platform that the talent is connected to, in upper case; null for all.</param>
/// <param name="State">State of at least one of the talent's profiles; null for all.</param>
/// <param name="Tag">A whole tag, in lower case; null for all.</param>
/// <param name="Freshness">Null for all.</param>
public sealed record RosterFilter(string? Platform = null, SyncStatus? State = null, string? Tag = null, RosterFreshness? Freshness = null)
{
    public static TimeSpan StaleAfter { get; } = TimeSpan.FromHours(1);

    public static RosterFilter None { get; } = new();

    public bool IsSet => this != None;

    /// <param name="now">UTC; what is stale is stale at this time.</param>
    internal IQueryable<Talent> Apply(SocialProfilesDbContext db, IQueryable<Talent> talents, DateTimeOffset now)
    {
        if (Platform is { } platform)
        {
            talents = talents.Where(x => db.Set<Connection>().Any(connection => connection.TalentId == x.Id && connection.Platform == platform));
        }

        if (State is { } state)
        {
            talents = talents.Where(x => db.Set<Connection>().Any(connection => connection.TalentId == x.Id && connection.Status == state));
        }

        if (Tag is { } tag)
        {
            var whole = Talent.TextOf([tag]);
            talents = talents.Where(x => x.TagText.Contains(whole));
        }

        var staleBefore = now - StaleAfter;
        return Freshness switch
        {
            RosterFreshness.Stale => talents.Where(x => db.Set<Connection>().Any(connection => connection.TalentId == x.Id
                && (connection.LastSyncedAt < staleBefore || (connection.LastSyncedAt == null && connection.Status != SyncStatus.Ready)))),
            RosterFreshness.Never => talents.Where(x => db.Set<Connection>().Any(connection => connection.TalentId == x.Id && connection.LastSyncedAt == null && connection.Status != SyncStatus.Ready)),
            RosterFreshness.None => talents.Where(x => !db.Set<Connection>().Any(connection => connection.TalentId == x.Id)),
            RosterFreshness.NoneWorks => talents.Where(x => !db.Set<Connection>().Any(connection => connection.TalentId == x.Id && connection.LastSyncedAt != null && connection.Status != SyncStatus.Error)),
            _ => talents,
        };
    }
}
