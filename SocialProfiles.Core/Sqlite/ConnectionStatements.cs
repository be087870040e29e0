using Microsoft.Data.Sqlite;

namespace SocialProfiles.Core.Sqlite;

/// <summary>What connecting and refreshing read and write, prepared once.</summary>
internal sealed class ConnectionStatements(SqliteConnection connection) : IDisposable
{
    private const string Select = """
        SELECT Key, Id, TalentId, Platform, Handle, NormalizedHandle, ProfileUrl, Type, Status, Failure, LastSyncedAt, CreatedAt, UpdatedAt,
            DueAt, Priority, Lease, Attempt, FailuresInARow, IsSandbox
        FROM Connections WHERE IsSandbox = @sandbox AND
        """;

    public NativeStatement Savepoint { get; } = new(connection, "SAVEPOINT work");

    public NativeStatement ReleaseSavepoint { get; } = new(connection, "RELEASE work");

    public NativeStatement RollbackToSavepoint { get; } = new(connection, "ROLLBACK TO work");

    public PreparedStatement Talent { get; } = new(
        connection, "SELECT Name, ArchivedAt IS NOT NULL FROM Talents WHERE Id = @id AND (NOT IsSample OR @sandbox)", "@id", "@sandbox");

    public PreparedStatement ById { get; } = new(connection, Select + " Id = @id", "@sandbox", "@id");

    public PreparedStatement ByHandle { get; } = new(connection, Select + " Platform = @platform AND NormalizedHandle = @handle", "@sandbox", "@platform", "@handle");

    public PreparedStatement ByTalent { get; } = new(connection, Select + " TalentId = @talent ORDER BY Key", "@sandbox", "@talent");

    public NativeStatement Insert { get; } = new(connection, """
        INSERT INTO Connections (Id, TalentId, IsSandbox, Platform, Handle, NormalizedHandle, ProfileUrl, Type, Status, Failure, LastSyncedAt, CreatedAt, UpdatedAt,
            DueAt, Priority, Lease, Attempt, FailuresInARow)
        VALUES (@id, @talent, @sandbox, @platform, @handle, @normalized, @url, @type, @status, @failure, @synced, @created, @updated, @due, @priority, @lease, @attempt, @failures)
        """);

    public NativeStatement Update { get; } = new(connection, """
        UPDATE Connections SET Type = @type, Status = @status, Failure = @failure, UpdatedAt = @updated, DueAt = @due, Priority = @priority, Lease = @lease,
            Attempt = @attempt, FailuresInARow = @failures
        WHERE Key = @key
        """);

    public NativeStatement DropEndedConsent { get; } = new(connection, "DELETE FROM Consents WHERE ConnectionKey = @key AND EndedBecause IS NOT NULL");

    public NativeStatement CloseNotices { get; } = new(connection, "UPDATE Notices SET ClosedAt = @now WHERE SubjectId = @subject AND ClosedAt IS NULL");

    public void Dispose()
    {
        foreach (var statement in new IDisposable[]
        {
            Savepoint, ReleaseSavepoint, RollbackToSavepoint, Talent, ById, ByHandle, ByTalent, Insert, Update, DropEndedConsent, CloseNotices,
        })
        {
            statement.Dispose();
        }
    }
}
