using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SelfReported;

/// <summary>A number that was removed a moment ago, whole, so that it can be put back as it was.</summary>
public sealed record RemovedNumber(SelfReportedNumber Number, SelfReportedEvidence Evidence);

/// <summary>Removes a self-reported number with its evidence, and puts it back.</summary>
public sealed class RemoveNumber(Database database, PlatformCatalog catalog, ActivityLog activity)
{
    internal static NotFoundError NoNumber { get; } = new("This number was already removed. Reload the page.");

    /// <returns>What was removed; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<RemovedNumber, UseCaseError>> ExecuteAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<RemovedNumber, UseCaseError>>(
            async db =>
            {
                var found = await (from number in db.SelfReportedNumbers
                                   join connection in db.Connections on number.ConnectionKey equals connection.Key
                                   join evidence in db.SelfReportedEvidence on number.Id equals evidence.NumberId
                                   where number.Id == id
                                   select new { Number = number, Connection = connection, Evidence = evidence }).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
                if (found is null)
                {
                    return NoNumber;
                }

                await db.SelfReportedNumbers.Where(x => x.Id == id).ExecuteDeleteAsync(cancellationToken);
                Tell(db, found.Number, found.Connection, actor, ActivityAction.NumberRemoved);
                return new RemovedNumber(found.Number, found.Evidence);
            },
            cancellationToken);

    /// <summary>Puts it back.</summary>
    /// <returns>Its id; or <see cref="NotFoundError"/> where its profile was disconnected meanwhile.</returns>
    public Task<Result<Guid, UseCaseError>> UndoAsync(RemovedNumber removed, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(removed);
        return database.WriteAsync<Result<Guid, UseCaseError>>(
            async db =>
            {
                var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(x => x.Key == removed.Number.ConnectionKey, cancellationToken);
                if (connection is null)
                {
                    return ConnectionErrors.NoConnection;
                }

                if (!await db.SelfReportedNumbers.AnyAsync(x => x.Id == removed.Number.Id, cancellationToken))
                {
                    db.SelfReportedNumbers.Add(removed.Number);
                    db.SelfReportedEvidence.Add(removed.Evidence);
                    Tell(db, removed.Number, connection, actor, ActivityAction.NumberRestored);
                }

                return removed.Number.Id;
            },
            cancellationToken);
    }

    /// <summary><c>Story views of @mara.lind on Instagram</c>.</summary>
    internal static string Subject(SelfReportedNumber number, Connection connection, PlatformCatalog catalog) =>
        $"{number.Metric.Name()} of @{connection.Handle} on {catalog.NameOf(connection.Platform)}";

    internal static string Detail(SelfReportedNumber number) =>
        string.Create(CultureInfo.InvariantCulture, $"{SelfReportedValue.Exact(number.Metric, number.Value)} on {DateOnly.FromDayNumber(number.Day):d MMM yyyy}");

    private void Tell(SocialProfilesDbContext db, SelfReportedNumber number, Connection connection, Actor actor, ActivityAction action)
    {
        activity.Add(db, actor, action, Subject(number, connection, catalog), connection.TalentId, Detail(number));
        db.Raise(new ConnectionChanged(connection.Id, connection.TalentId));
    }
}
