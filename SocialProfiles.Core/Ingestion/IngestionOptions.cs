namespace SocialProfiles.Core.Ingestion;

/// <summary>How connections are kept fresh. Section <c>Ingestion</c>.</summary>
public sealed class IngestionOptions
{
    public const string Section = "Ingestion";

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

    /// <summary>Longest time that the profile may take in a sync, seconds, 1 to 600. Default 30.</summary>
    public int ProfileTimeoutSeconds { get; set; } = 30;

    /// <summary>Longest time that all pages of posts may take in a sync, seconds, 1 to 600. Default 60.</summary>
    public int PostsTimeoutSeconds { get; set; } = 60;

    /// <summary>
    /// Longest time that the private numbers may take in a sync, seconds, 1 to 600. Default 60. Those that are not there by then
    /// are asked for again an hour later; profile and posts don't wait for them.
    /// </summary>
    public int InsightsTimeoutSeconds { get; set; } = 60;

    /// <summary>How long a worker's hold on a connection lasts unless renewed, seconds, 3 to 600. Default 60.</summary>
    public int LeaseSeconds { get; set; } = 60;

    /// <summary>How long the attempts of each profile are kept, days, 1 to 90. Default 7.</summary>
    public int AttemptDays { get; set; } = 7;

    /// <summary>All that is wrong with the values, each naming its key; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        foreach (var (key, value, min, max) in new[]
        {
            (nameof(Workers), Workers, 1, 1000),
            (nameof(PostDepth), PostDepth, 0, 1000),
            (nameof(RefreshMinutes), RefreshMinutes, 1, 1440),
            (nameof(InsightHours), InsightHours, 1, 168),
            (nameof(ProfileTimeoutSeconds), ProfileTimeoutSeconds, 1, 600),
            (nameof(PostsTimeoutSeconds), PostsTimeoutSeconds, 1, 600),
            (nameof(InsightsTimeoutSeconds), InsightsTimeoutSeconds, 1, 600),
            (nameof(LeaseSeconds), LeaseSeconds, 3, 600),
            (nameof(AttemptDays), AttemptDays, 1, 90),
        })
        {
            if (value < min || value > max)
            {
                yield return $"{Section}:{key} is {value}; use a number from {min} to {max}.";
            }
        }
    }
}
