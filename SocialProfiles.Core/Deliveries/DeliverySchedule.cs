namespace SocialProfiles.Core.Deliveries;

/// <summary>When a delivery is tried again: soon, then more and more rarely, for a day in all.</summary>
public static class DeliverySchedule
{
    private static readonly TimeSpan[] _waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(8), TimeSpan.FromHours(8),
    ];

    /// <summary>Attempts in all.</summary>
    public static int Attempts => _waits.Length + 1;

    /// <summary>How long a receiver may ask us to wait.</summary>
    public static TimeSpan LongestWait { get; } = TimeSpan.FromHours(10);

    /// <param name="attempts">Attempts that were made, 1 or more.</param>
    /// <param name="asked">How long the receiver asked to wait; null where it didn't.</param>
    /// <returns>The wait until the next one; null where that was the last.</returns>
    public static TimeSpan? After(int attempts, TimeSpan? asked)
    {
        if (attempts > _waits.Length)
        {
            return null;
        }

        var wait = _waits[Math.Max(attempts, 1) - 1];
        return asked is { } longer && longer > wait ? (longer < LongestWait ? longer : LongestWait) : wait;
    }
}
