using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Attention;

/// <summary>Reads the open notices.</summary>
public sealed class NoticeList(Database database)
{
    /// <summary>Newest first, at most <paramref name="take"/>.</summary>
    public Task<IReadOnlyList<NoticeView>> OpenAsync(NoticeFilter filter, int take, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<NoticeView>>(
            async db => await (
                from notice in filter.Apply(db.Notices)
                join known in db.Talents on notice.TalentId equals (Guid?)known.Id into talents
                from talent in talents.DefaultIfEmpty()
                join found in db.Connections on notice.SubjectId equals found.Id into connections
                from connection in connections.DefaultIfEmpty()
                join granted in db.Consents on connection.Key equals granted.ConnectionKey into consents
                from consent in consents.DefaultIfEmpty()
                join stored in db.PlatformStates on notice.Platform equals stored.Platform into states
                from state in states.DefaultIfEmpty()
                where notice.ClosedAt == null
                orderby notice.RaisedAt descending, notice.Key descending
                select new NoticeView(
                    notice.Key, notice.Kind, notice.SubjectId, notice.TalentId, talent == null ? null : talent.Name, notice.Platform, notice.Handle,
                    notice.Kind == NoticeKind.ReconnectNeeded && consent != null ? consent.EndedBecause : null,
                    notice.Kind == NoticeKind.ConsentEnding && consent != null ? consent.EndsAt
                        : notice.Kind == NoticeKind.CredentialEnding && state != null ? state.AccessEndsAt : null,
                    notice.RaisedAt, notice.Title, notice.Detail)).Take(take).ToListAsync(cancellationToken),
            cancellationToken);

    public Task<int> CountAsync(NoticeFilter filter, CancellationToken cancellationToken) =>
        database.ReadAsync(db => filter.Apply(db.Notices).CountAsync(x => x.ClosedAt == null, cancellationToken), cancellationToken);
}
