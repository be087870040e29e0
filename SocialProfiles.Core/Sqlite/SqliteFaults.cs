using Microsoft.Data.Sqlite;
using SocialProfiles.Core.Storage;
using SQLitePCL;

namespace SocialProfiles.Core.Sqlite;

/// <summary>One table from SQLite's codes to what they mean for us.</summary>
internal static class SqliteFaults
{
    /// <summary>The fault of the whole database behind an exception; null where it concerns a row, or is no fault of the database.</summary>
    public static StorageFault? Of(Exception? exception) => exception switch
    {
        null => null,
        StorageException known => known.Fault,
        SqliteException sqlite => Of(sqlite.SqliteErrorCode, sqlite.SqliteExtendedErrorCode),
        _ => Of(exception.InnerException),
    };

    private static StorageFault? Of(int code, int extendedCode) => (code, extendedCode) switch
    {
        // The file that SQLite shares between connections could not grow: the disk is full.
        (_, raw.SQLITE_IOERR_SHMSIZE) => StorageFault.Full,
        (raw.SQLITE_BUSY or raw.SQLITE_LOCKED, _) => StorageFault.Locked,
        (raw.SQLITE_FULL, _) => StorageFault.Full,
        (raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB, _) => StorageFault.Damaged,
        (raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM, _) => StorageFault.Unwritable,
        _ => null,
    };
}
