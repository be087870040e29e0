namespace SocialProfiles.Core.Alerts;

/// <summary>What an admin wants to be told of. In the application always; beside that by e-mail and webhook.</summary>
public sealed class AlertRule
{
    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    public bool IsSandbox { get; init; }

    public AlertKind Kind { get; set; }

    /// <summary>Per cent, or times the median; 0 for kinds without. Within <see cref="AlertBounds.ThresholdOf"/>.</summary>
    public double Threshold { get; set; }

    /// <summary>Days, or hours for <see cref="AlertKind.InError"/>; 0 for kinds without. Within <see cref="AlertBounds.WindowOf"/>.</summary>
    public int Window { get; set; }

    /// <summary>Only talents with this tag; null for all.</summary>
    public string? Tag { get; set; }

    public bool IsOn { get; set; }

    /// <summary>Addresses that get an e-mail.</summary>
    public List<string> Emails { get; set; } = [];

    /// <summary>Endpoints that get a webhook; may hold one that was deleted.</summary>
    public List<Guid> Endpoints { get; set; } = [];

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When what matched already was noted, UTC: from then on each match is news. Null before.</summary>
    public DateTimeOffset? StartedAt { get; set; }
}
