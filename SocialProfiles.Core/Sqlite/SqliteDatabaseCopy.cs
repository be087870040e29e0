using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SQLitePCL;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// Copies by <c>VACUUM INTO</c>: one read transaction, so the copy is of one moment and writers go on beside it. The backup API
/// would begin again at every commit, and on a busy evening never end.
/// </summary>
internal sealed class SqliteDatabaseCopy(SqliteDatabaseFile database) : IDatabaseCopy
{
    private const int StepsBetweenLooks = 20_000;

    private static readonly Lazy<IReadOnlyList<string>> _known = new(static () =>
    {
        using var db = new DesignTimeDbContextFactory().CreateDbContext([]);
        return [.. db.Database.GetMigrations()];
    });

    public IReadOnlyList<string> KnownMigrations => _known.Value;

    public async Task CopyToAsync(string file, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        try
        {
            // For its rights: SQLite fills an empty file too.
            PrivateFiles.Create(file);
            await Task.Run(() => Copy(file, progress, cancellationToken), cancellationToken);
        }
        catch (Exception exception)
        {
            TryDelete(file);
            TryDelete(file + "-journal");
            cancellationToken.ThrowIfCancellationRequested();
            if (exception is UnauthorizedAccessException or IOException)
            {
                throw new StorageException(StorageFault.Unwritable, exception);
            }

            throw SqliteFaults.Of(exception) is { } fault ? new StorageException(fault, exception) : exception;
        }
    }

    public DatabaseContents Examine(string file, string subject, bool thoroughly, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
            connection.Open();
            raw.sqlite3_progress_handler(connection.Handle, StepsBetweenLooks, _ => cancellationToken.IsCancellationRequested ? 1 : 0, null);
            if (thoroughly)
            {
                Check(connection, subject);
            }

            var tables = Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' ORDER BY name");
            var migrations = Texts(connection, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId");
            return new DatabaseContents(migrations, tables.ToDictionary(table => table, table => Rows(connection, table), StringComparer.Ordinal));
        }
        catch (SqliteException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new InvalidDataException($"{subject} is damaged: {exception.Message}", exception);
        }
    }

    public void EndAccess(string file)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
            connection.Open();
            foreach (var table in Texts(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('Sessions', 'RecoveryLinks', 'ColleagueInvitations')"))
            {
                using var ended = new PreparedStatement(connection, $"DELETE FROM {table}");
                ended.Run(null);
            }
        }
        catch (SqliteException exception)
        {
            throw new InvalidDataException($"The database in the backup can't be written to: {exception.Message}", exception);
        }
    }

    private static void Check(SqliteConnection connection, string subject)
    {
        if (Texts(connection, "PRAGMA integrity_check(1)") is [var found, ..] && found != "ok")
        {
            throw new InvalidDataException($"{subject} is damaged: {found}");
        }

        if (Texts(connection, "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1") is [var table])
        {
            throw new InvalidDataException($"{subject} is damaged: rows of {table} refer to rows that are missing.");
        }
    }

    private void Copy(string file, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var connection = database.OpenAlone();
        var size = new FileInfo(database.Path).Length;
        raw.sqlite3_progress_handler(connection.Handle, StepsBetweenLooks, _ =>
        {
            progress?.Report(size > 0 ? Math.Min(0.99, (double)new FileInfo(file).Length / size) : 0);
            return cancellationToken.IsCancellationRequested ? 1 : 0;
        }, null);
        using var command = connection.CreateCommand();

        // As long as it takes: nobody waits for it.
        command.CommandTimeout = 0;
        command.CommandText = "VACUUM INTO @file";
        command.Parameters.AddWithValue("@file", file);
        command.ExecuteNonQuery();
        progress?.Report(1);
    }

    private static List<string> Texts(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string> texts = [];
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }

    private static long Rows(SqliteConnection connection, string table)
    {
        using var rows = new PreparedStatement(connection, $"SELECT count(*) FROM \"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        return (long)rows.Scalar(null)!;
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What failed is the news; the folder is swept before the next one.
        }
    }
}
