using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>The state of a connection after an attempt.</summary>
/// <param name="DueAt">When it is tried again by itself, UTC; null when it waits for a person.</param>
/// <param name="Attempt">Attempts made in the round that goes on; 0 when the round is over.</param>
internal sealed record SyncVerdict(SyncStatus Status, FailureKind? Failure, DateTimeOffset? DueAt, SyncPriority Priority, int Attempt, int FailuresInARow, SyncOutcome Outcome);

/// <summary>Decides what follows an attempt. Pure but for the injected randomness of the jitter.</summary>
internal sealed class RetrySchedule(Random random)
{
    public const int Attempts = 3;

    /// <summary>Waits before the second and the third attempt.</summary>
    private static readonly TimeSpan[] _betweenAttempts = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    /// <summary>How rarely an ERROR that can pass by itself is tried anew: by rounds that failed in a row.</summary>
    private static readonly TimeSpan[] _betweenRounds =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
        TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    private const int RoundsUntilAnHour = 2;

    private static readonly TimeSpan _firstRateLimitWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestRateLimitWait = TimeSpan.FromHours(1);

    /// <summary>After a wait its platform lets them in one by one, so a long one needs no wider spread.</summary>
    private static readonly TimeSpan _longestJitter = TimeSpan.FromMinutes(5);

    /// <summary>Everything arrived: due again within <paramref name="refresh"/>, spread over its last fifth.</summary>
    public SyncVerdict Succeeded(DateTimeOffset now, TimeSpan refresh) =>
        new(SyncStatus.Ready, null, now + refresh - Jitter(refresh / 5), SyncPriority.Schedule, 0, 0, SyncOutcome.Succeeded);

    public SyncVerdict Failed(ClaimedSync claim, PlatformFailure failure, DateTimeOffset now)
    {
        var failures = claim.FailuresInARow + 1;
        if (failure.Kind == FailureKind.RateLimited)
        {
            // Waiting is what the platform asked for, so it burns no attempt.
            var wait = failure.RetryAfter ?? Min(_firstRateLimitWait * Math.Pow(2, Math.Min(claim.FailuresInARow, 10)), _longestRateLimitWait);
            return new(SyncStatus.Pending, failure.Kind, now + wait + Jitter(Min(wait / 10, _longestJitter)), SyncPriority.Schedule, claim.Attempt - 1, failures, SyncOutcome.Retried);
        }

        if (failure.End is not null || !SyncRound.TriesAgain(failure.Kind, claim.Type, claim.LastSyncedAt is not null))
        {
            return new(SyncStatus.Error, failure.Kind, null, SyncPriority.Schedule, 0, failures, SyncOutcome.Failed);
        }

        if (failure.CanPassByItself && claim.Attempt < Attempts)
        {
            return new(SyncStatus.Pending, failure.Kind, now + Max(_betweenAttempts[claim.Attempt - 1], failure.RetryAfter), claim.Priority, claim.Attempt, claim.FailuresInARow, SyncOutcome.Retried);
        }

        // What a person or another version mends is worth no hurry: it begins at an hour.
        var step = claim.FailuresInARow + (failure.CanPassByItself ? 0 : RoundsUntilAnHour);
        var pause = _betweenRounds[Math.Min(step, _betweenRounds.Length - 1)];
        return new(SyncStatus.Error, failure.Kind, now + Max(pause - Jitter(pause / 5), failure.RetryAfter), SyncPriority.Schedule, 0, failures, SyncOutcome.Failed);
    }

    private static TimeSpan Max(TimeSpan wait, TimeSpan? asked) => asked > wait ? asked.Value : wait;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private TimeSpan Jitter(TimeSpan range)
    {
        lock (random)
        {
            return range * random.NextDouble();
        }
    }
}
