namespace SocialProfiles.Core.Ingestion;

/// <summary>What <see cref="SyncTimeline"/> has counted, so that it outlives a restart. One row a world.</summary>
public sealed class StoredTimeline
{
    public bool IsSandbox { get; init; }

    /// <summary>What ended until then is in it, UTC.</summary>
    public DateTimeOffset SavedAt { get; set; }

    /// <summary>As JSON.</summary>
    public required string Data { get; set; }
}
