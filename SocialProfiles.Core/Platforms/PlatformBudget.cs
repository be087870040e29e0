namespace SocialProfiles.Core.Platforms;

/// <summary>
/// How much one platform may still be asked: a token bucket over <see cref="PlatformLimits.RequestsPerMinute"/>, and a
/// pause when the platform itself wants one. Spending never waits, so that a sync under way is not torn apart; it may
/// leave a debt, and no new sync starts before the debt is paid. Safe for many threads.
/// </summary>
public sealed class PlatformBudget
{
    private readonly Func<PlatformLimits> _limits;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private double _tokens = double.NaN;
    private long _countedAt;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <param name="limits">Read on every use: configuration may be replaced until the first sync.</param>
    /// <param name="clock">Source of all times here.</param>
    public PlatformBudget(Func<PlatformLimits> limits, TimeProvider clock)
    {
        _limits = limits;
        _clock = clock;
    }

    /// <summary>When a sync may start again, UTC; null when it may start now.</summary>
    public DateTimeOffset? BlockedUntil
    {
        get
        {
            lock (_lock)
            {
                var now = _clock.GetUtcNow();
                var until = _pausedUntil;
                var perMinute = _limits().RequestsPerMinute;
                if (perMinute > 0)
                {
                    Refill(perMinute);
                    if (_tokens < 1)
                    {
                        // A tick more than needed: rounding must not say "now" a moment too early.
                        var paid = now + TimeSpan.FromMinutes((1 - _tokens) / perMinute) + TimeSpan.FromTicks(1);
                        until = paid > until ? paid : until;
                    }
                }

                return until > now ? until : null;
            }
        }
    }

    /// <summary>Counts one HTTP request.</summary>
    public void Spend()
    {
        var perMinute = _limits().RequestsPerMinute;
        if (perMinute <= 0)
        {
            return;
        }

        lock (_lock)
        {
            Refill(perMinute);
            _tokens--;
        }
    }

    /// <summary>Starts no sync before <paramref name="until"/>; a pause can be made longer, never shorter.</summary>
    public void PauseUntil(DateTimeOffset until)
    {
        lock (_lock)
        {
            _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        }
    }

    private void Refill(int perMinute)
    {
        var now = _clock.GetTimestamp();
        _tokens = double.IsNaN(_tokens)
            ? perMinute
            : Math.Min(perMinute, _tokens + (_clock.GetElapsedTime(_countedAt, now).TotalMinutes * perMinute));
        _countedAt = now;
    }
}
