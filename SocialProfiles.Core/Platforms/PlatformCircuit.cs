namespace SocialProfiles.Core.Platforms;

/// <summary>
/// Whether a platform answers at all. Once several profiles in a row got no answer, one profile at a time tries whether it
/// does again; and when it does, or when a pause is over, more and more follow, so that no herd meets a platform that
/// has just come back. Safe for many threads.
/// </summary>
public sealed class PlatformCircuit(TimeProvider clock)
{
    /// <summary>Different profiles in a row without an answer, from which on the platform counts as down; all of them where there are fewer.</summary>
    public const int Most = 5;

    /// <summary>Calls in a row without an answer that it takes at least, so that the few of a small agency are tried again first.</summary>
    private const int Least = 3;

    /// <summary>From this many at once on, nobody counts them.</summary>
    private const int Full = 64;

    private static readonly TimeSpan[] _betweenProbes =
        [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)];

    private readonly Lock _lock = new();
    private readonly HashSet<long> _silent = [];
    private int _atOnce = int.MaxValue;
    private int _probes;
    private int _silences;
    private bool _isDown;
    private long _failedAt;

    /// <summary>It does not answer.</summary>
    public bool IsDown
    {
        get
        {
            lock (_lock)
            {
                return _isDown;
            }
        }
    }

    /// <summary>When the next profile tries it, UTC; null while it answers.</summary>
    public DateTimeOffset? ProbeAt
    {
        get
        {
            lock (_lock)
            {
                return _isDown ? clock.GetUtcNow() + Positive(UntilProbe) : null;
            }
        }
    }

    /// <summary>Syncs that may run at once now, 0 or more.</summary>
    public int AtOnce
    {
        get
        {
            lock (_lock)
            {
                return !_isDown ? _atOnce : UntilProbe > TimeSpan.Zero ? 0 : 1;
            }
        }
    }

    /// <summary>It answered, be it with a refusal.</summary>
    /// <returns>Whether it had been down until now.</returns>
    public bool Answered()
    {
        lock (_lock)
        {
            _silent.Clear();
            _silences = 0;
            if (_isDown)
            {
                _isDown = false;
                _atOnce = 2;
                return true;
            }

            _atOnce = _atOnce >= Full ? int.MaxValue : _atOnce + 1;
            return false;
        }
    }

    /// <summary>It did not answer.</summary>
    /// <param name="profile">Key of the profile that asked.</param>
    /// <param name="profiles">How many are on the schedule.</param>
    public void Silent(long profile, int profiles)
    {
        lock (_lock)
        {
            if (_isDown)
            {
                _probes++;
            }
            else
            {
                _silent.Add(profile);
                _silences++;
                _atOnce = _atOnce == int.MaxValue ? _atOnce : Math.Max(1, _atOnce / 2);
                if (_silences < Least || _silent.Count < Math.Clamp(profiles, 1, Most))
                {
                    return;
                }

                _isDown = true;
                _probes = 0;
            }

            _failedAt = clock.GetTimestamp();
        }
    }

    /// <summary>A pause begins: after it, one goes first.</summary>
    public void StartSlowly()
    {
        lock (_lock)
        {
            _atOnce = 1;
        }
    }

    private TimeSpan UntilProbe => _betweenProbes[Math.Min(_probes, _betweenProbes.Length - 1)] - clock.GetElapsedTime(_failedAt);

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
