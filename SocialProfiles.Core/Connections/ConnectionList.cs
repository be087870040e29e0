using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Connections;

/// <summary>Reads connections for card and API.</summary>
public sealed class ConnectionList(Database database, PlatformBudgets budgets, IFollowerDoubts doubts)
{
    /// <summary>A talent's connections, oldest first; null when there is no such talent.</summary>
    public Task<IReadOnlyList<ConnectionView>?> OfTalentAsync(Guid talentId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ConnectionView>?>(
            async db =>
            {
                var views = await TrustedAsync(db, db.Connections.Where(x => x.TalentId == talentId), cancellationToken);
                return views.Count > 0 || await db.Talents.AnyAsync(x => x.Id == talentId, cancellationToken) ? views.ConvertAll(Now) : null;
            },
            cancellationToken);

    public async Task<ConnectionView?> FindAsync(Guid connectionId, CancellationToken cancellationToken) =>
        await database.ReadAsync(db => TrustedAsync(db, db.Connections.Where(x => x.Id == connectionId), cancellationToken), cancellationToken) is [var view] ? Now(view) : null;

    /// <summary>The views of connections, those with followers that can't be trusted without them.</summary>
    internal async Task<List<ConnectionView>> TrustedAsync(SocialProfilesDbContext db, IQueryable<Connection> connections, CancellationToken cancellationToken)
    {
        var areDoubtful = await doubts.ReadAsync(db, cancellationToken);
        var views = await Views(db, connections).ToListAsync(cancellationToken);
        return views.ConvertAll(view => view.Followers?.Value is not null && areDoubtful(view) ? view with { Followers = Metric.Unknown(MetricGap.Unbelievable) } : view);
    }

    private ConnectionView Now(ConnectionView view) => view.During(budgets.PauseOf(view.Platform));

    /// <summary>The view of a connection that has just been written and whose numbers do not matter.</summary>
    internal static ConnectionView Fresh(Connection connection) => new()
    {
        Id = connection.Id,
        TalentId = connection.TalentId,
        Platform = connection.Platform,
        Handle = connection.Handle,
        ProfileUrl = connection.ProfileUrl,
        Type = connection.Type,
        Status = connection.Status,
        Failure = connection.Failure,
        LastSyncedAt = connection.LastSyncedAt,
        Attempt = connection.Attempt,
        NextAttemptAt = connection.Status == SyncStatus.Syncing ? null : connection.DueAt,
        CreatedAt = connection.CreatedAt,
        UpdatedAt = connection.UpdatedAt,
    };

    internal static IQueryable<ConnectionView> Views(SocialProfilesDbContext db, IQueryable<Connection> connections) =>
        from connection in connections
        join found in db.Profiles on connection.Key equals found.ConnectionKey into profiles
        from profile in profiles.DefaultIfEmpty()
        join granted in db.Consents on connection.Key equals granted.ConnectionKey into consents
        from consent in consents.DefaultIfEmpty()
        orderby connection.Key
        select new ConnectionView
        {
            Id = connection.Id,
            TalentId = connection.TalentId,
            Platform = connection.Platform,
            Handle = connection.Handle,
            ProfileUrl = connection.ProfileUrl,
            Type = connection.Type,
            Status = connection.Status,
            Failure = connection.Failure,
            LastSyncedAt = connection.LastSyncedAt,
            Attempt = connection.Attempt,
            NextAttemptAt = connection.Status == SyncStatus.Syncing ? null : connection.DueAt,
            Followers = profile == null ? null : MetricGaps.Unpack(profile.Gaps, 0, profile.Followers),
            DisplayName = profile == null ? null : profile.DisplayName,
            Posts = profile == null ? null : new PostReading(profile.PostsGap, profile.UnreadablePosts, profile.ListedPosts),
            Consent = consent == null ? null : new ConsentView(consent.ScopeList, consent.GrantedAt, consent.EndsAt, consent.EndedBecause, consent.EndedAt, consent.IsRenewalCutOff),
            CreatedAt = connection.CreatedAt,
            UpdatedAt = connection.UpdatedAt,
        };
}
