namespace SocialProfiles.Web.Components.Live;

/// <summary>
/// Lets at most ten live updates through in any second: a few quickly one after another, since one sync alone moves several
/// times and its last state must not wait long for its first; then, while a burst goes on, one at a steady pace. On a server that
/// has too much to do an update takes long, and rests the longer: many open pages become slower together and leave the
/// processor to syncs and calls. Measured in bench/RESULTS.md and docs/reliability.md.
/// </summary>
public sealed class RenderPace(TimeProvider time)
{
    /// <summary>Updates that come quickly after a rest.</summary>
    public const int Quick = 5;

    /// <summary>Between two of the quick ones: what comes within is one update.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two of the others: five and five make ten a second.</summary>
    public static readonly TimeSpan Steady = TimeSpan.FromMilliseconds(200);

    /// <summary>A page rests so many times as long as its last update took: updates are a fifth of its time at most.</summary>
    public const int Rest = 4;

    /// <summary>However long an update took, the next waits no longer than this.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

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

    /// <summary>One begins now.</summary>
    /// <returns>When, for <see cref="Done"/>: a page's parts share its pace, and their updates may overlap.</returns>
    public TimeSpan Mark()
    {
        var now = Now;
        _next = now + Shortest;
        _spentUntil = (_spentUntil > now ? _spentUntil : now) + Steady;
        return now;
    }

    /// <summary>The one that began then is on its way to the page.</summary>
    public void Done(TimeSpan begun)
    {
        var now = Now;
        var rest = (now - begun) * Rest;
        var rested = now + (rest < Longest ? rest : Longest);
        _next = rested > _next ? rested : _next;
    }

    /// <summary>Waits without any say in the pace, which the page's other parts share.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) => pause > TimeSpan.Zero ? Task.Delay(pause, time, cancellationToken) : Task.CompletedTask;

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
