using System.Globalization;
using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Sqlite;

/// <summary>The rows of one unit of work on SQLite, and what it raised.</summary>
internal sealed class SqliteConnectionRows(ConnectionStatements statements, ActivityStatements activity, SqliteTransaction transaction, bool isSandbox) : IConnectionRows
{
    private HashSet<ICommitEvent>? _events;

    public IReadOnlyCollection<ICommitEvent> Events => _events is null ? [] : _events;

    public void Raise(ICommitEvent happened) => (_events ??= []).Add(happened);

    public NamedTalent? Talent(Guid id)
    {
        using var row = statements.Talent.Read(transaction, id, isSandbox);
        return row.Read() ? new NamedTalent(ShownText.Neutral(row.GetString(0)), row.GetBoolean(1)) : null;
    }

    public Connection? Find(Guid id)
    {
        using var row = statements.ById.Read(transaction, isSandbox, id);
        return row.Read() ? Read(row) : null;
    }

    public Connection? Find(string platform, string normalizedHandle)
    {
        using var row = statements.ByHandle.Read(transaction, isSandbox, platform, normalizedHandle);
        return row.Read() ? Read(row) : null;
    }

    public IReadOnlyList<Connection> OfTalent(Guid talentId)
    {
        List<Connection> connections = [];
        using var row = statements.ByTalent.Read(transaction, isSandbox, talentId);
        while (row.Read())
        {
            connections.Add(Read(row));
        }

        return connections;
    }

    public void Add(Connection connection) => statements.Insert.Run(
        Text(connection.Id), Text(connection.TalentId), connection.IsSandbox ? 1 : 0, connection.Platform, connection.Handle, connection.NormalizedHandle, connection.ProfileUrl,
        (long)connection.Type, (long)connection.Status, connection.Failure?.ToString(), Number(connection.LastSyncedAt), Number(connection.CreatedAt), Number(connection.UpdatedAt),
        Number(connection.DueAt), (long)connection.Priority, connection.Lease, connection.Attempt, connection.FailuresInARow);

    public void Update(Connection connection) => statements.Update.Run(
        (long)connection.Type, (long)connection.Status, connection.Failure?.ToString(), Number(connection.UpdatedAt), Number(connection.DueAt), (long)connection.Priority,
        connection.Lease, connection.Attempt, connection.FailuresInARow, connection.Key);

    public void Add(ActivityEntry entry)
    {
        activity.Add(transaction, entry);
        Raise(default(ActivityWritten));
    }

    public bool DropEndedConsent(long connectionKey) => statements.DropEndedConsent.Run(connectionKey) > 0;

    public bool CloseNotices(Guid subjectId, DateTimeOffset now) => statements.CloseNotices.Run(Number(now), Text(subjectId)) > 0;

    private static Connection Read(SqliteDataReader row) => new()
    {
        Key = row.GetInt64(0),
        Id = row.GetGuid(1),
        TalentId = row.GetGuid(2),
        Platform = row.GetString(3),
        Handle = row.GetString(4),
        NormalizedHandle = row.GetString(5),
        ProfileUrl = row.GetString(6),
        Type = (ConnectionType)row.GetInt32(7),
        Status = (SyncStatus)row.GetInt32(8),
        Failure = row.IsDBNull(9) ? null : Enum.Parse<FailureKind>(row.GetString(9)),
        LastSyncedAt = Time(row, 10),
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(11)),
        UpdatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(12)),
        DueAt = Time(row, 13),
        Priority = (SyncPriority)row.GetInt32(14),
        Lease = row.IsDBNull(15) ? null : row.GetInt64(15),
        Attempt = row.GetInt32(16),
        FailuresInARow = row.GetInt32(17),
        IsSandbox = row.GetBoolean(18),
    };

    private static DateTimeOffset? Time(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    private static long? Number(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();

    // As EF Core writes it.
    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant();
}
