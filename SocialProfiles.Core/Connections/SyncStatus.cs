namespace SocialProfiles.Core.Connections;

/// <summary>The state of a connection, as people see it. Its API name is upper case.</summary>
public enum SyncStatus
{
    /// <summary>Waiting to sync.</summary>
    Pending = 0,

    /// <summary>Fetching data now.</summary>
    Syncing = 1,

    /// <summary>Synced and live: everything that this way of connecting can give is there.</summary>
    Ready = 2,

    /// <summary>The sync failed; the reason and what to do about it are stored.</summary>
    Error = 3,
}
