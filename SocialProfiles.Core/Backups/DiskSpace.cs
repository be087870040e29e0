using System.Globalization;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <summary>Whether there is room to go on, and for the next backup, which may be on another disk.</summary>
internal sealed class DiskSpace(DataFolder folder, BackupFolder backups, FreeSpace room) : IDoctorCheck
{
    private const long Least = 256L * 1024 * 1024;
    private const double Mebibyte = 1024 * 1024;

    public string Name => "Disk space";

    public Task<CheckResult> RunAsync(CancellationToken cancellationToken) => Task.FromResult(Examine());

    private CheckResult Examine()
    {
        if (room(folder.Path) is not { } free)
        {
            return CheckResult.Warning($"The free space in {folder.Path} can't be read.", "Make sure that there's room for a few copies of the database.");
        }

        var size = File.Exists(folder.DatabaseFile) ? new FileInfo(folder.DatabaseFile).Length : 0;
        var forBackups = room(NearestThere(backups.Path)) ?? free;
        var elsewhere = Math.Abs(forBackups - free) < Mebibyte ? "" : string.Create(CultureInfo.InvariantCulture, $"{forBackups / Mebibyte:N0} MiB free for backups in {backups.Path}; ");
        var says = string.Create(CultureInfo.InvariantCulture, $"{free / Mebibyte:N0} MiB free; {elsewhere}the database takes {size / Mebibyte:N0} MiB.");
        return free < Least ? CheckResult.Problem(says, "Free some disk space now, or SocialProfiles soon won't be able to save anything.")

            // A backup holds a copy of the database for a while, and so does erasing a talent.
            : Math.Min(free, forBackups) < 2 * size ? CheckResult.Warning(says, "Free some disk space: a backup needs room for a copy of the database.")
            : CheckResult.Ok(says);
    }

    /// <summary>The folder of backups is made with the first one; its disk is that of the folder it will be in.</summary>
    private static string NearestThere(string path)
    {
        while (!Directory.Exists(path) && Path.GetDirectoryName(path) is { } parent)
        {
            path = parent;
        }

        return path;
    }
}
