namespace SocialProfiles.Core.Platforms;

/// <summary>How much of a platform is used.</summary>
/// <param name="Platform">Display name.</param>
public sealed record PlatformUse(string Platform)
{
    /// <summary>Profiles on the schedule.</summary>
    public required int Profiles { get; init; }

    /// <summary>The units of the day; null where the platform has none.</summary>
    public required DailyUse? Today { get; init; }

    /// <summary>What one sync costs on the mean.</summary>
    public required double UnitsASync { get; init; }

    /// <summary>How often each profile is read.</summary>
    public required TimeSpan Freshness { get; init; }

    /// <summary>Why it is not asked for now; null where it is.</summary>
    public required PlatformPause? Pause { get; init; }

    /// <summary>When the agency's own access ends, UTC; null where it has no end, or none is known.</summary>
    public required DateTimeOffset? AccessEndsAt { get; init; }
}
