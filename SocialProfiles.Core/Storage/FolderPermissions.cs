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
                string.Create(CultureInfo.InvariantCulture, $"Other accounts on this server can reach {open.Length} SocialProfiles files or folders, such as {open[0]}."),
                $"Run: chmod -R go-rwx '{folder.Path}'"));
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsOpen(string path) => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
}
