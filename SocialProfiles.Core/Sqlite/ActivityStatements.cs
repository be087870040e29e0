using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// Writes activity and moves the end of its chain, for units of work that write their rows themselves. The end is read from the
/// database each time: a savepoint that is undone takes it back along with the entry.
/// </summary>
internal sealed class ActivityStatements(SqliteConnection connection) : IDisposable
{
    // The highest key beside it: somebody may have put an entry in past us, and that must stop nobody from working.
    private readonly PreparedStatement _end = new(connection, """
        SELECT c.LastKey, c.LastHash, coalesce(e.Highest, 0) FROM (SELECT max(Key) AS Highest FROM Activity) e LEFT JOIN ActivityChain c ON c.Key = 1
        """);

    private readonly NativeStatement _insert = new(connection, """
        INSERT INTO Activity (Key, At, Action, Actor, Source, Address, TalentId, Subject, Detail, Hash, WhoSalt, WhoHash, WhatSalt, WhatHash)
        VALUES (@key, @at, @action, @actor, @source, @address, @talent, @subject, @detail, @hash, @whoSalt, @whoHash, @whatSalt, @whatHash)
        """);

    private readonly NativeStatement _move = new(connection, "UPDATE ActivityChain SET LastKey = @key, LastHash = @hash, Count = Count + 1 WHERE Key = 1");

    private readonly NativeStatement _begin = new(connection, """
        INSERT INTO ActivityChain (Key, FirstKey, AnchorHash, LastKey, LastHash, Count, SealedAt) VALUES (1, @first, @anchor, @last, @hash, 0, @at)
        """);

    public void Add(SqliteTransaction transaction, ActivityEntry entry)
    {
        var (before, previous) = End(transaction, entry.At);
        var key = before + 1;
        var hash = entry.Seal(key, previous);
        _insert.Run(
            key, entry.At.ToUnixTimeMilliseconds(), entry.Action.ToString(), entry.Actor, (long)entry.Source, entry.Address, entry.StoredTalentId, entry.Subject, entry.Detail,
            hash, entry.WhoSalt, entry.WhoHash, entry.WhatSalt, entry.WhatHash);
        _move.Run(key, hash);
    }

    public void Dispose()
    {
        _end.Dispose();
        _insert.Dispose();
        _move.Dispose();
        _begin.Dispose();
    }

    private (long Key, byte[] Hash) End(SqliteTransaction transaction, DateTimeOffset now)
    {
        long highest;
        using (var row = _end.Read(transaction))
        {
            row.Read();
            highest = row.GetInt64(2);
            if (!row.IsDBNull(0))
            {
                return (Math.Max(row.GetInt64(0), highest), row.GetFieldValue<byte[]>(1));
            }
        }

        // Somebody took the row away; what is older than the new one is found when the chain is looked at.
        var chain = ActivityChain.After(highest, now);
        _begin.Run(chain.FirstKey, chain.AnchorHash, chain.LastKey, chain.LastHash, now.ToUnixTimeMilliseconds());
        return (chain.LastKey, chain.LastHash);
    }
}
