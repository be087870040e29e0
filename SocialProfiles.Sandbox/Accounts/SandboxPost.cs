namespace SocialProfiles.Sandbox.Accounts;

/// <summary>One made-up post at one moment.</summary>
internal sealed class SandboxPost(Seed seed, long slot, CreatorVoice voice, DateTimeOffset publishedAt, double accountSize, DateTimeOffset now)
{
    /// <summary>Its place in the account's timeline: the same for ever.</summary>
    public long Slot { get; } = slot;

    public DateTimeOffset PublishedAt { get; } = publishedAt;

    public Seed Seed { get; } = seed;

    public string Caption => voice.Caption(Seed.For("caption"));

    public string Title => voice.Title(Seed.For("title"));

    public long Views => Count("views", Reach);

    public long Likes => Loses("likes", Count("likes", Reach * LikeRate));

    public long Comments => Loses("comments", Count("comments", Reach * LikeRate * Seed.For("comment rate").Between(0.008, 0.04)));

    public long Shares => Count("shares", Reach * LikeRate * Seed.For("share rate").Between(0.02, 0.12));

    public long Saves => Count("saves", Reach * LikeRate * Seed.For("save rate").Between(0.03, 0.15));

    /// <summary>Different accounts that saw it: fewer than views.</summary>
    public long Viewers => Count("views", Reach * Seed.For("viewers").Between(0.6, 0.9));

    private double LikeRate => Seed.For("like rate").Between(0.025, 0.11);

    // What the post will have been seen in the end: most reach a quarter of the followers, a few run away.
    private double Reach => 0.25 * accountSize * Math.Exp(0.9 * Seed.For("reach").Bell);

    // Fast in the first days, then ever slower, but never quite still.
    private long Count(string what, double inTheEnd)
    {
        var days = Math.Max(0, (now - PublishedAt).TotalDays);
        var pace = Seed.For(what).For("pace").Between(1.0, 4.0);
        return (long)(inTheEnd * (1 - Math.Exp(-days / pace)) * (1 + (0.03 * Math.Log(1 + days))));
    }

    // On one post in six a platform takes counts back every few hours, as it does with spam and closed accounts.
    private long Loses(string what, long count)
    {
        if (!Seed.For("purge").OneIn(6))
        {
            return count;
        }

        var quarterOfADay = now.Ticks / (TimeSpan.TicksPerHour * 6);
        return Math.Max(0, count - Seed.For(what).For("purge").For(quarterOfADay).Between(0, (int)Math.Min(2 + (count / 50), 100_000)));
    }
}
