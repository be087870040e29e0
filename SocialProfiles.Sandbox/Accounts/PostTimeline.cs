namespace SocialProfiles.Sandbox.Accounts;

/// <summary>
/// When an account posts. Time since <see cref="_beginning"/> is cut into slots of equal length with one post somewhere in each,
/// so a post keeps its slot, and with it its id, for ever, while new ones appear at the top.
/// </summary>
internal sealed class PostTimeline
{
    private const int MostPosts = 2000;
    private const int FewestPosts = 20;
    private static readonly DateTimeOffset _beginning = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The day on which an account has the 20 to 400 posts that its handle says.</summary>
    private static readonly DateTimeOffset _counted = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Seed _seed;
    private readonly TimeSpan _length;

    public PostTimeline(Seed seed, bool isEmpty, DateTimeOffset now)
    {
        _seed = seed.For("timeline");
        _length = TimeSpan.FromMinutes(_seed.For("length").Between(20 * 60, 6 * 24 * 60));
        Newest = NewestAt(now);
        var count = _seed.For("count").Between(FewestPosts, 400) + Newest - NewestAt(_counted);
        Count = isEmpty ? 0 : (int)Math.Clamp(count, FewestPosts, MostPosts);
        Oldest = Newest - Count + 1;
    }

    public int Count { get; }

    /// <summary>Slot of the newest post.</summary>
    public long Newest { get; }

    /// <summary>Slot of the oldest post; one more than <see cref="Newest"/> where there are no posts.</summary>
    public long Oldest { get; }

    /// <summary>When the post of a slot came out, to the second, UTC.</summary>
    public DateTimeOffset At(long slot)
    {
        var moment = _beginning + ((slot + (0.8 * _seed.For(slot).Unit)) * _length);
        return new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    private long NewestAt(DateTimeOffset now)
    {
        var slot = (long)Math.Floor((now - _beginning) / _length);
        return At(slot) <= now ? slot : slot - 1;
    }
}
