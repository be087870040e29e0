namespace SocialProfiles.Core.Storage;

/// <summary>Copies of the whole database, made while it is written to, and what can be said about one that nobody has open.</summary>
public interface IDatabaseCopy
{
    /// <summary>Writes everything as it is at one moment into a new file, without holding up writers.</summary>
    /// <param name="file">Must not exist; left out where it fails.</param>
    /// <param name="progress">Fraction that is done, 0 to 1.</param>
    /// <exception cref="StorageException">The database cannot be read, or the file not be written.</exception>
    Task CopyToAsync(string file, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>What is in a database. Reads all of it.</summary>
    /// <param name="subject">What a person calls it, at the beginning of a sentence: <c>The database in the backup</c>.</param>
    /// <exception cref="InvalidDataException">It is no database, or a damaged one; the message is a sentence.</exception>
    DatabaseContents Examine(string file, string subject, bool thoroughly, CancellationToken cancellationToken);

    /// <summary>Ends, in a copy that nobody has open, what lets people in by itself: sessions, password links, and links that make an account. Of an older version it may have none.</summary>
    /// <exception cref="InvalidDataException">It can't be written; the message is a sentence.</exception>
    void EndAccess(string file);

    /// <summary>The migrations that this version knows, oldest first.</summary>
    IReadOnlyList<string> KnownMigrations { get; }
}

/// <param name="Migrations">Applied ones, oldest first.</param>
/// <param name="Rows">Rows of each table of ours.</param>
public sealed record DatabaseContents(IReadOnlyList<string> Migrations, IReadOnlyDictionary<string, long> Rows);
