using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Attention;

/// <summary>Tries all profiles of one cause again, three attempts each.</summary>
public sealed class RefreshCause(AttentionList list, RefreshConnection refresh)
{
    // As many share a transaction as wait together.
    private const int AtOnce = 64;

    /// <param name="failure">Null for those whose numbers are only old.</param>
    /// <param name="done">Told after each how many were asked for so far; may be called from any thread.</param>
    /// <returns>How many were queued, of how many. Those that wait or sync already, or are gone, are not queued twice.</returns>
    public async Task<(int Queued, int All)> ExecuteAsync(string platform, FailureKind? failure, Actor actor, Action<int>? done, CancellationToken cancellationToken)
    {
        var connections = await list.ConnectionsAsync(platform, failure, cancellationToken);
        var (queued, asked) = (0, 0);
        await Parallel.ForEachAsync(connections, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (connection, token) =>
        {
            var result = await refresh.ExecuteAsync(connection, actor, token);
            if (result.Succeeded && result.Value.Outcome == RefreshOutcome.Queued)
            {
                Interlocked.Increment(ref queued);
            }

            done?.Invoke(Interlocked.Increment(ref asked));
        });
        return (queued, connections.Count);
    }
}
