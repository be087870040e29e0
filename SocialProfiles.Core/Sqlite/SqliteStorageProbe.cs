using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// Finds out by writing whether the database can be written: a number in its header, which needs no table, and a scratch file
/// beside it, since a full disk may still take a single page. Waits no longer than every writer does.
/// </summary>
internal sealed class SqliteStorageProbe(DataFolder folder, SqliteDatabaseFile file, IWriteGate gate, StorageHealth health) : IStorageProbe
{
    private const int ScratchBytes = 256 * 1024;

    // Written by nobody else, read by nobody.
    private const string TinyWrite = "PRAGMA user_version = ";

    private int _count;

    public async Task<StorageFault?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await gate.RunAsync(() => Task.FromResult(Write()), cancellationToken);
            health.Wrote();
        }
        catch (StorageException)
        {
            // The gate has told it already.
        }

        return health.Fault;
    }

    private int Write()
    {
        if (!File.Exists(file.Path))
        {
            throw new StorageException(StorageFault.Missing);
        }

        WriteScratch();
        using var connection = file.Open();
        using var command = connection.CreateCommand();
        command.CommandText = TinyWrite + (_count = (_count + 1) & 0xFFFF).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return command.ExecuteNonQuery();
    }

    private void WriteScratch()
    {
        var path = Path.Combine(folder.Path, ".probe");
        try
        {
            PrivateFiles.Create(path);
            File.WriteAllBytes(path, new byte[ScratchBytes]);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(IsFull(exception) ? StorageFault.Full : StorageFault.Unwritable, exception);
        }
        finally
        {
            TryDelete(path);
        }
    }

    // ENOSPC and EDQUOT of Linux, ENOSPC and EDQUOT of macOS, ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static bool IsFull(Exception exception) => (exception.HResult & 0xFFFF) is 28 or 122 or 69 or 112 or 39;

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next probe writes over it.
        }
    }
}
