namespace SocialProfiles.Core.Deliveries;

/// <summary>By which way something leaves the house. Stored by name.</summary>
public enum DeliveryChannel
{
    Email,
    Webhook,
}

/// <summary>How far a delivery is. Stored by name.</summary>
public enum DeliveryState
{
    /// <summary>Not accepted yet; <see cref="Delivery.NextAttemptAt"/> says when it is tried.</summary>
    Waiting,

    /// <summary>The other side accepted it.</summary>
    Delivered,

    /// <summary>Given up: refused for good, or tried for a day.</summary>
    Failed,
}

/// <summary>
/// One message to one address, and at the same time its place in the queue: a restart loses nothing. What is sent stands in the
/// row, so that it says the same at each attempt.
/// </summary>
public sealed class Delivery
{
    public long Key { get; init; }

    /// <summary>Public id, UUIDv7. The same for every attempt, so that a receiver can tell a repetition.</summary>
    public Guid Id { get; init; }

    public bool IsSandbox { get; init; }

    public DeliveryChannel Channel { get; init; }

    /// <summary>The endpoint; null for an e-mail.</summary>
    public Guid? EndpointId { get; init; }

    /// <summary>The e-mail address; empty for a webhook.</summary>
    public required string Recipient { get; init; }

    /// <summary>What it is about, in a few words.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text of an e-mail, or JSON of a webhook, to the letter.</summary>
    public required string Body { get; set; }

    /// <summary>HTML of an e-mail; null for a webhook.</summary>
    public string? Html { get; set; }

    public DeliveryState State { get; set; }

    /// <summary>Attempts that were begun.</summary>
    public int Attempts { get; set; }

    /// <summary>Attempts since it was last sent by hand: what <see cref="DeliverySchedule"/> goes by.</summary>
    public int AttemptsInRound { get; set; }

    /// <summary>UTC; null once it is delivered or given up. While an attempt runs, the end of its hold: a dead process lets go by time alone.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>UTC; null before the first attempt.</summary>
    public DateTimeOffset? LastAttemptAt { get; set; }

    /// <summary>Status code of the last answer; null where none came.</summary>
    public int? Status { get; set; }

    /// <summary>The beginning of the last answer, at most <see cref="AnswerLength"/> characters of one line; null where there was none.</summary>
    public string? Answer { get; set; }

    /// <summary>What went wrong at the last attempt, as a sentence; null where nothing did.</summary>
    public string? Problem { get; set; }

    public const int AnswerLength = 200;
}
