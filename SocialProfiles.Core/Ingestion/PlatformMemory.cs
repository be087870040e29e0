using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Keeps pauses and counted units over a restart. Written by the calendar every few seconds and not with each call: what the
/// end of the process costs is the count of those seconds.
/// </summary>
internal sealed partial class PlatformMemory(
    Database database, DataWorld world, PlatformCatalog catalog, PlatformBudgets budgets, ILogger<PlatformMemory> logger) : IDisposable
{
    private readonly Dictionary<string, Known> _saved = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private bool _isLoaded;

    /// <summary>Before the first sync: goes on where the last process ended.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var state in await database.ReadAsync(db => db.PlatformStates.ToListAsync(cancellationToken), cancellationToken))
        {
            if (!_saved.ContainsKey(state.Platform) && budgets.TryGet(state.Platform, out var budget))
            {
                budget.Restore(state.PausedUntil, state.LimitsInARow, DateOnly.FromDayNumber(state.UnitsDay), state.UnitsUsed);
                budget.AdminPause = state.AdminPausedAt is { } at ? new AdminPause(at, state.AdminPausedBy ?? "an admin") : null;
                _saved[state.Platform] = Of(budget);
            }
        }

        Volatile.Write(ref _isLoaded, true);
    }

    /// <summary>Writes what changed since the last time. Before it was loaded there is nothing that may replace what is stored.</summary>
    public async Task TrySaveAsync()
    {
        if (!Volatile.Read(ref _isLoaded))
        {
            return;
        }

        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            var changed = catalog.All.Select(platform => (platform.Key, Now: Of(budgets.Of(platform.Key)))).Where(Differs).ToList();
            if (changed.Count == 0)
            {
                return;
            }

            await database.WriteAsync(db => WriteAsync(db, changed), CancellationToken.None);
            changed.ForEach(one => _saved[one.Key] = one.Now);
        }
        catch (Exception exception)
        {
            // The next turn writes it all.
            LogFailed(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool Differs((string Key, Known Now) one) => one.Now != _saved.GetValueOrDefault(one.Key, Known.Nothing with { Day = one.Now.Day });

    private async Task<int> WriteAsync(SocialProfilesDbContext db, List<(string Key, Known Now)> changed)
    {
        var states = await db.PlatformStates.AsTracking().ToDictionaryAsync(state => state.Platform, StringComparer.Ordinal);
        foreach (var (key, now) in changed)
        {
            if (!states.TryGetValue(key, out var state))
            {
                state = db.PlatformStates.Add(new PlatformState { Platform = key, IsSandbox = world.IsSandbox }).Entity;
            }

            (state.PausedUntil, state.LimitsInARow, state.UnitsDay, state.UnitsUsed) = (now.PausedUntil, now.LimitsInARow, now.Day.DayNumber, now.Used);
        }

        return changed.Count;
    }

    private static Known Of(PlatformBudget budget)
    {
        var (pausedUntil, limits, day, used) = budget.Read();

        // To the second: a pause is kept by elapsed time, so its end by the clock moves a little with each look.
        return new(pausedUntil is { } until ? DateTimeOffset.FromUnixTimeSeconds(until.ToUnixTimeSeconds() + 1) : null, limits, day, used);
    }

    private readonly record struct Known(DateTimeOffset? PausedUntil, int LimitsInARow, DateOnly Day, int Used)
    {
        public static Known Nothing => default;
    }

    [LoggerMessage(LogLevel.Warning, "Pauses and counted units of the platforms could not be stored; trying again in a moment")]
    private partial void LogFailed(Exception exception);
}
