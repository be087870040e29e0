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

    /// <summary>
    /// Whether an application ran here before: encryption keys are made only after the database is. Then a database that is
    /// not there is lost, and a new one in its place would hide that.
    /// </summary>
    public bool WasUsed => Directory.Exists(Keys) && Directory.EnumerateFiles(Keys, "*.xml").Any();

    /// <summary>Creates the folder where it is missing, readable by its owner only, and takes it for this process.</summary>
    /// <exception cref="IOException">It cannot be made or written, or another process has it; the message says which and what to do.</exception>
    public static DataFolder Open(string path)
    {
        try
        {
            PrivateFiles.Folder(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {path} cannot be made. Give this user the right to write there, or set Data:Directory to another folder.", exception);
        }

        try
        {
            var folder = new DataFolder(path, new FileStream(System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            try
            {
                folder.MakePrivate();
                return folder;
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {path} is in use by another SocialProfiles, or cannot be written. Stop the other one, or set Data:Directory to another folder.", exception);
        }
    }

    public void Dispose() => _lock.Dispose();

    // An older version, or somebody with a copy command, may have left them open to others. Only our own names: the folder
    // may be one that holds other things too.
    private void MakePrivate()
    {
        foreach (var name in (ReadOnlySpan<string>)["", "-wal", "-shm", "-journal"])
        {
            PrivateFiles.Existing(DatabaseFile + name);
        }

        PrivateFiles.Existing(_lock.Name);
        foreach (var folder in (ReadOnlySpan<string>)[Keys, Logs])
        {
            PrivateFiles.Folder(folder);
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                PrivateFiles.Existing(file);
            }
        }
    }
}
