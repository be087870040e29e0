using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Leaving;

/// <summary>
/// Overwrites what erased rows leave in the files. Where that can't be done at once (a disk without room, a program that holds the database),
/// a setting remembers it, and the next night tries again.
/// </summary>
public sealed class FinishErasing(Database database, IStorageScrub scrub)
{
    private const string Setting = "ErasingSince";

    /// <param name="words">Words to overwrite in the log files.</param>
    /// <returns>Whether nothing is left.</returns>
    public async Task<bool> ExecuteAsync(IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        var isWhole = await Task.Run(() => scrub.Logs(words), cancellationToken);
        if (!await scrub.DatabaseAsync(cancellationToken))
        {
            return false;
        }

        await database.WriteAsync(db => db.AgencySettings.Where(x => x.Name == Setting).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        return isWhole;
    }

    /// <summary>What a day's attempt could not do.</summary>
    public async Task AgainAsync(CancellationToken cancellationToken)
    {
        if (await database.ReadAsync(db => db.AgencySettings.AnyAsync(x => x.Name == Setting, cancellationToken), cancellationToken))
        {
            await ExecuteAsync([], cancellationToken);
        }
    }

    /// <summary>In the unit of work that erases: a process that dies after it has this to do.</summary>
    internal static async Task NoteAsync(SocialProfilesDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await db.AgencySettings.AnyAsync(x => x.Name == Setting, cancellationToken))
        {
            db.AgencySettings.Add(new AgencySetting { Name = Setting, Value = now.ToString("O", System.Globalization.CultureInfo.InvariantCulture) });
        }
    }
}
