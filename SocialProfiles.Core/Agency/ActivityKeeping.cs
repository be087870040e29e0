using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Agency;

/// <summary>For how long activity is kept, as the agency chose; for ever unless it did.</summary>
public sealed partial class ActivityKeeping(Database database, RemoveOldActivity remove, VerifyActivityChain verify, ActivityLog activity, TimeProvider time, ILogger<ActivityKeeping> logger)
{
    private const string Setting = "ActivityYears";
    private const string Looks = "ActivityLooks";

    // The calendar looks once a night; a start or a slow machine moves it by hours.
    private static readonly TimeSpan _shortestNight = TimeSpan.FromHours(20);
    private static readonly TimeSpan _longestNight = TimeSpan.FromHours(28);

    /// <summary>Years to choose from; null for ever.</summary>
    public static IReadOnlyList<int?> Choices { get; } = [null, 1, 2, 5];

    /// <returns>Years; null for ever.</returns>
    public Task<int?> GetAsync(CancellationToken cancellationToken) => database.ReadAsync(db => ReadAsync(db, cancellationToken), cancellationToken);

    /// <param name="years">One of <see cref="Choices"/>.</param>
    /// <returns>The same; or <see cref="InvalidError"/> for <c>years</c>. What is too old goes in the night that follows.</returns>
    public async Task<Result<int?, UseCaseError>> SetAsync(int? years, Actor actor, CancellationToken cancellationToken)
    {
        if (!Choices.Contains(years))
        {
            return new InvalidError("years", "Keep activity forever, or for 1, 2 or 5 years.");
        }

        await database.WriteAsync(
            async db =>
            {
                if (await ReadAsync(db, cancellationToken) != years)
                {
                    var stored = await db.AgencySettings.AsTracking().SingleOrDefaultAsync(x => x.Name == Setting, cancellationToken)
                        ?? db.AgencySettings.Add(new AgencySetting { Name = Setting, Value = "" }).Entity;
                    stored.Value = years?.ToString(CultureInfo.InvariantCulture) ?? "";
                    activity.Add(db, actor, ActivityAction.ActivityKeepingChanged, Text(years));
                }

                return true;
            },
            cancellationToken);
        return years;
    }

    /// <summary>Removes what is too old, and puts the end of the chain into the server's log, where no writer of the database reaches.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        if (await GetAsync(cancellationToken) is { } years)
        {
            var now = time.GetUtcNow();
            var looksEveryNight = await database.WriteAsync(db => LookAsync(db, now, cancellationToken), cancellationToken);
            if (looksEveryNight || await IsClockConfirmedAsync(now, cancellationToken))
            {
                await remove.ExecuteAsync(now.AddYears(-years), $"Activity is kept {Text(years)}.", cancellationToken);
            }
            else
            {
                LogKept(now);
            }
        }

        var (count, head) = await verify.HeadAsync(cancellationToken);
        LogHead(count, head ?? "missing");
    }

    /// <summary>
    /// A clock that jumped ahead makes everything look old. It is believed where entries are of the last day and of the days before it;
    /// what is written after a jump looks like that only when people had two days to notice.
    /// </summary>
    private Task<bool> IsClockConfirmedAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (yesterday, before) = (now.AddDays(-1), now.AddDays(-3));
        return database.ReadAsync(
            async db => await db.Activity.AnyAsync(x => x.At > yesterday && x.At <= now, cancellationToken)
                && await db.Activity.AnyAsync(x => x.At > before && x.At <= yesterday, cancellationToken),
            cancellationToken);
    }

    /// <summary>
    /// An agency where little happens may have no entries of the last days. There the clock is believed where this look and the two before it
    /// were a night apart each: after a jump, too, people had two days to notice.
    /// </summary>
    private static async Task<bool> LookAsync(SocialProfilesDbContext db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var stored = await db.AgencySettings.AsTracking().SingleOrDefaultAsync(x => x.Name == Looks, cancellationToken)
            ?? db.AgencySettings.Add(new AgencySetting { Name = Looks, Value = "" }).Entity;
        DateTimeOffset[] before = [.. stored.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture))];
        if (before is [.., var last] && now >= last && now - last < _shortestNight)
        {
            // The same night again.
            return false;
        }

        stored.Value = string.Join(' ', before.TakeLast(1).Append(now).Select(look => look.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)));
        return before is [var first, var second] && IsNight(second - first) && IsNight(now - second);
    }

    private static bool IsNight(TimeSpan between) => between >= _shortestNight && between <= _longestNight;

    /// <summary><c>forever</c>, <c>for 1 year</c>, <c>for 2 years</c>.</summary>
    public static string Text(int? years) => years switch
    {
        null => "forever",
        1 => "for 1 year",
        _ => FormattableString.Invariant($"for {years} years"),
    };

    private static async Task<int?> ReadAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) =>
        int.TryParse(await db.AgencySettings.Where(x => x.Name == Setting).Select(x => x.Value).SingleOrDefaultAsync(cancellationToken), CultureInfo.InvariantCulture, out var years)
            && Choices.Contains(years)
            ? years
            : null;

    [LoggerMessage(LogLevel.Warning, "No old activity was removed: the entries of the last few days don't confirm that it is {Now:u}. We check again tomorrow night")]
    private partial void LogKept(DateTimeOffset now);

    [LoggerMessage(LogLevel.Information, "The activity log has {Entries} entries; its newest has the hash {Hash}")]
    private partial void LogHead(long entries, string hash);
}
