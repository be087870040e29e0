using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Consents;

/// <summary>Reads the consents of a talent that wait for an admin, oldest first.</summary>
public sealed class HeldConsentList(Database database)
{
    public Task<IReadOnlyList<HeldConsentView>> OfTalentAsync(Guid talentId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<HeldConsentView>>(
            async db => await Views(db, db.HeldConsents.Where(x => x.TalentId == talentId)).ToListAsync(cancellationToken), cancellationToken);

    internal static IQueryable<HeldConsentView> Views(SocialProfilesDbContext db, IQueryable<HeldConsent> held) =>
        from one in held
        join found in db.Connections on one.ConnectionId equals (Guid?)found.Id into connections
        from connection in connections.DefaultIfEmpty()
        orderby one.HeldAt
        select new HeldConsentView(
            one.Id, one.TalentId, one.Platform, one.Because, one.Handle, one.ExpectedHandle,
            connection != null && connection.TalentId != one.TalentId ? connection.TalentId : null,
            connection != null && connection.TalentId != one.TalentId ? connection.Talent!.Name : null,
            one.InvitationId, one.HeldAt);
}
