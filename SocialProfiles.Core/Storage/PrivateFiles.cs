namespace SocialProfiles.Core.Storage;

/// <summary>Takes the rights of everybody but the owner from what we keep. On Windows the folder's own rights count.</summary>
public static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder where it is missing, and its owner's alone (0700) where we may.</summary>
    public static DirectoryInfo Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(path);
        }

        var folder = Directory.CreateDirectory(path, OwnerOnly);
        Set(path, OwnerOnly);
        return folder;
    }

    /// <summary>Makes a file that is there its owner's alone (0600).</summary>
    public static void Existing(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            Set(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>
    /// An empty file that is its owner's alone from its first moment. One that is there is not even opened: closing a file takes
    /// from the whole process its locks on it, SQLite's too.
    /// </summary>
    public static void Create(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void Set(string path, UnixFileMode mode)
    {
        try
        {
            File.SetUnixFileMode(path, mode);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A mounted folder may belong to somebody else; what we make in it is still ours alone.
        }
    }
}
