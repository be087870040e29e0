using System.Text.Json;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Telemetry;

namespace SocialProfiles.Core.Ingestion;

/// <summary>What is kept in mind of a sync once it is written: for charts, for whoever measures, and for its trace.</summary>
internal sealed class SyncRecord(SyncTimeline timeline, Measures measures, TimeProvider time)
{
    /// <param name="writingAt">When the write began, UTC.</param>
    public void Written(FinishedSync sync, DateTimeOffset writingAt)
    {
        var took = sync.Claim.DurationUntil(sync.EndedAt);
        var outcome = NameOf(sync.Verdict.Outcome);
        timeline.Note(sync.Claim.Platform, sync.Verdict.Outcome, took, sync.EndedAt);
        measures.SyncEnded(sync.Claim.Platform, outcome, CauseOf(sync.Failure?.Kind), sync.Verdict.Outcome == SyncOutcome.Retried, TimeSpan.FromMilliseconds(took));
        sync.Claim.Trace?.End(writingAt, time.GetUtcNow(), outcome, sync.Failure is { } failure ? CauseOf(failure.Kind) : null);
    }

    /// <summary>It ended, and nothing of it could be written: its lease is somebody else's, or the database refused.</summary>
    public void Dropped(FinishedSync sync) => sync.Claim.Trace?.Abandon(time.GetUtcNow());

    /// <summary>As tags spell it: <c>rate_limited</c>.</summary>
    public static string CauseOf(FailureKind? kind) => kind is { } known ? JsonNamingPolicy.SnakeCaseLower.ConvertName(known.ToString()) : "none";

    private static string NameOf(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Succeeded => "succeeded",
        SyncOutcome.Retried => "retried",
        _ => "failed",
    };
}
