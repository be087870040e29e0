namespace SocialProfiles.Web.Components.Live;

/// <summary>
/// Lets at most ten live updates through in any second: the first few of a burst at once, since one sync alone moves three
/// times and its last state must not wait for its first, the rest together at a steady pace. Measured in bench/RESULTS.md.
/// </summary>
public sealed class RenderPace(TimeProvider time)
{
    /// <summary>Updates that come through without a wait after a rest.</summary>
    public const int AtOnce = 4;

    /// <summary>From then on one each: four and six make ten a second.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    // When all updates so far would be over if each took its interval.
    private DateTimeOffset _spentUntil = DateTimeOffset.MinValue;

    /// <summary>Waits until the next update may come.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        while (_spentUntil - time.GetUtcNow() - ((AtOnce - 1) * Interval) is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>One comes now.</summary>
    public void Mark()
    {
        var now = time.GetUtcNow();
        _spentUntil = (_spentUntil > now ? _spentUntil : now) + Interval;
    }
}
