using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Leaving;

/// <summary>
/// Overwrites what erased rows leave in the files. Where that can't be done at once (a disk without room, a program that holds the database),
/// settings remember it, and the next night tries again. The words are not among them: at night whole log files go.
/// </summary>
public sealed class FinishErasing(Database database, IStorageScrub scrub, LogScrub logs, TimeProvider time)
{
    private const string OfDatabase = "ErasingSince";
    private const string OfLogs = "ErasingLogs ";

    /// <param name="words">Words to overwrite in the log files.</param>
    /// <param name="note">What <see cref="NoteAsync"/> gave.</param>
    /// <returns>Whether nothing is left.</returns>
    public async Task<bool> ExecuteAsync(IReadOnlyCollection<string> words, string note, CancellationToken cancellationToken)
    {
        var areLogsWhole = await Task.Run(() => logs.Overwrite(words), cancellationToken);
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
        var notes = open.FindAll(x => x.Name != OfDatabase);
        if (notes.Count > 0)
        {
            var last = notes.Max(x => DateTimeOffset.Parse(x.Value, CultureInfo.InvariantCulture));
            if (await Task.Run(() => logs.Delete(last, time.GetUtcNow()), cancellationToken))
            {
                await ForgetAsync(notes.ConvertAll(x => x.Name), cancellationToken);
            }
        }

        if (open.Count > notes.Count)
        {
            await DatabaseAsync(cancellationToken);
        }
    }

    /// <summary>In the unit of work that erases: a process that dies after it has this to do.</summary>
    /// <returns>By what <see cref="ExecuteAsync"/> finds it again.</returns>
    internal static async Task<string> NoteAsync(SocialProfilesDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var value = ValueOf(now);

        // Each erasing has its own: that one of them is done says nothing of the others.
        var note = OfLogs + Guid.NewGuid().ToString("N");
        db.AgencySettings.Add(new AgencySetting { Name = note, Value = value });

        // One for all: it counts from the last of them.
        if (await db.AgencySettings.Where(x => x.Name == OfDatabase).ExecuteUpdateAsync(set => set.SetProperty(x => x.Value, value), cancellationToken) == 0)
        {
            db.AgencySettings.Add(new AgencySetting { Name = OfDatabase, Value = value });
        }

        return note;
    }

    private async Task<bool> DatabaseAsync(CancellationToken cancellationToken)
    {
        // What is erased while the file is rebuilt may still be in it.
        var begun = ValueOf(time.GetUtcNow());
        if (!await scrub.DatabaseAsync(cancellationToken))
        {
            return false;
        }

        await database.WriteAsync(
            async db =>
            {
                var note = await db.AgencySettings.AsTracking().SingleOrDefaultAsync(x => x.Name == OfDatabase, cancellationToken);
                if (note is not null && string.CompareOrdinal(note.Value, begun) <= 0)
                {
                    db.AgencySettings.Remove(note);
                }

                return true;
            },
            cancellationToken);
        return true;
    }

    // All as long, so that they compare as the times do.
    private static string ValueOf(DateTimeOffset at) => at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);

    private Task<int> ForgetAsync(IReadOnlyList<string> notes, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.AgencySettings.Where(x => notes.Contains(x.Name)).ExecuteDeleteAsync(cancellationToken), cancellationToken);
}
