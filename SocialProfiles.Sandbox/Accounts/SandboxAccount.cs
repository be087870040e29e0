namespace SocialProfiles.Sandbox.Accounts;

/// <summary>One made-up account at one moment.</summary>
internal sealed class SandboxAccount
{
    private static readonly DateTimeOffset _counted = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly PostTimeline _timeline;
    private readonly double _size;
    private readonly DateTimeOffset _now;

    public SandboxAccount(Seed seed, CreatorVoice voice, string handle, SandboxConduct conduct, DateTimeOffset now)
    {
        Seed = seed;
        Voice = voice;
        Handle = handle;
        HidesCounts = conduct is SandboxConduct.Hidden;
        Conduct = conduct;
        _now = now;
        _timeline = new PostTimeline(seed, conduct is SandboxConduct.Empty, now);

        // Sizes are spread evenly over the orders of magnitude, as creators are: 2,500 to 6 million.
        _size = conduct is SandboxConduct.Tiny
            ? seed.For("size").Between(20.0, 60.0)
            : Math.Exp(seed.For("size").Between(Math.Log(2_500), Math.Log(6_000_000)));
    }

    public Seed Seed { get; }

    public CreatorVoice Voice { get; }

    /// <summary>Lower case, without @; the id itself for a YouTube channel without a handle.</summary>
    public string Handle { get; }

    public bool HidesCounts { get; }

    public SandboxConduct Conduct { get; }

    public long Followers => Conduct is SandboxConduct.Unbelievable ? 9_200_000_000_000_000_000 : (long)(_size * Growth("followers", 0.0003, 0.003));

    public int Following => Seed.For("following").Between(80, 1400);

    public int PostCount => _timeline.Count;

    /// <summary>Views of all posts since the account began.</summary>
    public long TotalViews => PostCount == 0 ? 0 : (long)(_size * Seed.For("total views").Between(25.0, 140.0) * Growth("views", 0.001, 0.004));

    /// <summary>Likes of all posts since the account began.</summary>
    public long TotalLikes => (long)(TotalViews * Seed.For("total likes").Between(0.03, 0.1));

    public DateTimeOffset JoinedAt => _timeline.At(_timeline.Oldest - Seed.For("joined").Between(5, 60));

    /// <summary>The newest posts older than the given slot (null for the newest of all), newest first.</summary>
    public IReadOnlyList<SandboxPost> PostsBefore(long? slot, int most)
    {
        var first = Math.Min(_timeline.Newest, (slot ?? long.MaxValue) - 1);
        var count = (int)Math.Clamp(first - _timeline.Oldest + 1, 0, most);
        var posts = new SandboxPost[count];
        for (var i = 0; i < count; i++)
        {
            posts[i] = Post(first - i);
        }

        return posts;
    }

    /// <summary>How many posts there are that are not newer than the given slot.</summary>
    public long PostsUpTo(long slot) => slot - _timeline.Oldest + 1;

    public bool Has(long slot) => slot >= _timeline.Oldest && slot <= _timeline.Newest;

    public bool HasPostsBefore(long slot) => slot > _timeline.Oldest;

    /// <summary>How a post comes in a list: as it should, or as no documentation says.</summary>
    public Oddity OddityOf(SandboxPost post) => Conduct is not SandboxConduct.Odd ? Oddity.None : (post.Slot % 16) switch
    {
        0 => Oddity.NoId,
        5 => Oddity.OtherShape,
        9 => Oddity.NoDate,
        _ => Oddity.None,
    };

    /// <summary>Whether a post is one of the newest so many.</summary>
    public bool IsAmongNewest(SandboxPost post, int count) => post.Slot > _timeline.Newest - count;

    public SandboxPost Post(long slot) => new(Seed.For("post").For(slot), slot, Voice, _timeline.At(slot), _size, _now);

    // So much a day, never down. Years before the day of counting the account was small, not below nothing.
    private double Growth(string what, double leastADay, double mostADay)
    {
        var grown = (_now - _counted).TotalDays * Seed.For(what).For("growth").Between(leastADay, mostADay);
        return grown >= 0 ? 1 + grown : 1 / (1 - grown);
    }
}
