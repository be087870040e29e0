namespace SocialProfiles.Core.Deliveries;

/// <summary>How an attempt ended.</summary>
/// <param name="Problem">What went wrong and what to do, as sentences; null where it was accepted. Holds no secret.</param>
/// <param name="Status">Status code of the answer; null where none came.</param>
/// <param name="Answer">The answer as it came; shortened before it is stored. Null where there was none.</param>
internal sealed record SendOutcome(string? Problem, int? Status = null, string? Answer = null)
{
    public bool Succeeded => Problem is null;

    /// <summary>Trying again would change nothing.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The receiver is gone for good, by its own word.</summary>
    public bool IsGone { get; init; }

    /// <summary>How long the receiver asks us to wait; null where it doesn't.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
