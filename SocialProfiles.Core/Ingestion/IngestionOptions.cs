namespace SocialProfiles.Core.Ingestion;

/// <summary>How connections are kept fresh. Section <c>Ingestion</c>.</summary>
public sealed class IngestionOptions
{
    /// <summary>Syncs at once over all platforms, 1 to 1000. Default 16.</summary>
    public int Workers { get; set; } = 16;

    /// <summary>Newest posts to fetch a sync, 0 to 1000. Default 50.</summary>
    public int PostDepth { get; set; } = 50;

    /// <summary>
    /// A connection that is READY is synced again after this many minutes at most, 1 to 1440. Default 55, so that data
    /// stays under an hour old with time left for the sync itself.
    /// </summary>
    public int RefreshMinutes { get; set; } = 55;

    /// <summary>Numbers that only a consent shows are read again after this many hours, 1 to 168. Default 6: platforms count them with a delay of a day or two.</summary>
    public int InsightHours { get; set; } = 6;

    /// <summary>Longest time that one sync may take, seconds, 1 to 600. Default 60.</summary>
    public int SyncTimeoutSeconds { get; set; } = 60;

    /// <summary>How long a worker's hold on a connection lasts unless renewed, seconds, 3 to 600. Default 60.</summary>
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>All that is wrong with the values, each naming its key; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (key, value, min, max) in new[]
        {
            (nameof(Workers), Workers, 1, 1000),
            (nameof(PostDepth), PostDepth, 0, 1000),
            (nameof(RefreshMinutes), RefreshMinutes, 1, 1440),
            (nameof(InsightHours), InsightHours, 1, 168),
            (nameof(SyncTimeoutSeconds), SyncTimeoutSeconds, 1, 600),
            (nameof(LeaseSeconds), LeaseSeconds, 3, 600),
        })
        {
            if (value < min || value > max)
            {
                yield return $"Ingestion:{key} is {value}; use a number from {min} to {max}.";
            }
        }
    }
}
