using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>
/// Finds out by writing whether the database can be written: a number in its header, which needs no table, and a scratch file
/// beside it, since a full disk may still take a single page. Waits no longer than every writer does.
/// </summary>
public sealed class StorageProbe
{
    private const int ScratchBytes = 256 * 1024;

    // Written by nobody else, read by nobody.
    private const string TinyWrite = "PRAGMA user_version = ";

    private readonly DataFolder _folder;
    private readonly SqliteDatabaseFile _file;
    private readonly IWriteGate _gate;
    private readonly StorageHealth _health;
    private int _count;

    internal StorageProbe(DataFolder folder, SqliteDatabaseFile file, IWriteGate gate, StorageHealth health)
    {
        _folder = folder;
        _file = file;
        _gate = gate;
        _health = health;
    }

    /// <summary>Writes, and tells <see cref="StorageHealth"/> how that went.</summary>
    public async Task<StorageFault?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _gate.RunAsync(() => Task.FromResult(Write()), cancellationToken);
            _health.Wrote();
        }
        catch (StorageException)
        {
            // The gate has told it already.
        }

        return _health.Fault;
    }

    private int Write()
    {
        if (!File.Exists(_file.Path))
        {
            throw new StorageException(StorageFault.Missing);
        }

        WriteScratch();
        using var connection = _file.Open();
        using var command = connection.CreateCommand();
        command.CommandText = TinyWrite + (_count = (_count + 1) & 0xFFFF).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return command.ExecuteNonQuery();
    }

    private void WriteScratch()
    {
        var path = Path.Combine(_folder.Path, ".probe");
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
