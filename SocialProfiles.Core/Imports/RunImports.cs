using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Imports;

/// <summary>
/// Works through the imports that were started, a batch of rows a transaction: each batch is whole or not there, and says so in its rows. So
/// an import that a crash cut off goes on where it was, and no row is done twice.
/// </summary>
public sealed partial class RunImports(Database database, PlatformCatalog catalog, DataWorld world, ActivityLog activity, TimeProvider time, ILogger<RunImports> logger) : IDisposable
{
    private static readonly long _gaps = MetricGaps.Pack(
        Metric.Of(0), Metric.Unknown(MetricGap.NoDataYet), Metric.Unknown(MetricGap.NoDataYet), Metric.Unknown(MetricGap.NoDataYet), Metric.Unknown(MetricGap.NoDataYet));

    // The file stands in the entry of the whole import only: it may be named after a talent who is erased one day.
    private const string Imported = "imported";

    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMinutes(1);

    // Storing the rows takes seconds; whoever still isn't done is gone.
    private static readonly TimeSpan _longestPreparing = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _alone = new(1);

    // At the start there may be some that a dead process left.
    private volatile bool _isAwake = true;
    private long _lookedAt;

    /// <summary>How long the rows of an import are kept after its end.</summary>
    public static TimeSpan Kept { get; } = TimeSpan.FromDays(30);

    public void Dispose() => _alone.Dispose();

    /// <summary>There is something to do.</summary>
    public void Wake() => _isAwake = true;

    /// <summary>
    /// Works through all that were started; returns at once where there is none. Looks when it was woken, and once a minute: an import that
    /// a command began and didn't finish wakes nobody here.
    /// </summary>
    /// <exception cref="StorageException">The database refused; the next look goes on.</exception>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (!_isAwake && time.GetElapsedTime(Volatile.Read(ref _lookedAt)) < _betweenLooks)
        {
            return;
        }

        await _alone.WaitAsync(cancellationToken);
        try
        {
            _isAwake = false;
            Volatile.Write(ref _lookedAt, time.GetTimestamp());
            await EndUnpreparedAsync(cancellationToken);
            while (await database.ReadAsync(db => NextAsync(db, cancellationToken), cancellationToken) is { } key)
            {
                await RunAsync(key, cancellationToken);
            }
        }
        catch
        {
            _isAwake = true;
            throw;
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <summary>Deletes the rows of imports that ended long ago. Their talents and profiles stay.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Kept;
        return database.WriteAsync(db => db.ImportRows.Where(row => db.Set<ImportJob>().Any(job => job.Key == row.JobKey && job.EndedAt < before)).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    private static Task<long?> NextAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) =>
        db.ImportJobs.Where(x => x.State == ImportState.Running || x.State == ImportState.Stopping).OrderBy(x => x.Key).Select(x => (long?)x.Key).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Of a process that died while it stored the rows nobody knows whether all are there.</summary>
    private async Task EndUnpreparedAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = now - _longestPreparing;
        if (!await database.ReadAsync(db => Unprepared(db, before).AnyAsync(cancellationToken), cancellationToken))
        {
            return;
        }

        await database.WriteAsync(
            db =>
            {
                db.Raise(default(ImportsChanged));
                return Unprepared(db, before).ExecuteUpdateAsync(
                    set => set.SetProperty(x => x.State, ImportState.Failed).SetProperty(x => x.EndedAt, now)
                        .SetProperty(x => x.Problem, "The server stopped before the rows were stored, so nothing was imported. Import the file again."),
                    cancellationToken);
            },
            cancellationToken);
    }

    private static IQueryable<ImportJob> Unprepared(SocialProfilesDbContext db, DateTimeOffset before) => db.ImportJobs.Where(x => x.State == ImportState.Preparing && x.CreatedAt < before);

    private async Task RunAsync(long key, CancellationToken cancellationToken)
    {
        try
        {
            while (await database.WriteAsync(db => BatchAsync(db, key, cancellationToken), cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StorageException))
        {
            LogFailed(exception, key);
            await database.WriteAsync(db => FailAsync(db, key, cancellationToken), cancellationToken);
        }
    }

    /// <returns>Whether there is more to do.</returns>
    private async Task<bool> BatchAsync(SocialProfilesDbContext db, long key, CancellationToken cancellationToken)
    {
        var job = await db.ImportJobs.AsTracking().SingleOrDefaultAsync(x => x.Key == key, cancellationToken);
        if (job is null || job.State is not (ImportState.Running or ImportState.Stopping))
        {
            return false;
        }

        db.Raise(default(ImportsChanged));
        var rows = job.State == ImportState.Stopping
            ? []
            : await db.ImportRows.AsTracking().Where(x => x.JobKey == key && x.Number > job.Cursor).OrderBy(x => x.Number).Take(ImportBounds.Batch).ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            await EndAsync(db, job, cancellationToken);
            return false;
        }

        var now = time.GetUtcNow();
        var records = rows.ConvertAll(row => ImportRecord.FromJson(row.Input!));
        var here = new ImportWorld();
        await here.ReadAsync(db, records, catalog, cancellationToken);
        var plan = new ImportPlan(here, catalog, new ImportChoices(NameByHandle: job.NameByHandle, NumbersFrom: job.NumbersFrom), now);
        var steps = records.ConvertAll(plan.Next);
        await ApplyAsync(db, job, steps, now, cancellationToken);
        for (var i = 0; i < rows.Count; i++)
        {
            var view = steps[i].View;
            var row = rows[i];
            (row.Input, row.Outcome, row.Talent, row.Platform, row.Handle) = (null, view.Outcome, view.Talent, view.Platform, view.Handle);
            (row.Followers, row.FollowersAt, row.Reason, row.TalentId) = (view.Followers, view.FollowersAt, view.Reason, steps[i].Talent?.Id);
        }

        job.Done += rows.Count;
        job.Cursor = rows[^1].Number;
        return true;
    }

    private async Task ApplyAsync(SocialProfilesDbContext db, ImportJob job, List<ImportStep> steps, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Dictionary<(string Platform, string Handle), Connection> made = [];
        foreach (var step in steps)
        {
            if (step is { NewTalent: { } details, Talent: { } planned })
            {
                var talent = AddTalent.Create(details, isSample: false, now, planned.Id);
                db.Talents.Add(talent);
                db.Raise(new TalentChanged(talent.Id));
                activity.Add(db, job.Actor, ActivityAction.TalentAdded, talent.Name, talent.Id, Imported);
            }

            if (step is { Outcome: ImportOutcome.NewTalent or ImportOutcome.NewProfile, Target: { } target, Talent: { } owner, ConnectionKey: 0 } && !made.ContainsKey((target.Platform.Key, target.NormalizedHandle)))
            {
                var connection = ConnectByHand.Create(db, target, owner.Id, world, now);

                // Whoever connects one by hand waits for it; nobody waits for thousands.
                connection.Priority = SyncPriority.Schedule;
                db.Connections.Add(connection);
                made.Add((target.Platform.Key, target.NormalizedHandle), connection);
                activity.Add(db, job.Actor, ActivityAction.Connected, $"@{connection.Handle} on {target.Platform.Name}", owner.Id, Imported);
            }
        }

        // From here on the new profiles have their keys.
        await db.SaveChangesAsync(cancellationToken);
        await AddPointsAsync(db, steps, made, cancellationToken);
        await AddIdsAsync(db, steps, made, now, cancellationToken);
    }

    private static async Task AddPointsAsync(SocialProfilesDbContext db, List<ImportStep> steps, Dictionary<(string, string), Connection> made, CancellationToken cancellationToken)
    {
        var points = steps.FindAll(step => step.Point is not null);
        if (points.Count > 0 && !await db.MetricSources.AnyAsync(x => x.Key == ProfileReading.ImportedSource, cancellationToken))
        {
            db.MetricSources.Add(new MetricSource { Key = ProfileReading.ImportedSource, Platform = "", ApiVersion = "", Endpoints = MetricSource.Imported });
        }

        foreach (var step in points)
        {
            var (followers, at) = step.Point!.Value;
            var connection = made.GetValueOrDefault((step.Target!.Platform.Key, step.Target.NormalizedHandle));
            db.ProfileReadings.Add(new ProfileReading
            {
                ConnectionKey = connection?.Key ?? step.ConnectionKey,
                FirstReadAt = at,
                LastReadAt = at,
                Followers = followers,
                Gaps = _gaps,
                Source = ProfileReading.ImportedSource,
            });
            db.Raise(new TalentChanged(step.Talent!.Id));
        }
    }

    /// <summary>What the file calls talents and records, for the next file and for old callers. One that is known stays with its talent.</summary>
    private async Task AddIdsAsync(SocialProfilesDbContext db, List<ImportStep> steps, Dictionary<(string, string), Connection> made, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<ImportedId> ids = [];
        foreach (var step in steps)
        {
            if (step is not { Outcome: ImportOutcome.NewTalent or ImportOutcome.NewProfile or ImportOutcome.AlreadyThere, Talent: { } talent })
            {
                continue;
            }

            ids.AddRange(ImportPlan.IdsOf(step.Record).Where(id => id.Kind != ImportedIdKind.Talent || !Guid.TryParse(id.Value, out var own) || own != talent.Id).Select(id => Id(id.Kind, id.Value, talent.Id, null)));
            if (step is { Target: { } target, Record.RecordId: { Length: <= ImportedId.MostLength } record })
            {
                var handle = (target.Platform.Key, target.NormalizedHandle);
                ids.Add(Id(ImportedIdKind.Record, record, talent.Id, made.TryGetValue(handle, out var connection) ? connection.Id : step.ConnectionId));
            }
        }

        var values = ids.Select(id => id.Value).Distinct(StringComparer.Ordinal).ToList();
        var here = (await db.ImportedIds.AsTracking().Where(x => values.Contains(x.Value)).ToListAsync(cancellationToken)).ToDictionary(x => (x.Kind, x.Value));
        foreach (var id in ids.Where(id => id.ConnectionId is not null))
        {
            // The profile that it led to was disconnected and came back as another one.
            if (here.TryGetValue((id.Kind, id.Value), out var before) && before.TalentId == id.TalentId)
            {
                before.ConnectionId = id.ConnectionId;
            }
        }

        var known = here.Keys.ToHashSet();
        db.ImportedIds.AddRange(ids.Where(id => known.Add((id.Kind, id.Value))));

        ImportedId Id(ImportedIdKind kind, string value, Guid talentId, Guid? connectionId) =>
            new() { Kind = kind, Value = value, IsSandbox = world.IsSandbox, TalentId = talentId, ConnectionId = connectionId, ImportedAt = now };
    }

    private async Task EndAsync(SocialProfilesDbContext db, ImportJob job, CancellationToken cancellationToken)
    {
        job.State = job.State == ImportState.Stopping ? ImportState.Stopped : ImportState.Done;
        await CloseAsync(db, job, cancellationToken);
    }

    private async Task<bool> FailAsync(SocialProfilesDbContext db, long key, CancellationToken cancellationToken)
    {
        if (await db.ImportJobs.AsTracking().SingleOrDefaultAsync(x => x.Key == key, cancellationToken) is { EndedAt: null } job)
        {
            job.State = ImportState.Failed;
            job.Problem = "An error on our side ended the import. Finished rows stay. Check the server log, then import the file again; nothing is imported twice.";
            await CloseAsync(db, job, cancellationToken);
        }

        return true;
    }

    private async Task CloseAsync(SocialProfilesDbContext db, ImportJob job, CancellationToken cancellationToken)
    {
        job.EndedAt = time.GetUtcNow();
        await db.ImportRows.Where(x => x.JobKey == job.Key && x.Input != null).ExecuteUpdateAsync(set => set.SetProperty(x => x.Input, (string?)null), cancellationToken);
        var talents = await db.ImportRows.CountAsync(x => x.JobKey == job.Key && x.Outcome == ImportOutcome.NewTalent, cancellationToken);
        var profiles = await db.ImportRows.CountAsync(x => x.JobKey == job.Key && (x.Outcome == ImportOutcome.NewProfile || (x.Outcome == ImportOutcome.NewTalent && x.Handle != null)), cancellationToken);
        activity.Add(db, job.Actor, ActivityAction.Imported, job.FileName, detail: string.Create(
            CultureInfo.InvariantCulture, $"{job.Done} of {job.Rows} rows: {talents} new talents, {profiles} new profiles{(job.State == ImportState.Done ? "" : job.State == ImportState.Stopped ? "; stopped" : "; failed")}"));
        db.Raise(default(ImportsChanged));
    }

    [LoggerMessage(LogLevel.Error, "Import {Key} failed; what it did so far stays")]
    private partial void LogFailed(Exception exception, long key);
}
