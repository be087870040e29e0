using System.Diagnostics;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Telemetry;
using TraceSpan = System.Diagnostics.Activity;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// One sync as a trace: how long it was due before somebody took it (<c>wait for turn</c>: limits, pauses and busy workers), the
/// claim, each call to the platform, and the write. Its tags hold no handle and no name; the connection's id leads to both.
/// </summary>
internal sealed class SyncTrace
{
    private readonly TraceSpan _root;

    private SyncTrace(TraceSpan root) => _root = root;

    /// <param name="dueAt">When it became due, UTC; null where that is not known.</param>
    /// <param name="claimingAt">When the claim began, UTC.</param>
    /// <param name="claimedAt">When it was made, UTC.</param>
    /// <returns>Null where nobody listens, or the sampler leaves this one out.</returns>
    public static SyncTrace? Begin(ClaimedSync claim, DateTimeOffset? dueAt, DateTimeOffset claimingAt, DateTimeOffset claimedAt)
    {
        var before = TraceSpan.Current;
        TraceSpan.Current = null;
        try
        {
            var start = dueAt < claimingAt ? dueAt.Value : claimingAt;
            if (Tracing.Source.StartActivity("sync", ActivityKind.Internal, default(ActivityContext), startTime: start) is not { } root)
            {
                return null;
            }

            root.SetTag("platform", claim.Platform).SetTag("attempt", claim.Attempt).SetTag("connection.id", claim.Id.ToString())
                .SetTag("priority", claim.Priority == SyncPriority.Person ? "person" : "schedule");
            var trace = new SyncTrace(root);
            if (start < claimingAt)
            {
                trace.Add("wait for turn", start, claimingAt);
            }

            trace.Add("claim", claimingAt, claimedAt);
            return trace;
        }
        finally
        {
            TraceSpan.Current = before;
        }
    }

    /// <summary>What this flow of calls does from now on belongs to it.</summary>
    public void Enter() => TraceSpan.Current = _root;

    /// <summary>Adds the write, and ends it.</summary>
    /// <param name="cause">Null where it succeeded.</param>
    public void End(DateTimeOffset writingAt, DateTimeOffset writtenAt, string outcome, string? cause)
    {
        Add("write", writingAt, writtenAt);
        _root.SetTag("outcome", outcome);
        if (cause is not null)
        {
            _root.SetTag("cause", cause).SetStatus(ActivityStatusCode.Error, cause);
        }

        _root.SetEndTime(writtenAt.UtcDateTime);
        _root.Stop();
    }

    /// <summary>Ends it without a write: its lease was taken away, or the server stops.</summary>
    public void Abandon(DateTimeOffset at)
    {
        _root.SetTag("outcome", "stopped").SetEndTime(at.UtcDateTime);
        _root.Stop();
    }

    private void Add(string name, DateTimeOffset from, DateTimeOffset to)
    {
        using var part = Tracing.Source.StartActivity(name, ActivityKind.Internal, _root.Context, startTime: from);
        part?.SetEndTime(to.UtcDateTime);
    }
}
