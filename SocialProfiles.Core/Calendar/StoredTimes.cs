using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Calendar;

/// <summary>Whether the clock is later than everything that was stored: one that was set back makes a day of history come twice.</summary>
internal sealed class StoredTimes(Database database, TimeProvider time) : IDoctorCheck
{
    // Two machines may have shared the folder, and a second is no fault.
    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(1);

    public string Name => "Clock";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var (entry, run) = await database.ReadAsync(
            async db => (
                await db.Activity.MaxAsync(x => (DateTimeOffset?)x.At, cancellationToken),
                await db.CalendarRuns.MaxAsync(x => (DateTimeOffset?)x.LastStartedAt, cancellationToken)),
            cancellationToken);
        var now = time.GetUtcNow();
        var last = entry > run ? entry : run ?? entry;
        return last is { } stored && stored > now + _tolerance
            ? CheckResult.Problem(
                string.Create(CultureInfo.InvariantCulture, $"The clock says {now:d MMM yyyy HH:mm} UTC, but something was stored at {stored:d MMM yyyy HH:mm} UTC."),
                "Set the server's clock, and keep it correct with NTP: timedatectl set-ntp true")
            : CheckResult.Ok(string.Create(CultureInfo.InvariantCulture, $"{now:d MMM yyyy HH:mm} UTC, later than everything stored."));
    }
}
