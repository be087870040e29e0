using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SelfReported;

/// <summary>A self-reported number as it is shown: always together with its marker, and in no sum.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Value">In the metric's unit: per cent are 0 to 100.</param>
/// <param name="Day">The agency's day that it is for.</param>
/// <param name="EnteredAt">UTC.</param>
/// <param name="Width">Of the evidence, pixels.</param>
/// <param name="Height">Of the evidence, pixels.</param>
public sealed record SelfReportedView(
    Guid Id, Guid ConnectionId, string Platform, string Handle, SelfReportedMetric Metric, double Value, DateOnly Day, string? Note, string EnteredBy, DateTimeOffset EnteredAt, int Width, int Height);

/// <summary>Reads the self-reported numbers.</summary>
public sealed class SelfReportedList(Database database)
{
    /// <summary>Of all profiles of a talent, the newest day first.</summary>
    public Task<IReadOnlyList<SelfReportedView>> OfTalentAsync(Guid talentId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => OfTalentAsync(db, talentId, cancellationToken), cancellationToken);

    /// <summary>The screenshot of a number; null where there is no such number in this world.</summary>
    public Task<Picture?> EvidenceAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(
        db => (from number in db.SelfReportedNumbers
               join connection in db.Connections on number.ConnectionKey equals connection.Key
               join evidence in db.SelfReportedEvidence on number.Id equals evidence.NumberId
               where number.Id == id
               select new Picture(evidence.Kind, evidence.Width, evidence.Height, evidence.Bytes)).SingleOrDefaultAsync(cancellationToken),
        cancellationToken);

    internal static async Task<IReadOnlyList<SelfReportedView>> OfTalentAsync(SocialProfilesDbContext db, Guid talentId, CancellationToken cancellationToken) =>
        [.. (await (from number in db.SelfReportedNumbers
                    join connection in db.Connections on number.ConnectionKey equals connection.Key
                    join evidence in db.SelfReportedEvidence on number.Id equals evidence.NumberId
                    where connection.TalentId == talentId
                    orderby number.Day descending, number.Id descending
                    select new { Number = number, connection.Id, connection.Platform, connection.Handle, evidence.Width, evidence.Height }).ToListAsync(cancellationToken))
            .Select(x => new SelfReportedView(
                x.Number.Id, x.Id, x.Platform, x.Handle, x.Number.Metric, x.Number.Value, DateOnly.FromDayNumber(x.Number.Day), x.Number.Note, x.Number.EnteredBy, x.Number.EnteredAt, x.Width, x.Height))];
}
