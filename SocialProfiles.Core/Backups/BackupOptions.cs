namespace SocialProfiles.Core.Backups;

/// <summary>What of backups is the host's to say. Section <c>Backups</c>. Hour, number and passphrase are set in the application (<see cref="BackupPlan"/>).</summary>
public sealed class BackupOptions
{
    public const string Section = "Backups";

    /// <summary>Where they are put; a relative one is in the data folder. Default <c>backups</c>.</summary>
    public string Directory { get; set; } = "backups";

    /// <summary>Whether one is made before a new version changes the database. Default true; false for a host who takes backups by other means.</summary>
    public bool BeforeUpgrade { get; set; } = true;
}
