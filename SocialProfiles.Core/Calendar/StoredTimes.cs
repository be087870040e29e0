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
/// one that is ahead ends permissions and deletes what is old. What the server stores while its clock is ahead hides it: then only the gap
/// before that tells, for a week.
/// </summary>
internal sealed class StoredTimes(Database database, DataFolder folder, TimeProvider time) : IDoctorCheck
{
    private const string SetClock = "set the server's clock, and keep it correct with NTP: timedatectl set-ntp true";

    // Every night stores something.
    private static readonly TimeSpan _longSilence = TimeSpan.FromDays(30);

    // How long a gap is told of after it ended.
    private static readonly TimeSpan _newGap = TimeSpan.FromDays(7);

    // Two machines may have shared the folder, and a second is no fault.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);

    public string Name => "Clock";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (stored, gap) = await database.ReadAsync(async db => (await LastAsync(db, cancellationToken), await NewGapAsync(db, now, cancellationToken)), cancellationToken);
        if (stored is { } last && last > now + _tolerance)
        {
            return CheckResult.Problem($"The clock says {At(now)}, but something was stored at {At(last)}, {SpanText.Of(last - now)} later.", AfterAhead(last));
        }

        if (NewestFile() is { } file && new DateTimeOffset(file.LastWriteTimeUtc) is var written && written > now + _tolerance)
        {
            return CheckResult.Warning(
                $"The clock says {At(now)}, but {file.Name} was written at {At(written)}, {SpanText.Of(written - now)} later.", AfterAhead(written));
        }

        if (stored is { } newest && now - newest > _longSilence)
        {
            return CheckResult.Warning(
                $"The clock says {At(now)}, but nothing has been stored since {At(newest)}, {SpanText.Of(now - newest)} ago.",
                $"If SocialProfiles was off all that time, you don't need to do anything. If it wasn't, the clock is ahead, so {SetClock}");
        }

        return gap is { } silence
            ? CheckResult.Warning(
                $"The clock says {At(now)}, but the activity has nothing between {At(silence.From)} and {At(silence.To)}, a gap of {SpanText.Of(silence.To - silence.From)}.",
                $"If SocialProfiles was off or unused all that time, you don't need to do anything. If not, the clock is ahead, so {SetClock}")
            : CheckResult.Ok($"{At(now)}, later than everything stored.");
    }

    private static async Task<DateTimeOffset?> LastAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) => ((DateTimeOffset?[])
    [
        await db.Activity.MaxAsync(x => (DateTimeOffset?)x.At, cancellationToken),
        await db.CalendarRuns.MaxAsync(x => (DateTimeOffset?)x.LastStartedAt, cancellationToken),
        await db.Connections.IgnoreQueryFilters().MaxAsync(x => (DateTimeOffset?)x.UpdatedAt, cancellationToken),
    ]).Max();

    /// <summary>A long gap in the activity that ended lately, as a clock leaves it that jumped ahead.</summary>
    private static async Task<(DateTimeOffset From, DateTimeOffset To)?> NewGapAsync(SocialProfilesDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lately = now - _newGap;
        var before = await db.Activity.Where(x => x.At < lately).MaxAsync(x => (DateTimeOffset?)x.At, cancellationToken);
        var since = await db.Activity.Where(x => x.At >= lately).MinAsync(x => (DateTimeOffset?)x.At, cancellationToken);
        return since - before > _longSilence ? (before!.Value, since!.Value) : null;
    }

    /// <summary>What is later than a clock that is right again stays there.</summary>
    private static string AfterAhead(DateTimeOffset until) =>
        $"If the clock is right now, it was ahead before, and this message goes away on {At(until)}. If it's wrong, {SetClock}";

    private static string At(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at:d MMM yyyy HH:mm} UTC");

    /// <summary>Of those that the server writes all the time; null where there is none.</summary>
    private FileInfo? NewestFile() =>
        ((string[])[folder.Path, folder.Keys, folder.Logs]).Where(Directory.Exists).SelectMany(path => new DirectoryInfo(path).EnumerateFiles()).MaxBy(file => file.LastWriteTimeUtc);
}
