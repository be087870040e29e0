using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.Home;

/// <summary>How the agency does, over all talents who are not in the archive. Times are UTC.</summary>
public sealed record HomeNumbers
{
    /// <summary>When it was read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required Audience Audience { get; init; }

    /// <summary>Talents on the roster.</summary>
    public required int Talents { get; init; }

    /// <summary>Those of them who have a profile that works: all but <see cref="Roster.RosterFreshness.NoneWorks"/>.</summary>
    public required int ConnectedTalents { get; init; }

    /// <summary>Profiles that sync: all but those of which only the link is kept.</summary>
    public required int SyncingProfiles { get; init; }

    /// <summary>Those of them that were read within the last hour.</summary>
    public required int FreshProfiles { get; init; }

    /// <summary>Profiles of which nothing is fetched.</summary>
    public required int LinkOnlyProfiles { get; init; }

    public required SyncSuccess Syncs { get; init; }

    public required Movers Movers { get; init; }

    /// <summary>Posts of the last seven days far above what the profile usually gets, the furthest first, at most <see cref="HomeQuery.MostPosts"/>.</summary>
    public required IReadOnlyList<HomePost> Standouts { get; init; }

    /// <summary>The newest post of each profile, newest first, at most <see cref="HomeQuery.MostPosts"/>.</summary>
    public required IReadOnlyList<HomePost> Newest { get; init; }
}

/// <summary>The sum of all followers. One person who follows two profiles is counted twice.</summary>
/// <param name="Followers">Sum of what is known; null where nothing is.</param>
/// <param name="Known">Profiles whose followers are known and believable.</param>
/// <param name="Profiles">Profiles that sync.</param>
/// <param name="Rounded">Known ones that their platform rounds.</param>
/// <param name="Unbelievable">Profiles that were left out because their platform gave a number that no account can have: more than <see cref="Believable.Most"/>.</param>
public sealed record Audience(long? Followers, int Known, int Profiles, int Rounded, int Unbelievable);

/// <summary>How many syncs of the last 24 hours succeeded. An attempt that is tried again is not over, and in neither number.</summary>
/// <param name="Succeeded">Syncs that succeeded.</param>
/// <param name="Ended">Syncs that succeeded or failed for good.</param>
public sealed record SyncSuccess(int Succeeded, int Ended)
{
    /// <summary>A fraction; null where no sync ended.</summary>
    public double? Rate => Ended == 0 ? null : (double)Succeeded / Ended;
}

/// <summary>Profiles whose followers changed the most over seven days.</summary>
/// <param name="Up">Largest gain of followers first, at most <see cref="HomeQuery.MostMovers"/>.</param>
/// <param name="Down">Largest loss first.</param>
/// <param name="UpByRate">Largest gain in per cent first, of profiles that began with <see cref="FewestForRate"/> followers or more.</param>
/// <param name="DownByRate">Largest loss in per cent first, of the same.</param>
/// <param name="Known">Profiles whose change is known.</param>
/// <param name="Profiles">Profiles that sync.</param>
public sealed record Movers(
    IReadOnlyList<ProfileNumbers> Up, IReadOnlyList<ProfileNumbers> Down, IReadOnlyList<ProfileNumbers> UpByRate, IReadOnlyList<ProfileNumbers> DownByRate, int Known, int Profiles)
{
    /// <summary>Half as many again of forty is no news.</summary>
    public const long FewestForRate = 1_000;

    internal static Movers Of(IReadOnlyList<ProfileNumbers> profiles, int take)
    {
        var known = profiles.Where(x => x.WeekGrowth.Change is not null).ToArray();
        var rated = known.Where(x => x.WeekGrowth.Rate is not null && x.Followers - x.WeekGrowth.Change >= FewestForRate).ToArray();
        return new(
            [.. known.Where(x => x.WeekGrowth.Change > 0).OrderByDescending(x => x.WeekGrowth.Change).ThenBy(x => x.Key).Take(take)],
            [.. known.Where(x => x.WeekGrowth.Change < 0).OrderBy(x => x.WeekGrowth.Change).ThenBy(x => x.Key).Take(take)],
            [.. rated.Where(x => x.WeekGrowth.Rate > 0).OrderByDescending(x => x.WeekGrowth.Rate).ThenBy(x => x.Key).Take(take)],
            [.. rated.Where(x => x.WeekGrowth.Rate < 0).OrderBy(x => x.WeekGrowth.Rate).ThenBy(x => x.Key).Take(take)],
            known.Length,
            profiles.Count(x => !x.IsLinkOnly));
    }
}

/// <summary>A post with whose it is.</summary>
/// <param name="More">What only the talent's permission shows of it; null where there is none.</param>
/// <param name="ViewsBroken">The platform's views of posts can't be trusted now.</param>
/// <param name="Ratio">Its views, in medians of the profile's other new posts; null where it is only new.</param>
public sealed record HomePost(
    Guid TalentId, string TalentName, Guid ConnectionId, string Platform, string Handle, SocialPost Post, PostInsight? More, bool ViewsBroken, double? Ratio)
{
    /// <inheritdoc cref="SocialPost.ViewsWith"/>
    public Metric Views => Post.ViewsWith(More) is { Value: not null } && ViewsBroken ? Metric.Unknown(MetricGap.Unbelievable) : Post.ViewsWith(More);
}
