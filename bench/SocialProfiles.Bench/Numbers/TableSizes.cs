using Microsoft.Data.Sqlite;

namespace SocialProfiles.Bench.Numbers;

/// <summary>What the tables of a database take, their indexes included.</summary>
internal static class TableSizes
{
    /// <summary>Largest first; what is below a MiB is left out.</summary>
    public static IReadOnlyList<(string Table, long Bytes)> Of(string file)
    {
        using SqliteConnection connection = new($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT s.tbl_name, sum(d.pgsize) FROM dbstat d JOIN sqlite_schema s ON s.name = d.name WHERE d.aggregate GROUP BY s.tbl_name HAVING sum(d.pgsize) >= 1048576 ORDER BY 2 DESC
            """;
        using var rows = command.ExecuteReader();
        List<(string Table, long Bytes)> sizes = [];
        while (rows.Read())
        {
            sizes.Add((rows.GetString(0), rows.GetInt64(1)));
        }

        return sizes;
    }
}
