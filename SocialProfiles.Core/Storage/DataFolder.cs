namespace SocialProfiles.Core.Storage;

/// <summary>
/// The one folder that holds everything. Opened by one process at a time: SQLite's locks would keep the file whole,
/// but two processes would each take the other's leases for those of a dead one.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream inUse)
    {
        Path = path;
        _lock = inUse;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, "socialprofiles.db");

    public string Keys => System.IO.Path.Combine(Path, "keys");

    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>Creates the folder where it is missing, readable by its owner only, and takes it for this process.</summary>
    /// <exception cref="IOException">It cannot be made or written, or another process has it; the message says which and what to do.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {path} cannot be made. Give this user the right to write there, or set Data:Directory to another folder.", exception);
        }

        try
        {
            return new DataFolder(path, new FileStream(System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {path} is in use by another SocialProfiles, or cannot be written. Stop the other one, or set Data:Directory to another folder.", exception);
        }
    }

    public void Dispose() => _lock.Dispose();
}
