using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace SocialProfiles.Core.Storage;

/// <summary>Why the database as a whole cannot be used. What concerns a single row is none of these.</summary>
public enum StorageFault
{
    /// <summary>Another program holds the database.</summary>
    Locked,

    /// <summary>No space is left on the disk.</summary>
    Full,

    /// <summary>The file can be read and written, but what is in it is broken.</summary>
    Damaged,

    /// <summary>The disk or its rights refuse: read-only, unmounted, an input or output error.</summary>
    Unwritable,

    /// <summary>The file was removed while the program runs.</summary>
    Missing,
}

/// <summary>What a person reads about a fault of the database: what happened, and the one thing to do.</summary>
/// <param name="Action">What a person can do.</param>
/// <param name="Continues">That is enough while the program runs; otherwise it has to be started again.</param>
public sealed record StorageText(string Reason, string Action, bool Continues)
{
    public string Remedy => Continues ? $"{Action} SocialProfiles then continues automatically." : Action;

    /// <summary>The same where the program did not start because of it.</summary>
    public string RemedyAtStart => Continues ? $"{Action} Then start SocialProfiles again." : Action;

    public static StorageText For(StorageFault fault) => fault switch
    {
        StorageFault.Locked => new("Another program is using the database.", "Close whatever has socialprofiles.db open, such as a backup or a database viewer.", true),
        StorageFault.Full => new("The server's disk is full.", "Free some disk space.", true),
        StorageFault.Damaged => new("The database is damaged.", "Stop SocialProfiles, restore socialprofiles.db from your backup, and start it again.", false),
        StorageFault.Unwritable => new("The data folder can't be written to.", "Check that its disk is mounted and that SocialProfiles is allowed to write there.", true),
        StorageFault.Missing => new("The database file was removed while SocialProfiles was running.", "Stop SocialProfiles, restore socialprofiles.db from your backup, and start it again.", false),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, null),
    };
}

/// <summary>Something could not be stored, for a reason that concerns the whole database. The message says which and what to do.</summary>
public sealed class StorageException(StorageFault fault, Exception? inner = null)
    : Exception($"{StorageText.For(fault).Reason} {StorageText.For(fault).Remedy}", inner)
{
    public StorageFault Fault { get; } = fault;

    /// <summary>Whether an exception is the database's: of the whole of it, or of what it refused to write.</summary>
    public static bool IsOfDatabase(Exception? exception) => exception is StorageException or DbException or DbUpdateException;
}
