using System.Globalization;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Find;

/// <summary>Where a number stands among those of profiles of the same platform and size, in words.</summary>
internal static class PlaceText
{
    /// <summary>In a cell: <c>88th percentile</c>; null where there is no place.</summary>
    public static string? Short(Place place) => place switch
    {
        { Percentile: { } percentile } => $"{Ordinal(Whole(percentile))} percentile",
        { IsTooFew: true } => "too few to compare",
        _ => null,
    };

    /// <summary>On hover and to a screen reader; null where there is no place.</summary>
    /// <param name="platform">Display name.</param>
    public static string? Full(Place place, string platform, long? followers) => (place, followers) switch
    {
        ({ Percentile: { } percentile }, { } size) =>
            $"Higher than about {Whole(percentile)}% of the roster's {ShortNumber.Exact(place.Peers)} {platform} profiles with {BandName(size)} followers, counting half of those with the same number",
        ({ IsTooFew: true }, { } size) =>
            $"Only {place.Peers} {platform} {(place.Peers == 1 ? "profile" : "profiles")} with {BandName(size)} followers on the roster. A comparison needs {Place.FewestPeers}.",
        _ => null,
    };

    public static string BandName(long followers) => SizeBands.Of(followers) switch
    {
        SizeBand.Under1K => "under 1K",
        SizeBand.Upto10K => "1K–10K",
        SizeBand.Upto50K => "10K–50K",
        SizeBand.Upto250K => "50K–250K",
        SizeBand.Upto1M => "250K–1M",
        _ => "1M or more",
    };

    // Nobody is above everybody, himself included.
    private static int Whole(double percentile) => Math.Clamp((int)Math.Round(percentile), 1, 99);

    private static string Ordinal(int number) => number.ToString(CultureInfo.InvariantCulture) + (number % 100 is >= 11 and <= 13 ? "th" : (number % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });
}
