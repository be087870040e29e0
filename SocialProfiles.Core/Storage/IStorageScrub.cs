namespace SocialProfiles.Core.Storage;

/// <summary>
/// Overwrites what deleted rows leave behind in the files. A database only marks their place as free; whoever has the file could still read
/// them there.
/// </summary>
public interface IStorageScrub
{
    /// <summary>Writes the database anew without what was deleted. Writers wait meanwhile: about a second for every hundred megabytes.</summary>
    /// <returns>Whether it was done; false where another program holds the database, or the disk has no room for a second copy.</returns>
    Task<bool> DatabaseAsync(CancellationToken cancellationToken);
}
