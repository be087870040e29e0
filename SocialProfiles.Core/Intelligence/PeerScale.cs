using SocialProfiles.Core.Figures;

namespace SocialProfiles.Core.Intelligence;

/// <summary>A number that profiles are ranked by.</summary>
public enum PeerNumber
{
    Followers,

    /// <summary>Relative growth over <see cref="Growth.MonthDays"/> days.</summary>
    Growth,

    EngagementRate,
    MedianViews,

    /// <summary>By <see cref="PostingRhythm"/>; where older posts of the window were not read, what is known of it.</summary>
    PostsAWeek,
}

/// <summary>Where a number stands among those of its peers.</summary>
/// <param name="Percentile">By <see cref="PercentileRank"/>, 0 to 100; null where there is none.</param>
/// <param name="Peers">Profiles of the platform and the size band of whom the number is known, this one included.</param>
public sealed record Place(double? Percentile, int Peers)
{
    /// <summary>The number itself is not known, or the followers are not, without which there are no peers.</summary>
    public static Place None { get; } = new(null, 0);

    /// <summary>From how many peers on a place says something.</summary>
    public const int FewestPeers = 5;

    /// <summary>There are peers, and too few of them.</summary>
    public bool IsTooFew => Peers is > 0 and < FewestPeers;
}

/// <summary>The places that the numbers of a profile have.</summary>
public sealed record Places(Place Followers, Place Growth, Place EngagementRate, Place MedianViews, Place PostsAWeek)
{
    public static Places None { get; } = new(Place.None, Place.None, Place.None, Place.None, Place.None);
}

/// <summary>The numbers of all profiles of the roster, by platform and size band, so that one can be told whether it is good.</summary>
public sealed class PeerScale
{
    private readonly Dictionary<long, double> _postsAWeek;
    private readonly Dictionary<(string Platform, SizeBand Band, PeerNumber Number), double[]> _ascending;

    /// <param name="rhythms">Of the profiles whose posts are known.</param>
    internal PeerScale(IEnumerable<ProfileNumbers> profiles, IEnumerable<PostingRhythm> rhythms)
    {
        _postsAWeek = rhythms.Where(rhythm => rhythm.PostsAWeek is not null).ToDictionary(rhythm => rhythm.Key, rhythm => rhythm.PostsAWeek!.Value);
        _ascending = profiles
            .Where(profile => profile.Followers is not null)
            .SelectMany(profile => Enum.GetValues<PeerNumber>().Select(number => (profile.Platform, Band: SizeBands.Of(profile.Followers!.Value), Number: number, Value: Of(profile, number))))
            .Where(one => one.Value is not null)
            .GroupBy(one => (one.Platform, one.Band, one.Number), one => one.Value!.Value)
            .ToDictionary(group => group.Key, group => group.Order().ToArray());
    }

    public Places PlacesOf(ProfileNumbers profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new(
            PlaceOf(profile, PeerNumber.Followers), PlaceOf(profile, PeerNumber.Growth), PlaceOf(profile, PeerNumber.EngagementRate), PlaceOf(profile, PeerNumber.MedianViews),
            PlaceOf(profile, PeerNumber.PostsAWeek));
    }

    private Place PlaceOf(ProfileNumbers profile, PeerNumber number)
    {
        if (profile.Followers is not { } followers || Of(profile, number) is not { } value
            || !_ascending.TryGetValue((profile.Platform, SizeBands.Of(followers), number), out var peers))
        {
            return Place.None;
        }

        return new Place(peers.Length < Place.FewestPeers ? null : PercentileRank.Of(peers, value), peers.Length);
    }

    private double? Of(ProfileNumbers profile, PeerNumber number) => number switch
    {
        PeerNumber.Followers => profile.Followers,
        PeerNumber.Growth => profile.MonthGrowth.Rate,
        PeerNumber.EngagementRate => profile.EngagementRate,
        PeerNumber.MedianViews => profile.MedianViews,
        PeerNumber.PostsAWeek => _postsAWeek.TryGetValue(profile.Key, out var posts) ? posts : null,
        _ => throw new ArgumentOutOfRangeException(nameof(number), number, null),
    };
}
