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

    // Counted by the time that passes: a clock that is put back must not keep a page from its updates.
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _next;

    // When all updates so far would be over if each took the steady pace.
    private TimeSpan _spentUntil;

    /// <summary>Waits until the next update may come.</summary>
    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        while (ReadyAt - Now is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }

    /// <summary>One comes now.</summary>
    public void Mark()
    {
        var now = Now;
        _next = now + Shortest;
        _spentUntil = (_spentUntil > now ? _spentUntil : now) + Steady;
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    private TimeSpan ReadyAt
    {
        get
        {
            var steady = _spentUntil - ((Quick - 1) * Steady);
            return steady > _next ? steady : _next;
        }
    }
}
