namespace SocialProfiles.Core.Alerts;

/// <summary>What a rule has found and told. While the row is there and not over, the same is not told again.</summary>
public sealed class AlertMatch
{
    public Guid RuleId { get; init; }

    public long ConnectionKey { get; init; }

    /// <summary>What of the connection matched: the id of a post, the key of a notice; empty where there is one thing only.</summary>
    public required string Cause { get; init; }

    /// <summary>Of this time; its notification is about it. New when it is told again.</summary>
    public Guid Id { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset FoundAt { get; set; }

    /// <summary>UTC; null while it lasts. The row stays for a while, so that what goes to and fro is told once.</summary>
    public DateTimeOffset? OverAt { get; set; }
}
