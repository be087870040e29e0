namespace SocialProfiles.Core.Platforms;

/// <summary>What has to outlive a restart about a platform. One row for a platform and world. Times are UTC.</summary>
public sealed class PlatformState
{
    /// <summary>Key of the platform.</summary>
    public required string Platform { get; init; }

    public bool IsSandbox { get; init; }

    /// <summary>The platform asked us to wait until then; null where it did not, and once that is over.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>Limits in a row that came without a word on how long.</summary>
    public int LimitsInARow { get; set; }

    /// <summary>The day, in California, whose units are counted; days since 0001-01-01.</summary>
    public int UnitsDay { get; set; }

    /// <summary>Units used on that day.</summary>
    public int UnitsUsed { get; set; }

    /// <summary>When the agency's own access ends; null where it has no end, or none is known.</summary>
    public DateTimeOffset? AccessEndsAt { get; set; }

    /// <summary>Since when an admin has paused it; null where nobody has.</summary>
    public DateTimeOffset? AdminPausedAt { get; set; }

    /// <summary>Who paused it.</summary>
    public string? AdminPausedBy { get; set; }
}
