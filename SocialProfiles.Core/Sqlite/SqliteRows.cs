using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Looks into a database that may not be there yet, or be of an older version.</summary>
internal static class SqliteRows
{
    /// <summary>Whether the table is there and holds something.</summary>
    /// <param name="table">Name of ours, never of a user.</param>
    public static bool Any(DataFolder folder, string table)
    {
        if (!File.Exists(folder.DatabaseFile))
        {
            return false;
        }

        using var connection = new SqliteDatabaseFile(folder).Open();
        using var isThere = new PreparedStatement(connection, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = @table", "@table");
        if (isThere.Scalar(null, table) is null)
        {
            return false;
        }

        using var any = new PreparedStatement(connection, $"SELECT 1 FROM \"{table}\" LIMIT 1");
        return any.Scalar(null) is not null;
    }
}
