namespace SocialProfiles.Core.Ingestion;

/// <summary>Whether the sync workers really run: they report each time that they look for work.</summary>
public sealed class SyncWorkersHealth(TimeProvider time)
{
    /// <summary>Workers look at least every 5 s; this long without a look means that they hang.</summary>
    private static readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(30);

    private long _lastBeat;

    /// <summary>When they last looked for work, UTC; null before the first time and after they stopped.</summary>
    public DateTimeOffset? LastBeat => Volatile.Read(ref _lastBeat) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public bool IsRunning => LastBeat is { } beat && time.GetUtcNow() - beat < _longestSilence;

    internal void Beat() => Volatile.Write(ref _lastBeat, time.GetUtcNow().Ticks);

    internal void Stopped() => Volatile.Write(ref _lastBeat, 0);
}
