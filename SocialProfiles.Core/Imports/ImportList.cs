using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Imports;

/// <summary>An import as it is shown. Times are UTC.</summary>
/// <param name="Rows">In all.</param>
/// <param name="Done">Seen to so far.</param>
/// <param name="Problem">Why it failed, as a sentence.</param>
/// <param name="Counts">Of its rows; empty once they were deleted.</param>
public sealed record ImportView(Guid Id, string FileName, string StartedBy, ImportState State, int Rows, int Done, string? Problem, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, ImportCounts Counts)
{
    public bool IsOver => EndedAt is not null;
}

/// <summary>Reads imports and their rows.</summary>
public sealed class ImportList(Database database)
{
    private const int AtOnce = 1_000;

    /// <summary>The newest, without counts.</summary>
    public Task<List<ImportView>> NewestAsync(int take, CancellationToken cancellationToken) => database.ReadAsync(
        async db => (await db.ImportJobs.OrderByDescending(x => x.Key).Take(take).ToListAsync(cancellationToken)).ConvertAll(job => Of(job, ImportCounts.None)),
        cancellationToken);

    /// <summary>Null where there is none.</summary>
    public Task<ImportView?> FindAsync(Guid id, CancellationToken cancellationToken) => database.ReadAsync(
        async db =>
        {
            if (await db.ImportJobs.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } job)
            {
                return null;
            }

            var counts = await db.ImportRows.Where(x => x.JobKey == job.Key).GroupBy(x => x.Outcome).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
            return Of(job, new ImportCounts(counts.ToDictionary(x => x.Key, x => x.Count)));
        },
        cancellationToken);

    /// <summary>Rows in the order of the file.</summary>
    /// <param name="outcome">Null for all.</param>
    /// <param name="skip">0 or more.</param>
    /// <param name="take">1 or more.</param>
    public Task<List<ImportPreviewRow>> RowsAsync(Guid id, ImportOutcome? outcome, int skip, int take, CancellationToken cancellationToken) => database.ReadAsync(
        db => Views(db, id).Where(x => outcome == null || x.Outcome == outcome).OrderBy(x => x.Number).Skip(skip).Take(take)
            .Select(x => new ImportPreviewRow(x.Number, x.Outcome, x.Talent, x.Platform, x.Handle, x.Followers, x.FollowersAt, x.Reason)).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>All rows, some at a time, nothing held between.</summary>
    public async IAsyncEnumerable<ImportPreviewRow> AllRowsAsync(Guid id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = -1;
        while (true)
        {
            var last = after;
            var rows = await database.ReadAsync(
                db => Views(db, id).Where(x => x.Number > last).OrderBy(x => x.Number).Take(AtOnce)
                    .Select(x => new ImportPreviewRow(x.Number, x.Outcome, x.Talent, x.Platform, x.Handle, x.Followers, x.FollowersAt, x.Reason)).ToListAsync(cancellationToken),
                cancellationToken);
            foreach (var row in rows)
            {
                yield return row;
            }

            if (rows.Count < AtOnce)
            {
                yield break;
            }

            after = rows[^1].Number;
        }
    }

    private static IQueryable<ImportRow> Views(SocialProfilesDbContext db, Guid id) => db.ImportRows.Where(row => db.Set<ImportJob>().Any(job => job.Key == row.JobKey && job.Id == id));

    private static ImportView Of(ImportJob job, ImportCounts counts) =>
        new(job.Id, job.FileName, job.StartedBy, job.State, job.Rows, job.Done, job.Problem, job.CreatedAt, job.EndedAt, counts);
}
