using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Sqlite;

namespace SocialProfiles.Tests.TestKit;

/// <summary>
/// Closes the connections that are kept open to one test's database. Those of all would take the journals from under the tests
/// that run beside it.
/// </summary>
internal static class DatabasePool
{
    public static void Clear(string folder)
    {
        using var connection = new SqliteConnection(SqliteDatabaseFile.ConnectionStringOf(Path.Combine(folder, "socialprofiles.db")));
        SqliteConnection.ClearPool(connection);
    }
}
