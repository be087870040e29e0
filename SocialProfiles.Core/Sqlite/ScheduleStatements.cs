using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Sqlite;

/// <summary>What is about all profiles of a platform at once.</summary>
internal sealed class ScheduleStatements(SqliteConnection connection) : IDisposable
{
    private readonly PreparedStatement _bringForward = new(connection, """
        UPDATE Connections SET DueAt = @now, UpdatedAt = @now
        WHERE Key IN (
            SELECT Key FROM Connections
            WHERE IsSandbox = @sandbox AND Platform = @platform AND Failure = @failure AND Lease IS NULL AND DueAt > @now
            ORDER BY DueAt LIMIT @limit)
        """, "@now", "@sandbox", "@platform", "@failure", "@limit");

    private readonly PreparedStatement _count = new(connection, """
        SELECT Platform, count(DueAt) FROM Connections WHERE IsSandbox = @sandbox GROUP BY Platform
        """, "@sandbox");

    public int BringForward(SqliteTransaction transaction, long now, bool isSandbox, string platform, bool all) =>
        _bringForward.Run(transaction, now, isSandbox, platform, nameof(FailureKind.PlatformDown), all ? -1 : 1);

    public IReadOnlyDictionary<string, int> Count(bool isSandbox)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        using var rows = _count.Read(null, isSandbox);
        while (rows.Read())
        {
            counts[rows.GetString(0)] = rows.GetInt32(1);
        }

        return counts;
    }

    public void Dispose()
    {
        _bringForward.Dispose();
        _count.Dispose();
    }
}
