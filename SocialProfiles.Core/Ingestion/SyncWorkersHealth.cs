namespace SocialProfiles.Core.Ingestion;

/// <summary>Whether the sync workers really run: they report each time that they look for work.</summary>
public sealed class SyncWorkersHealth(TimeProvider time)
{
    /// <summary>The calendar has them look every second; this long without a look means that they hang.</summary>
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(30);

    private Look? _last;

    /// <summary>When they last looked for work, UTC; null before the first time and after they stopped.</summary>
    public DateTimeOffset? LastBeat => Volatile.Read(ref _last)?.At;

    /// <summary>Counted by the time that passed, not by the clock on the wall, which may be put back.</summary>
    public bool IsRunning => Volatile.Read(ref _last) is { } last && time.GetElapsedTime(last.Timestamp) < _longestSilence;

    internal void Beat() => Volatile.Write(ref _last, new Look(time.GetUtcNow(), time.GetTimestamp()));

    internal void Stopped() => Volatile.Write(ref _last, null);

    private sealed record Look(DateTimeOffset At, long Timestamp);
}
