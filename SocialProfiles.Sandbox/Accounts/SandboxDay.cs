namespace SocialProfiles.Sandbox.Accounts;

/// <summary>
/// What happened to an account on one day, or on several: what only its owner is shown. A day that is over stays as it was,
/// and followers won and lost add up to the growth that everybody sees.
/// </summary>
internal sealed record SandboxDay
{
    public static SandboxDay Nothing { get; } = new();

    public double Views { get; private init; }

    public double Reach { get; private init; }

    public double Engaged { get; private init; }

    public double Likes { get; private init; }

    public double Comments { get; private init; }

    public double Shares { get; private init; }

    public double Saves { get; private init; }

    public double Replies { get; private init; }

    public double LinkTaps { get; private init; }

    public double Won { get; private init; }

    public double Lost { get; private init; }

    public double WatchMinutes { get; private init; }

    public double Interactions => Likes + Comments + Shares + Saves + Replies;

    /// <param name="platform">As in <see cref="SandboxAccounts.Find"/>.</param>
    /// <param name="day">As California counts days.</param>
    /// <returns>Null for a day on which the account was not there.</returns>
    public static SandboxDay? Of(string platform, string handle, DateOnly day)
    {
        var begin = PacificTime.Begin(day);
        var end = PacificTime.Begin(day.AddDays(1));
        var before = SandboxAccounts.Find(platform, handle, begin);
        var after = SandboxAccounts.Find(platform, handle, end);
        if (begin < after.JoinedAt)
        {
            return null;
        }

        var seed = after.Seed.For("days").For(day.DayNumber);
        var isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var views = after.PostCount == 0 ? 0 : Math.Floor(
            after.Followers * after.Seed.For("interest").Between(0.05, 0.4) * seed.For("views").Between(0.7, 1.3) * (isWeekend ? 1.25 : 1));
        var likes = Math.Floor(views * after.Seed.For("day likes").Between(0.03, 0.09) * seed.For("likes").Between(0.8, 1.2));
        var won = Math.Max(0, after.Followers - before.Followers);
        var lost = Math.Floor(won * seed.For("lost").Between(0.05, 0.3));
        var engaged = likes + Math.Floor(likes * 0.2);
        return new SandboxDay
        {
            Views = views,
            Reach = Math.Floor(views * seed.For("reach").Between(0.55, 0.8)),
            Engaged = Math.Floor(engaged * seed.For("engaged").Between(0.6, 0.9)),
            Likes = likes,
            Comments = Math.Floor(likes * seed.For("comments").Between(0.01, 0.04)),
            Shares = Math.Floor(likes * seed.For("shares").Between(0.02, 0.1)),
            Saves = Math.Floor(likes * seed.For("saves").Between(0.03, 0.12)),
            Replies = Math.Floor(likes * seed.For("replies").Between(0, 0.01)),
            LinkTaps = Math.Floor(views * seed.For("taps").Between(0.0005, 0.004)),
            Won = won + lost,
            Lost = lost,
            WatchMinutes = Math.Floor(views * after.Seed.For("seconds").Between(40.0, 300.0) * seed.For("seconds").Between(0.9, 1.1) / 60),
        };
    }

    public SandboxDay Add(SandboxDay other) => new()
    {
        Views = Views + other.Views,
        Reach = Reach + other.Reach,
        Engaged = Engaged + other.Engaged,
        Likes = Likes + other.Likes,
        Comments = Comments + other.Comments,
        Shares = Shares + other.Shares,
        Saves = Saves + other.Saves,
        Replies = Replies + other.Replies,
        LinkTaps = LinkTaps + other.LinkTaps,
        Won = Won + other.Won,
        Lost = Lost + other.Lost,
        WatchMinutes = WatchMinutes + other.WatchMinutes,
    };
}
