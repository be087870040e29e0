using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Leaving;

/// <summary>
/// Overwrites what erased rows leave in the files. Where that can't be done at once (a disk without room, a program that holds the database),
/// settings remember it, and the next night tries again. The words are not among them: at night whole log files go.
/// </summary>
public sealed class FinishErasing(Database database, IStorageScrub scrub, TimeProvider time)
{
    private const string OfDatabase = "ErasingSince";
    private const string OfLogs = "ErasingLogs ";

    /// <param name="words">Words to overwrite in the log files.</param>
    /// <param name="note">What <see cref="NoteAsync"/> gave.</param>
    /// <returns>Whether nothing is left.</returns>
    public async Task<bool> ExecuteAsync(IReadOnlyCollection<string> words, string note, CancellationToken cancellationToken)
    {
        var areLogsWhole = await Task.Run(() => scrub.Logs(words), cancellationToken);
        if (areLogsWhole)
        {
            await ForgetAsync([note], cancellationToken);
        }

        return await DatabaseAsync(cancellationToken) && areLogsWhole;
    }

    /// <summary>What a day's attempt could not do.</summary>
    public async Task AgainAsync(CancellationToken cancellationToken)
    {
        var open = await database.ReadAsync(
            db => db.AgencySettings.Where(x => x.Name == OfDatabase || EF.Functions.Like(x.Name, OfLogs + "%")).ToListAsync(cancellationToken), cancellationToken);
        var logs = open.FindAll(x => x.Name != OfDatabase);
        if (logs.Count > 0)
        {
            var last = logs.Max(x => DateTimeOffset.Parse(x.Value, CultureInfo.InvariantCulture));
            if (await Task.Run(() => scrub.DeleteLogs(last, time.GetUtcNow()), cancellationToken))
            {
                await ForgetAsync(logs.ConvertAll(x => x.Name), cancellationToken);
            }
        }

        if (open.Count > logs.Count)
        {
            await DatabaseAsync(cancellationToken);
        }
    }

    /// <summary>In the unit of work that erases: a process that dies after it has this to do.</summary>
    /// <returns>By what <see cref="ExecuteAsync"/> finds it again.</returns>
    internal static async Task<string> NoteAsync(SocialProfilesDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var value = now.ToString("O", CultureInfo.InvariantCulture);

        // Each erasing has its own: that one of them is done says nothing of the others.
        var note = OfLogs + Guid.NewGuid().ToString("N");
        db.AgencySettings.Add(new AgencySetting { Name = note, Value = value });
        if (!await db.AgencySettings.AnyAsync(x => x.Name == OfDatabase, cancellationToken))
        {
            db.AgencySettings.Add(new AgencySetting { Name = OfDatabase, Value = value });
        }

        return note;
    }

    private async Task<bool> DatabaseAsync(CancellationToken cancellationToken)
    {
        if (!await scrub.DatabaseAsync(cancellationToken))
        {
            return false;
        }

        await ForgetAsync([OfDatabase], cancellationToken);
        return true;
    }

    private Task<int> ForgetAsync(IReadOnlyList<string> notes, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.AgencySettings.Where(x => notes.Contains(x.Name)).ExecuteDeleteAsync(cancellationToken), cancellationToken);
}
