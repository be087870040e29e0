using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// Makes the entries of before there was a chain part of it, once, before anything else is written. Some thousands a transaction;
/// killed in between, it goes on where it was.
/// </summary>
internal static class SqliteActivitySeal
{
    internal const int Slice = 5_000;

    /// <returns>How many entries there were; 0 where it was done before.</returns>
    public static long Run(SqliteDatabaseFile file, TimeProvider time)
    {
        using var connection = file.Open();
        if (IsDone(connection))
        {
            return 0;
        }

        long sealedNow = 0;
        while (SealSlice(connection, time) is var done && done.Count > 0)
        {
            sealedNow += done.Count;
            if (done.IsLast)
            {
                break;
            }
        }

        return sealedNow;
    }

    private static bool IsDone(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: true);

        // Entries with hashes and no chain: somebody took it away. Making it anew would hide that.
        return SqliteStoredActivity.Chain(connection, transaction) is { } chain ? chain.SealedAt is not null : Is(connection, transaction, "SELECT EXISTS (SELECT 1 FROM Activity WHERE Hash IS NOT NULL)");
    }

    private static (int Count, bool IsLast) SealSlice(SqliteConnection connection, TimeProvider time)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var chain = SqliteStoredActivity.Chain(connection, transaction) ?? Begin(connection, transaction);
        var entries = Next(connection, transaction, chain.LastKey);
        var hash = chain.LastHash;
        using (var update = new NativeStatement(connection, "UPDATE Activity SET Hash = @hash, WhoSalt = @whoSalt, WhoHash = @whoHash, WhatSalt = @whatSalt, WhatHash = @whatHash WHERE Key = @key"))
        {
            foreach (var entry in entries)
            {
                var (whoSalt, whatSalt) = (RandomNumberGenerator.GetBytes(ActivityHash.SaltSize), RandomNumberGenerator.GetBytes(ActivityHash.SaltSize));
                var who = ActivityHash.OfWho(whoSalt, entry.Actor, entry.Address);
                var what = ActivityHash.OfWhat(whatSalt, entry.Subject, entry.Detail, entry.TalentId);
                hash = ActivityHash.OfEntry(hash, entry.Key, entry.At, entry.Action, entry.Source, who, what);
                update.Run(hash, whoSalt, who, whatSalt, what, entry.Key);
            }
        }

        var isLast = entries.Count < Slice;
        using (var move = new NativeStatement(connection, "UPDATE ActivityChain SET LastKey = @key, LastHash = @hash, Count = @count, SealedAt = @at WHERE Key = 1"))
        {
            move.Run(entries.Count > 0 ? entries[^1].Key : chain.LastKey, hash, chain.Count + entries.Count, isLast ? time.GetUtcNow().ToUnixTimeMilliseconds() : (long?)null);
        }

        if (isLast && chain.Count + entries.Count > 0)
        {
            Tell(connection, transaction, chain.Count + entries.Count, time);
        }

        transaction.Commit();
        return (entries.Count, isLast);
    }

    private static void Tell(SqliteConnection connection, SqliteTransaction transaction, long count, TimeProvider time)
    {
        using var statements = new ActivityStatements(connection);
        statements.Add(transaction, new ActivityLog(time).Entry(Actor.System, ActivityAction.ActivitySealed, count == 1 ? "1 entry" : FormattableString.Invariant($"{count} entries")));
    }

    private static ActivityChain Begin(SqliteConnection connection, SqliteTransaction transaction)
    {
        using var first = new PreparedStatement(connection, "SELECT min(Key) FROM Activity");
        var chain = ActivityChain.After(first.Scalar(transaction) is long key ? key - 1 : 0, null);
        using var insert = new NativeStatement(connection, "INSERT INTO ActivityChain (Key, FirstKey, AnchorHash, LastKey, LastHash, Count) VALUES (1, @first, @anchor, @last, @hash, 0)");
        insert.Run(chain.FirstKey, chain.AnchorHash, chain.LastKey, chain.LastHash);
        return chain;
    }

    private static List<StoredEntry> Next(SqliteConnection connection, SqliteTransaction transaction, long after)
    {
        List<StoredEntry> entries = [];
        using var select = new PreparedStatement(connection, $"SELECT {SqliteStoredActivity.Columns} FROM Activity WHERE Key > @after ORDER BY Key LIMIT @slice", "@after", "@slice");
        using var row = select.Read(transaction, after, Slice);
        while (row.Read())
        {
            entries.Add(SqliteStoredActivity.Entry(row));
        }

        return entries;
    }

    private static bool Is(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var select = new PreparedStatement(connection, sql);
        return select.Scalar(transaction) is not 0L;
    }
}
