using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <summary>Why a backup could not be made, in words.</summary>
public static class BackupFailure
{
    // Windows and Linux: no space left on the device.
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int DiskFullOnLinux = 28;

    /// <summary>A sentence on what happened and one on what to do; null for a fault of ours.</summary>
    /// <param name="target">The folder of backups.</param>
    public static string? Explain(Exception exception, string target) => exception switch
    {
        StorageException { Fault: StorageFault.Full } => Full(target),
        StorageException { Fault: StorageFault.Damaged } => "The database is damaged, so no backup of it can be made. Stop SocialProfiles and restore your newest backup.",
        StorageException { Fault: StorageFault.Locked } => "Another program is using the database. Close whatever has socialprofiles.db open, then try again.",
        IOException { HResult: DiskFullOnLinux or DiskFullOnWindows } => Full(target),
        StorageException or UnauthorizedAccessException or IOException => $"The backup couldn't be written to {target}. Check that the folder is there, and that SocialProfiles is allowed to write to it.",
        InvalidDataException damaged => damaged.Message,
        _ => null,
    };

    private static string Full(string target) => $"There isn't enough space for a backup in {target}. Free some disk space, or set Backups:Directory to a folder on another disk.";
}
