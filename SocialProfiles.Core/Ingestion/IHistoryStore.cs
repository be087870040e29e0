using SocialProfiles.Core.Agency;
using SocialProfiles.Core.History;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// The history's side of the database. Each looks outside the writer's turn and deletes in small slices, so that syncs and people
/// hardly wait for it, and gives how many rows went.
/// </summary>
internal interface IHistoryStore
{
    /// <param name="closedBefore">UTC.</param>
    Task<int> DeleteNoticesAsync(DateTimeOffset closedBefore, CancellationToken cancellationToken);

    /// <summary>Deletes attempts but the first that failed after the last good one: since then a profile is in error.</summary>
    /// <param name="first">Key of the first of some connections.</param>
    /// <param name="last">Key of the last of them.</param>
    /// <param name="endedBefore">UTC.</param>
    Task<int> DeleteAttemptsAsync(long first, long last, DateTimeOffset endedBefore, CancellationToken cancellationToken);

    /// <summary>Deletes what accounts showed and need not be kept: <see cref="HistoryThinning"/>.</summary>
    /// <param name="now">UTC.</param>
    Task<int> ThinReadingsAsync(long first, long last, DateTimeOffset now, AgencyDays days, CancellationToken cancellationToken);

    /// <summary>Deletes former numbers of an account's posts that need not be kept.</summary>
    /// <param name="now">UTC.</param>
    Task<int> ThinPostReadingsAsync(long connectionKey, DateTimeOffset now, AgencyDays days, CancellationToken cancellationToken);

    /// <summary>Of the private numbers from <paramref name="firstKept"/> on, those of an audience's groups that are not the newest of their week go, and all before.</summary>
    Task<int> ThinInsightsAsync(long connectionKey, DateOnly firstKept, CancellationToken cancellationToken);
}
