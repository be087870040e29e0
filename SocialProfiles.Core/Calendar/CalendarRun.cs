namespace SocialProfiles.Core.Calendar;

/// <summary>When a job of the calendar ran last: what decides whether it is due, also after the server was off.</summary>
public sealed class CalendarRun
{
    /// <summary><see cref="CalendarJob.Name"/>.</summary>
    public required string Name { get; init; }

    /// <summary>UTC. Where it never ran: when it came into the calendar.</summary>
    public DateTimeOffset LastStartedAt { get; set; }

    /// <summary>When the run started that was the last to succeed, UTC. Earlier than <see cref="LastStartedAt"/> while one runs, and after one that failed.</summary>
    public DateTimeOffset LastSucceededAt { get; set; }

    /// <summary>What the last run failed of, without secrets; null where it succeeded.</summary>
    public string? LastError { get; set; }
}
