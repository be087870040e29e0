namespace SocialProfiles.Core.Storage;

/// <summary>How many bytes we may still write on the disk of a folder; null where that can't be found out.</summary>
public delegate long? FreeSpace(string folder);

/// <summary>The disks of this machine.</summary>
internal static class Disks
{
    public static long? FreeOf(string folder)
    {
        try
        {
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(folder)! : folder).AvailableFreeSpace;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A share of another machine may have no drive here.
            return null;
        }
    }
}
