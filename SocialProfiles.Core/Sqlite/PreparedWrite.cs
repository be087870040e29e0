using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// A statement that returns no rows, bound without parameter objects and boxes: a sync runs some fifty of them.
/// Values are bound in the order in which the statement first names its parameters.
/// </summary>
internal sealed class PreparedWrite : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public PreparedWrite(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), _database);
    }

    /// <returns>How many rows changed.</returns>
    /// <exception cref="SqliteException">SQLite refused.</exception>
    public int Run(params ReadOnlySpan<SqlValue> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i].Bind(_statement, i + 1);
        }

        var result = raw.sqlite3_step(_statement);
        var changes = raw.sqlite3_changes(_database);
        try
        {
            if (result != raw.SQLITE_DONE)
            {
                SqliteException.ThrowExceptionForRC(result, _database);
            }

            return changes;
        }
        finally
        {
            _ = raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();
}

/// <summary>A value to bind: nothing, a whole number, text or bytes.</summary>
internal readonly struct SqlValue
{
    private const int OnStack = 512;

    private readonly string? _text;
    private readonly long? _number;
    private readonly byte[]? _bytes;

    private SqlValue(long? number) => _number = number;

    private SqlValue(string? text) => _text = text;

    private SqlValue(byte[]? bytes) => _bytes = bytes;

    public static implicit operator SqlValue(byte[]? bytes) => new(bytes);

    public static implicit operator SqlValue(long? number) => new(number);

    public static implicit operator SqlValue(string? text) => new(text);

    public void Bind(sqlite3_stmt statement, int index)
    {
        if (_text is not null)
        {
            BindText(statement, index, _text);
        }
        else if (_number is { } number)
        {
            _ = raw.sqlite3_bind_int64(statement, index, number);
        }
        else if (_bytes is not null)
        {
            _ = raw.sqlite3_bind_blob(statement, index, _bytes);
        }
        else
        {
            _ = raw.sqlite3_bind_null(statement, index);
        }
    }

    private static void BindText(sqlite3_stmt statement, int index, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var rented = most > OnStack ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> bytes = rented ?? stackalloc byte[OnStack];
        _ = raw.sqlite3_bind_text(statement, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
