using System.Globalization;
using System.Runtime.Versioning;
using SocialProfiles.Core.Checks;

namespace SocialProfiles.Core.Storage;

/// <summary>Whether what we keep is readable by its owner alone.</summary>
internal sealed class FolderPermissions(DataFolder folder) : IDoctorCheck
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string Name => "Permissions";

    public Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            return Task.FromResult(CheckResult.Ok("Windows access rights aren't checked. Make sure that only the account that runs SocialProfiles can open the data folder."));
        }

        var open = folder.OwnPaths().Where(IsOpen).ToArray();
        return Task.FromResult(open.Length == 0
            ? CheckResult.Ok("Only the account that runs SocialProfiles can read the data folder.")
            : CheckResult.Problem(
                string.Create(CultureInfo.InvariantCulture, $"Other accounts of this server can reach {open.Length} SocialProfiles files or folders, such as {open[0]}."),
                $"Run: chmod -R go-rwx '{folder.Path}'"));
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsOpen(string path) => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
}

/// <summary>Whether there is room to go on.</summary>
internal sealed class FreeSpace(DataFolder folder) : IDoctorCheck
{
    private const long Least = 256L * 1024 * 1024;
    private const double Mebibyte = 1024 * 1024;

    public string Name => "Disk space";

    public Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var free = new DriveInfo(folder.Path).AvailableFreeSpace;
        var size = File.Exists(folder.DatabaseFile) ? new FileInfo(folder.DatabaseFile).Length : 0;
        var says = string.Create(CultureInfo.InvariantCulture, $"{free / Mebibyte:N0} MiB free; the database takes {size / Mebibyte:N0} MiB.");
        return Task.FromResult(free switch
        {
            < Least => CheckResult.Problem(says, "Free some disk space now, or SocialProfiles soon can't save anything."),

            // A backup holds a copy of the database for a while.
            _ when free < 2 * size => CheckResult.Warning(says, "Free some disk space: a backup needs room for a copy of the database."),
            _ => CheckResult.Ok(says),
        });
    }
}
