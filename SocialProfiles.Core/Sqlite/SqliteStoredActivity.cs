using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>The activity log to the letter, in one read transaction: what is written meanwhile is not seen.</summary>
internal sealed class SqliteStoredActivity(SqliteDatabaseFile file) : IStoredActivity
{
    internal const string Columns = "Key, At, Action, Actor, Source, Address, TalentId, Subject, Detail, Hash, WhoSalt, WhoHash, WhatSalt, WhatHash";

    public T Read<T>(Func<ActivityChain?, IEnumerable<StoredEntry>, T> read)
    {
        try
        {
            using var connection = file.Open();
            using var transaction = connection.BeginTransaction(deferred: true);
            return read(Chain(connection, transaction), Entries(connection, transaction));
        }
        catch (Exception exception) when (SqliteFaults.Of(exception) is { } fault)
        {
            throw exception as StorageException ?? new StorageException(fault, exception);
        }
    }

    internal static ActivityChain? Chain(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var select = new PreparedStatement(connection, "SELECT FirstKey, AnchorHash, LastKey, LastHash, Count, SealedAt FROM ActivityChain WHERE Key = 1");
        using var row = select.Read(transaction);
        return row.Read()
            ? new ActivityChain
            {
                FirstKey = row.GetInt64(0),
                AnchorHash = row.GetFieldValue<byte[]>(1),
                LastKey = row.GetInt64(2),
                LastHash = row.GetFieldValue<byte[]>(3),
                Count = row.GetInt64(4),
                SealedAt = row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
            }
            : null;
    }

    internal static StoredEntry Entry(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetString(2), Bytes(row, 3)!, row.GetInt32(4), Bytes(row, 5), row.IsDBNull(6) ? null : row.GetString(6), Bytes(row, 7)!, Bytes(row, 8),
        Bytes(row, 9), Bytes(row, 10), Bytes(row, 11), Bytes(row, 12), Bytes(row, 13));

    private static IEnumerable<StoredEntry> Entries(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var select = new PreparedStatement(connection, $"SELECT {Columns} FROM Activity ORDER BY Key");
        using var row = select.Read(transaction);
        while (row.Read())
        {
            yield return Entry(row);
        }
    }

    private static byte[]? Bytes(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
