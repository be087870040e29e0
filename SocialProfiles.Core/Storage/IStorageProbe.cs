namespace SocialProfiles.Core.Storage;

/// <summary>Finds out by writing whether the database can be written.</summary>
public interface IStorageProbe
{
    /// <summary>Writes, and tells <see cref="StorageHealth"/> how that went. Waits no longer than every writer does.</summary>
    /// <returns>What is wrong; null for nothing.</returns>
    Task<StorageFault?> RunAsync(CancellationToken cancellationToken);
}
