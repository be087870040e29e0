namespace SocialProfiles.Web.Components.Live;

/// <summary>
/// Lets at most ten live updates through in any second: a few quickly one after another, since one sync alone moves several
/// times and its last state must not wait long for its first; then, while a burst goes on, one at a steady pace. Measured in
/// bench/RESULTS.md.
/// </summary>
public sealed class RenderPace(TimeProvider time)
{
    /// <summary>Updates that come quickly after a rest.</summary>
    public const int Quick = 5;

    /// <summary>Between two of the quick ones: what comes within is one update.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two of the others: five and five make ten a second.</summary>
    public static readonly TimeSpan Steady = TimeSpan.FromMilliseconds(200);

    private DateTimeOffset _next = DateTimeOffset.MinValue;

    // When all updates so far would be over if each took the steady pace.
    private DateTimeOffset _spentUntil = DateTimeOffset.MinValue;

    /// <summary>Waits until the next update may come.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        while (ReadyAt - time.GetUtcNow() is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>One comes now.</summary>
    public void Mark()
    {
        var now = time.GetUtcNow();
        _next = now + Shortest;
        _spentUntil = (_spentUntil > now ? _spentUntil : now) + Steady;
    }

    private DateTimeOffset ReadyAt
    {
        get
        {
            var steady = _spentUntil == DateTimeOffset.MinValue ? _spentUntil : _spentUntil - ((Quick - 1) * Steady);
            return steady > _next ? steady : _next;
        }
    }
}
