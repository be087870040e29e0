namespace SocialProfiles.Core.Notices;

/// <summary>What a person has to know. Stored by name, so members may be added and never renamed.</summary>
public enum NoticeKind
{
    /// <summary>A consent ended; only the talent can renew it.</summary>
    ReconnectNeeded,

    /// <summary>A consent ends soon and cannot be renewed by itself.</summary>
    ConsentEnding,

    /// <summary>A consent waits for an admin's decision.</summary>
    DecisionNeeded,

    /// <summary>The agency's own access to a platform ends soon; only an admin can renew it.</summary>
    CredentialEnding,

    /// <summary>A permission fails for days while others of its platform work, and the platform does not say that it is over.</summary>
    MayNeedReconnect,

    /// <summary>A rule of the admin's newly matches a profile.</summary>
    Alert,

    /// <summary>A rule of the admin's matches many profiles at once, or did so when it was made.</summary>
    AlertSummary,

    /// <summary>The receiver of webhooks said that it is gone, so it was turned off.</summary>
    WebhookOff,

    /// <summary>A platform changed its answers: a number of it can't be trusted.</summary>
    MetricBroken,

    /// <summary>An API key expires soon.</summary>
    ApiKeyEnding,
    /// <summary>A backup could not be made. Closed by the next one that succeeds.</summary>
    BackupFailed,
}

/// <summary>Something that waits for a person until it is dealt with. At most one is open for a kind and what it is about.</summary>
public sealed class Notice
{
    public long Key { get; init; }

    public NoticeKind Kind { get; init; }

    /// <summary>What it is about: the id of the connection, of the held consent, of what a rule matched, or of the endpoint.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>Null where it is about no talent but about a platform, a rule or an endpoint.</summary>
    public Guid? TalentId { get; init; }

    public bool IsSandbox { get; init; }

    /// <summary>Key of the platform; empty where it is about none.</summary>
    public required string Platform { get; init; }

    public required string Handle { get; init; }

    /// <summary>The rule that raised it; null for what no rule did.</summary>
    public Guid? RuleId { get; init; }

    /// <summary>Of an alert: the connection that matched.</summary>
    public Guid? ConnectionId { get; init; }

    /// <summary>What an alert says in a few words, with the numbers of then; null for the other kinds.</summary>
    public string? Title { get; init; }

    /// <summary>The same as a sentence; null for the other kinds.</summary>
    public string? Detail { get; init; }

    /// <summary>Of a consent that ends soon: the days that were left when it was last raised (14, 7, 3 or 1); else 0.</summary>
    public int Level { get; set; }

    /// <summary>UTC; moves on when it becomes more urgent.</summary>
    public DateTimeOffset RaisedAt { get; set; }

    /// <summary>UTC; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
