namespace SocialProfiles.Tests.TestKit;

/// <summary>The real clock, some time on: timers run as ever, and what has a date is older at once.</summary>
public sealed class ShiftedClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    public void Shift(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);
}
