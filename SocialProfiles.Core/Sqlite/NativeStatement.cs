using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// A prepared statement without parameter objects, readers and boxes: a sync runs some hundred of them.
/// Values are bound in the order in which the statement first names its parameters.
/// </summary>
internal sealed class NativeStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public NativeStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), _database);
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    /// <returns>How many rows changed.</returns>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public int Run(params ReadOnlySpan<SqlValue> values)
    {
        try
        {
            Step(values, raw.SQLITE_DONE);
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>Looks a row up.</summary>
    /// <param name="read">Makes something of the row; its columns count from 0.</param>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public T? Find<T>(Func<SqlRow, T> read, params ReadOnlySpan<SqlValue> values)
        where T : class
    {
        try
        {
            return Step(values, raw.SQLITE_ROW, raw.SQLITE_DONE) == raw.SQLITE_ROW ? read(new SqlRow(_statement)) : null;
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private int Step(ReadOnlySpan<SqlValue> values, params ReadOnlySpan<int> expected)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i].Bind(_statement, i + 1);
        }

        var result = raw.sqlite3_step(_statement);
        if (!expected.Contains(result))
        {
            SqliteException.ThrowExceptionForRC(result, _database);
        }

        return result;
    }
}

/// <summary>The row at which a statement stands.</summary>
internal readonly struct SqlRow(sqlite3_stmt statement)
{
    public long? Number(int column) =>
        raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int64(statement, column);

    /// <summary>Empty where there are none; good until the statement goes on.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);
}
