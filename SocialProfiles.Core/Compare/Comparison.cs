using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Compare;

/// <summary>Talents side by side. Times are UTC.</summary>
/// <param name="Talents">In the order in which they were asked for; those who are gone or in the archive are left out.</param>
/// <param name="Days">The agency's days of <see cref="ComparedTalent.Line"/>, the last one being today.</param>
/// <param name="Platforms">Keys of the platforms on which at least one of them has a profile that syncs, in order.</param>
/// <param name="Agency">How the agency counts days.</param>
public sealed record Comparison(IReadOnlyList<ComparedTalent> Talents, IReadOnlyList<DateOnly> Days, IReadOnlyList<string> Platforms, AgencyDays Agency);

/// <summary>A talent's numbers over the profiles that are compared: those of one platform, or all.</summary>
public sealed record ComparedTalent
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The profiles that are compared, largest first; empty where there is none.</summary>
    public required IReadOnlyList<ProfileNumbers> Profiles { get; init; }

    /// <summary>Sum of known followers.</summary>
    public required Compared<long> Followers { get; init; }

    /// <summary>Change of followers over <see cref="Figures.Growth.MonthDays"/> days, of the profiles of which it is known.</summary>
    public required Compared<Growth> Growth { get; init; }

    /// <summary>A fraction, each post weighing the same.</summary>
    public required Compared<double> EngagementRate { get; init; }

    /// <summary>Posts of which <see cref="EngagementRate"/> is made.</summary>
    public required int RatedPosts { get; init; }

    /// <summary>Over the newest <see cref="RecentFigures.Most"/> posts of each profile.</summary>
    public required Compared<double> MedianViews { get; init; }

    /// <summary>Posts a week over the last <see cref="Figures.Growth.MonthDays"/> days.</summary>
    public required Compared<double> PostsAWeek { get; init; }

    public required Compared<DateTimeOffset> LastPost { get; init; }

    public required Compared<AudienceCountry> Country { get; init; }

    /// <summary>Where exactly one profile is compared; a place means nothing across platforms.</summary>
    public Places Places { get; init; } = Places.None;

    /// <summary>
    /// Followers at the end of each day, of the profiles whose followers are known on one of them; null where the day has no reading of one
    /// of those. One a day of <see cref="Comparison.Days"/>.
    /// </summary>
    public required IReadOnlyList<long?> Line { get; init; }

    /// <summary>How many profiles those are.</summary>
    public required int LineProfiles { get; init; }

    /// <summary><see cref="Line"/> in per cent of the first day that is known.</summary>
    public IReadOnlyList<double?> Index => Line.FirstOrDefault(day => day is > 0) is { } first
        ? [.. Line.Select(day => day is { } followers ? 100.0 * followers / first : (double?)null)]
        : [.. Line.Select(_ => (double?)null)];
}

/// <summary>A number over some profiles.</summary>
/// <param name="Value">Means nothing where <paramref name="Known"/> is 0.</param>
/// <param name="Known">Profiles of which it is made.</param>
/// <param name="Profiles">Profiles that are compared.</param>
/// <param name="IsRounded">A part of it is rounded by its platform.</param>
/// <param name="IsAtLeast">There may be more of it than was read.</param>
/// <param name="Gap">Where none is known: why the first profile's is not; <see cref="MetricGap.None"/> where another reason holds.</param>
public readonly record struct Compared<T>(T Value, int Known, int Profiles, bool IsRounded = false, bool IsAtLeast = false, MetricGap Gap = MetricGap.None)
{
    public bool IsKnown => Known > 0;
}

/// <summary>The country where most of an audience is.</summary>
/// <param name="Code">ISO 3166.</param>
/// <param name="Share">A fraction of all countries.</param>
/// <param name="IsOfViews">Of those who watch, where the platform does not say it of those who follow.</param>
public sealed record AudienceCountry(string Code, double Share, bool IsOfViews);
