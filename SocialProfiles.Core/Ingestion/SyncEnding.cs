using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Ingestion;

/// <summary>What the end of a fetch means: for its connection, whose next state follows, and for its platform, which may be limited, silent or back.</summary>
internal sealed partial class SyncEnding(
    RetrySchedule retries, PlatformBudgets budgets, SyncSlots slots, TimeProvider time, IOptionsMonitor<IngestionOptions> options, ILogger<SyncEnding> logger)
{
    private readonly ConcurrentQueue<string> _back = new();

    /// <summary>Takes a platform that had not answered and does so again, once.</summary>
    public bool TryTakeBack(out string? platform) => _back.TryDequeue(out platform);

    public FinishedSync Of(ClaimedSync claim, Result<FetchedAccount, PlatformFailure> fetched)
    {
        var now = time.GetUtcNow();
        var budget = budgets.Of(claim.Platform);
        if (fetched.Succeeded)
        {
            Answered(claim, budget);
            LogSynced(fetched.Value.Posts.Count);
            return new FinishedSync(claim, fetched.Value, null, retries.Succeeded(now, Refresh(claim, budget)), now);
        }

        var failure = fetched.Failure;
        LogFailed(failure.Kind, failure.Detail);
        Tell(claim, failure, budget);
        if (failure is { Kind: FailureKind.RateLimited, IsOfOneAccount: false })
        {
            // Told without a time, the platform's own history sets it, not the row's: one row may be limited for the first
            // time in an hour in which the platform has limited us all along.
            failure = failure with { RetryAfter = budget.Limited(failure.RetryAfter) };
        }

        return new FinishedSync(claim, null, failure, retries.Failed(claim, failure, now), now);
    }

    /// <summary>As often as configured; less often where the units of the day are not enough for that.</summary>
    private TimeSpan Refresh(ClaimedSync claim, PlatformBudget budget)
    {
        var wanted = TimeSpan.FromMinutes(options.CurrentValue.RefreshMinutes);
        var affordable = budget.FreshnessOf(slots.ProfilesOf(claim.Platform));
        return affordable > wanted ? affordable : wanted;
    }

    private void Tell(ClaimedSync claim, PlatformFailure failure, PlatformBudget budget)
    {
        switch (failure.Kind)
        {
            case FailureKind.PlatformDown:
                Silent(claim, budget);
                if (failure.RetryAfter is { } wait)
                {
                    budget.PauseFor(wait);
                }

                break;
            case FailureKind.BadResponse or FailureKind.AccessRefused:
                // An error page of something in between is no answer of the platform's; nor does it prove that there is none.
                if (budget.Circuit.IsDown)
                {
                    Silent(claim, budget);
                }

                break;
            case FailureKind.NotConfigured or FailureKind.StorageFailed or FailureKind.InternalError:
                break;
            case FailureKind.RateLimited:
                Back(claim, budget);
                break;
            default:
                Answered(claim, budget);
                break;
        }
    }

    private void Answered(ClaimedSync claim, PlatformBudget budget)
    {
        budget.Answered();
        budget.Synced();
        Back(claim, budget);
    }

    private void Back(ClaimedSync claim, PlatformBudget budget)
    {
        if (budget.Circuit.Answered())
        {
            LogBack(claim.Platform);
            _back.Enqueue(claim.Platform);
        }
    }

    private void Silent(ClaimedSync claim, PlatformBudget budget)
    {
        var wasDown = budget.Circuit.IsDown;
        budget.Circuit.Silent(claim.Key, slots.ProfilesOf(claim.Platform));
        if (!wasDown && budget.Circuit.IsDown)
        {
            LogDown(claim.Platform);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Synced, {Posts} posts")]
    private partial void LogSynced(int posts);

    [LoggerMessage(LogLevel.Information, "Sync failed: {Kind}, {Detail}")]
    private partial void LogFailed(FailureKind kind, string detail);

    [LoggerMessage(LogLevel.Warning, "{Platform} doesn't answer; we try one profile at a time")]
    private partial void LogDown(string platform);

    [LoggerMessage(LogLevel.Information, "{Platform} answers again; its profiles are read now")]
    private partial void LogBack(string platform);
}
