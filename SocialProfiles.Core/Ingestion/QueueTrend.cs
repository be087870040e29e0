namespace SocialProfiles.Core.Ingestion;

/// <summary>What a look at the queue found.</summary>
internal enum QueueTrendChange
{
    None,

    /// <summary>It has begun to fall behind, or still does an hour after that was last said.</summary>
    FallsBehind,

    /// <summary>It has caught up.</summary>
    CaughtUp,
}

/// <summary>
/// Whether the queue grows faster than it drains. It does when, over the last five minutes, the number of profiles that wait has
/// grown, at least <see cref="Least"/> wait now, and at the pace of those five minutes it would take more than five minutes to sync
/// them. It has caught up when fewer than <see cref="Least"/> wait, or when they would take less than a minute. Profiles of platforms
/// that are paused, by whomever, don't count: they wait for something else.
/// </summary>
internal sealed class QueueTrend
{
    /// <summary>Fewer than that are no queue.</summary>
    public const int Least = 20;

    private static readonly TimeSpan _window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _again = TimeSpan.FromHours(1);
    private static readonly TimeSpan _caughtUp = TimeSpan.FromMinutes(1);

    private readonly Queue<(TimeSpan At, int Waiting, long Ended)> _looks = new();
    private TimeSpan? _saidAt;

    /// <summary>It falls behind now.</summary>
    public bool IsBehind => _saidAt is not null;

    /// <param name="at">Time that has passed since some start, so that a clock that is set back changes nothing.</param>
    /// <param name="waiting">Profiles that wait and could start.</param>
    /// <param name="ended">Syncs that have ended since some start.</param>
    public QueueTrendChange Look(TimeSpan at, int waiting, long ended)
    {
        while (_looks.Count > 0 && at - _looks.Peek().At > _window)
        {
            _looks.Dequeue();
        }

        _looks.Enqueue((at, waiting, ended));
        var first = _looks.Peek();
        var passed = at - first.At;
        var perMinute = passed > TimeSpan.Zero ? (ended - first.Ended) / passed.TotalMinutes : 0;
        var takes = waiting == 0 ? TimeSpan.Zero : perMinute > 0 ? TimeSpan.FromMinutes(Math.Min(1_000_000, waiting / perMinute)) : TimeSpan.MaxValue;
        if (IsBehind)
        {
            if (waiting < Least || takes < _caughtUp)
            {
                _saidAt = null;
                return QueueTrendChange.CaughtUp;
            }

            if (at - _saidAt < _again || waiting <= first.Waiting)
            {
                return QueueTrendChange.None;
            }
        }
        else if (passed < _window * 0.9 || waiting < Least || waiting <= first.Waiting || takes <= _window)
        {
            return QueueTrendChange.None;
        }

        _saidAt = at;
        return QueueTrendChange.FallsBehind;
    }
}
