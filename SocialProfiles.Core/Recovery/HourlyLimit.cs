namespace SocialProfiles.Core.Recovery;

/// <summary>At most so many in any hour, for each key. By elapsed time, so that a clock that is set changes nothing.</summary>
/// <param name="most">From 1.</param>
internal sealed class HourlyLimit<TKey>(int most, TimeProvider time)
    where TKey : notnull
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, Queue<long>> _counted = [];

    /// <summary>Whether one more is allowed.</summary>
    public bool HasRoom(TKey key)
    {
        lock (_lock)
        {
            if (!_counted.TryGetValue(key, out var times))
            {
                return true;
            }

            while (times.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= _hour)
            {
                times.Dequeue();
            }

            return times.Count < most;
        }
    }

    /// <summary>Counts one.</summary>
    public void Count(TKey key)
    {
        lock (_lock)
        {
            if (!_counted.TryGetValue(key, out var times))
            {
                _counted[key] = times = [];
            }

            times.Enqueue(time.GetTimestamp());
        }
    }

    /// <summary>Counts one, if it is allowed.</summary>
    public bool TryTake(TKey key)
    {
        lock (_lock)
        {
            if (!HasRoom(key))
            {
                return false;
            }

            Count(key);
            return true;
        }
    }
}
