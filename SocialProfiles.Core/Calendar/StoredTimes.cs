using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Calendar;

/// <summary>
/// Whether the clock is later than everything that was stored, and not far later: one that was set back makes a day of history come twice, and
/// one that is ahead ends permissions and deletes what is old.
/// </summary>
internal sealed class StoredTimes(Database database, DataFolder folder, TimeProvider time) : IDoctorCheck
{
    private const string Remedy = "Set the server's clock, and keep it correct with NTP: timedatectl set-ntp true";

    // Every night stores something.
    private static readonly TimeSpan _longSilence = TimeSpan.FromDays(30);

    // Two machines may have shared the folder, and a second is no fault.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);

    public string Name => "Clock";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var stored = await database.ReadAsync(
            async db => (DateTimeOffset?[])
            [
                await db.Activity.MaxAsync(x => (DateTimeOffset?)x.At, cancellationToken),
                await db.CalendarRuns.MaxAsync(x => (DateTimeOffset?)x.LastStartedAt, cancellationToken),
                await db.Connections.IgnoreQueryFilters().MaxAsync(x => (DateTimeOffset?)x.UpdatedAt, cancellationToken),
            ],
            cancellationToken);
        var now = time.GetUtcNow();
        if (stored.Max() is { } last && last > now + _tolerance)
        {
            return CheckResult.Problem($"The clock says {At(now)}, but something was stored at {At(last)}, {SpanText.Of(last - now)} later.", Remedy);
        }

        if (NewestFile() is { } newest && new DateTimeOffset(newest.LastWriteTimeUtc) is var written && written > now + _tolerance)
        {
            return CheckResult.Problem($"The clock says {At(now)}, but {newest.Name} was written at {At(written)}, {SpanText.Of(written - now)} later.", Remedy);
        }

        return now - stored.Max() > _longSilence
            ? CheckResult.Warning(
                $"The clock says {At(now)}, but nothing was stored since {At(stored.Max()!.Value)}, {SpanText.Of(now - stored.Max()!.Value)} ago.",
                $"If SocialProfiles was off all that time, you don't need to do anything. If it wasn't, the clock is ahead. {Remedy}")
            : CheckResult.Ok($"{At(now)}, later than everything stored.");
    }

    private static string At(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at:d MMM yyyy HH:mm} UTC");

    /// <summary>Of those that the server writes all the time; null where there is none.</summary>
    private FileInfo? NewestFile() =>
        ((string[])[folder.Path, folder.Keys, folder.Logs]).Where(Directory.Exists).SelectMany(path => new DirectoryInfo(path).EnumerateFiles()).MaxBy(file => file.LastWriteTimeUtc);
}
