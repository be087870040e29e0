namespace SocialProfiles.Core.Storage;

/// <summary>
/// The one folder that holds everything. Opened by one process at a time: SQLite's locks would keep the file whole,
/// but two processes would each take the other's leases for those of a dead one.
/// </summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>Name of the database's file.</summary>
    public const string DatabaseName = "socialprofiles.db";

    private const string LockFile = ".lock";

    private static readonly string[] _suffixes = ["", "-wal", "-shm", "-journal"];

    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? inUse)
    {
        Path = path;
        _lock = inUse;
    }

    /// <summary>Absolute path.</summary>
    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, DatabaseName);

    public string Keys => System.IO.Path.Combine(Path, "keys");

    public string Logs => System.IO.Path.Combine(Path, "logs");

    /// <summary>Where backups are put unless <c>Backups:Directory</c> says otherwise.</summary>
    public string Backups => System.IO.Path.Combine(Path, "backups");

    /// <summary>Pictures of posts that were fetched from platforms. Nothing is lost with it.</summary>
    public string Thumbnails => System.IO.Path.Combine(Path, "thumbnails");

    /// <summary>False for a command that works beside the server: it starts no workers, and leaves the database's tables as they are.</summary>
    public bool IsOurs => _lock is not null;

    /// <summary>
    /// Whether an application ran here before: encryption keys are made only after the database is. Then a database that is
    /// not there is lost, and a new one in its place would hide that.
    /// </summary>
    public bool WasUsed => Directory.Exists(Keys) && Directory.EnumerateFiles(Keys, "*.xml").Any();

    /// <summary>Creates the folder where it is missing, readable by its owner only, and takes it for this process.</summary>
    /// <exception cref="IOException">It cannot be made or written, or another process has it; the message says which and what to do.</exception>
    public static DataFolder Open(string path)
    {
        RefuseRoot(path);
        try
        {
            PrivateFiles.Folder(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The data folder {path} can't be created. Allow this user to write there, or set Data:Directory to another folder.", exception);
        }

        try
        {
            var folder = new DataFolder(path, new FileStream(System.IO.Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
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
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException(
                $"The account {Environment.UserName} isn't allowed to read and write everything in the data folder {path}. {exception.Message} Use the account that the folder belongs to, or give the folder to this one: sudo chown -R {Environment.UserName}: '{path}'",
                exception);
        }
        catch (IOException exception)
        {
            throw new IOException($"The data folder {path} is in use by another copy of SocialProfiles, or can't be written to. Stop the other copy, or set Data:Directory to another folder.", exception);
        }
    }

    /// <summary>
    /// For a command: takes the folder where nobody has it, and else works beside the server that does. SQLite lets both read and
    /// write; what must not be there twice are the workers, and a command has none.
    /// </summary>
    /// <exception cref="IOException">It cannot be used; the message says why and what to do.</exception>
    public static DataFolder OpenBeside(string path)
    {
        RefuseRoot(path);
        return IsInUse(path) ? new DataFolder(path, null) : Open(path);
    }

    public void Dispose() => _lock?.Dispose();

    /// <summary>Where a folder has the database, and what SQLite puts beside it; not all of them are always there.</summary>
    internal static IReadOnlyList<string> DatabaseFilesIn(string folder) =>
        [.. _suffixes.Select(suffix => System.IO.Path.Combine(folder, DatabaseName + suffix))];

    /// <summary>What is there of ours, files and folders. The folder may be one that holds other things too.</summary>
    internal IEnumerable<string> OwnPaths()
    {
        string[] files = [.. DatabaseFilesIn(Path), System.IO.Path.Combine(Path, LockFile)];
        string[] folders = [Path, Keys, Logs, Backups, Thumbnails];
        return files.Where(File.Exists)
            .Concat(folders.Where(Directory.Exists))
            .Concat(folders[1..].Where(Directory.Exists).SelectMany(Directory.EnumerateFiles));
    }

    private static void RefuseRoot(string path)
    {
        if (FolderOwner.InsteadOfRoot(path) is { } owner)
        {
            throw new IOException(
                $"The data folder {path} belongs to the account {owner}, so root doesn't work in it: {owner} couldn't open the files that root makes. Run this as {owner} (sudo -u '{owner}' …), give the folder to root where the server runs as root (chown -R root: '{path}'), or set Data:Directory to another folder.");
        }
    }

    private static bool IsInUse(string path)
    {
        var file = System.IO.Path.Combine(path, LockFile);
        if (!File.Exists(file))
        {
            return false;
        }

        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            // Opening it says so in a sentence.
            return false;
        }
    }

    // An older version, or somebody with a copy command, may have left them open to others. Only our own names: the folder
    // may be one that holds other things too.
    private void MakePrivate()
    {
        PrivateFiles.Folder(Keys);
        PrivateFiles.Folder(Logs);
        foreach (var own in OwnPaths())
        {
            if (Directory.Exists(own))
            {
                PrivateFiles.Folder(own);
            }
            else
            {
                PrivateFiles.Existing(own);
            }
        }
    }
}
