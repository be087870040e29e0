using System.Globalization;
using SocialProfiles.Core.Backups;

namespace SocialProfiles.Web.Components.Settings.Backups;

/// <summary>A backup in words.</summary>
internal static class BackupText
{
    public static string Of(BackupKind kind) => kind switch
    {
        BackupKind.Daily => "Daily",
        BackupKind.Manual => "Manual",
        BackupKind.Upgrade => "Before an upgrade",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>In mebibytes, or kibibytes where it is small.</summary>
    public static string Size(long bytes) => bytes < 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:N0} KB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N1} MB");

    public static string Keys(BackupFile file) => file.IsEncrypted switch
    {
        true => "Included, encrypted",
        false => "Not included",
        null => "Damaged file",
    };
}
