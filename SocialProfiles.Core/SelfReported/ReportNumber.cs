using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.SelfReported;

/// <param name="ConnectionId">The profile that it is of; also one of which only the link is kept.</param>
/// <param name="Value">As typed: <see cref="SelfReportedValue.Read"/>.</param>
/// <param name="Day">The agency's day that it is for; null where none was chosen.</param>
/// <param name="Evidence">The screenshot's file.</param>
/// <param name="Note">Optional.</param>
public sealed record NumberReport(Guid ConnectionId, SelfReportedMetric Metric, string? Value, DateOnly? Day, ReadOnlyMemory<byte> Evidence, string? Note);

/// <summary>Stores a number that a platform doesn't give, together with its evidence.</summary>
public sealed class ReportNumber(Database database, AgencyClock clock, PlatformCatalog catalog, ActivityLog activity, TimeProvider time)
{
    /// <summary>Bytes of the largest screenshot: 3 MB.</summary>
    public const int MostBytes = 3 * 1024 * 1024;

    /// <summary>Pixels of its longest side: a long page on a large screen.</summary>
    public const int MostPixels = 12_000;

    public const int LongestNote = 300;

    private static readonly DateOnly _first = new(2004, 1, 1);

    /// <returns>Its id; or <see cref="InvalidError"/> (fields <c>value</c>, <c>day</c>, <c>evidence</c>, <c>note</c>), or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<Guid, UseCaseError>> ExecuteAsync(NumberReport report, Actor actor, CancellationToken cancellationToken)
    {
        if (!Enum.IsDefined(report.Metric))
        {
            return new InvalidError("metric", "Choose what the number counts.");
        }

        var (value, refusal) = SelfReportedValue.Read(report.Metric, report.Value);
        if (value is not { } number)
        {
            return new InvalidError("value", refusal!);
        }

        if (Refusal(report.Day, await clock.GetTodayAsync(cancellationToken)) is { } wrongDay)
        {
            return new InvalidError("day", wrongDay);
        }

        if (report.Evidence.IsEmpty)
        {
            return new InvalidError("evidence", "Choose the screenshot that shows the number.");
        }

        var (picture, wrongPicture) = Picture.Read(report.Evidence.Span, "The screenshot", MostBytes, MostPixels);
        if (picture is null)
        {
            return new InvalidError("evidence", wrongPicture!);
        }

        var note = OneLine.Read(report.Note);
        if (note.Fault != LineFault.None)
        {
            return new InvalidError("note", note.Refusal("The note")!);
        }

        if (note.Value.Length > LongestNote)
        {
            return new InvalidError("note", $"Shorten the note to {LongestNote} characters.");
        }

        var now = time.GetUtcNow();
        return await database.WriteAsync<Result<Guid, UseCaseError>>(
            async db =>
            {
                var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(x => x.Id == report.ConnectionId, cancellationToken);
                if (connection is null)
                {
                    return ConnectionErrors.NoConnection;
                }

                var stored = new SelfReportedNumber
                {
                    Id = Guid.CreateVersion7(now),
                    ConnectionKey = connection.Key,
                    Metric = report.Metric,
                    Value = number,
                    Day = report.Day!.Value.DayNumber,
                    Note = note.Value.Length == 0 ? null : note.Value,
                    EnteredBy = actor.Name,
                    EnteredAt = now,
                };
                db.SelfReportedNumbers.Add(stored);
                db.SelfReportedEvidence.Add(new SelfReportedEvidence { NumberId = stored.Id, Kind = picture.Kind, Width = picture.Width, Height = picture.Height, Bytes = picture.Bytes });
                activity.Add(db, actor, ActivityAction.NumberReported, RemoveNumber.Subject(stored, connection, catalog), connection.TalentId, RemoveNumber.Detail(stored));
                db.Raise(new ConnectionChanged(connection.Id, connection.TalentId));
                return stored.Id;
            },
            cancellationToken);
    }

    private static string? Refusal(DateOnly? day, DateOnly today) => day switch
    {
        null => "Choose the day that the number is for.",
        { } chosen when chosen > today => "This day is in the future. Choose today or an earlier day.",
        { } chosen when chosen < _first => "This day is too long ago. Check the year.",
        _ => null,
    };
}
