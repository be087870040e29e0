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

    /// <summary>Overwrites words in the log files with asterisks, wherever they stand.</summary>
    /// <returns>Whether all files could be seen to.</returns>
    bool Logs(IReadOnlyCollection<string> words);

    /// <summary>Deletes the log files of a day and of all before it, for where nobody knows the words any more. Today's is open and stays.</summary>
    /// <param name="until">Any time of that day, UTC.</param>
    /// <param name="now">UTC.</param>
    /// <returns>Whether none of them is left.</returns>
    bool DeleteLogs(DateTimeOffset until, DateTimeOffset now);
}
