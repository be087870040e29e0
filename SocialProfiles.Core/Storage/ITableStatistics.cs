namespace SocialProfiles.Core.Storage;

/// <summary>
/// What the database knows of the sizes of its tables, by which it chooses an index. It does not notice by itself that a table grew
/// from nothing to fifty thousand rows.
/// </summary>
public interface ITableStatistics
{
    /// <summary>Counts anew where a table has grown or shrunk much since the last time; otherwise costs next to nothing. Blocks.</summary>
    /// <exception cref="StorageException">The database cannot be used now.</exception>
    void Refresh();
}
