namespace SocialProfiles.Core.Storage;

/// <summary>
/// Something that is worked out over the whole roster and shown to everybody: read once for all who ask, again when it is outdated
/// and a pause has passed, and in any case after a while. Nothing is read while nobody asks.
/// </summary>
/// <param name="read">Works it out. It is not cancelled with whoever asked first, because others wait for it.</param>
/// <param name="pause">Between two readings, however much changes.</param>
/// <param name="goodFor">Numbers grow old without anything happening.</param>
public sealed class KeptReading<T>(Func<Task<T>> read, TimeSpan pause, TimeSpan goodFor, TimeProvider time)
    where T : class
{
    private readonly TimeSpan _pause = pause;
    private readonly TimeSpan _goodFor = goodFor;
    private readonly Lock _lock = new();
    private Task<T>? _reading;
    private T? _kept;
    private long _readAt;
    private long _version;
    private bool _isOutdated;

    /// <summary>At most so far behind as the pause.</summary>
    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_kept is { } kept && time.GetElapsedTime(_readAt) < (_isOutdated ? _pause : _goodFor))
            {
                return Task.FromResult(kept);
            }

            return (_reading ??= ReadAsync()).WaitAsync(cancellationToken);
        }
    }

    /// <summary>Something changed of which it is made; the next who asks after the pause gets it anew.</summary>
    public void Outdate() => Volatile.Write(ref _isOutdated, true);

    /// <summary>A person changed something of which it is made: the next who asks gets it anew.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _version++;
            _kept = null;
            _reading = null;
        }
    }

    private async Task<T> ReadAsync()
    {
        // Off the caller's lock and page.
        await Task.Yield();
        long version;
        lock (_lock)
        {
            // Before it reads: what changes meanwhile makes it outdated again.
            (version, _isOutdated) = (_version, false);
        }

        try
        {
            var value = await read();
            lock (_lock)
            {
                if (version == _version)
                {
                    (_kept, _readAt) = (value, time.GetTimestamp());
                }
            }

            return value;
        }
        finally
        {
            lock (_lock)
            {
                if (version == _version)
                {
                    _reading = null;
                }
            }
        }
    }
}
