using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Backups;

/// <summary>Whether there is a backup that is not too old, and whether the keys are in it.</summary>
internal sealed class LastBackup(BackupFolder backups, BackupPlan plan, TimeProvider time) : IDoctorCheck
{
    private static readonly TimeSpan _tooOld = TimeSpan.FromHours(36);

    public string Name => "Backups";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        var settings = await plan.GetAsync(cancellationToken);
        var newest = backups.List().FirstOrDefault(file => file.IsEncrypted is not null);
        if (newest is null)
        {
            return CheckResult.Warning("There is no backup yet.", settings.IsOn ? "Make one now with: SocialProfiles.Web backup. The first daily one follows." : "Turn daily backups on in Settings, Backups.");
        }

        var age = time.GetUtcNow() - newest.CreatedAt;
        var says = $"The newest is {SpanText.Of(age)} old: {newest.Name}.";
        return age > _tooOld
            ? CheckResult.Warning(says, settings.IsOn ? "See Needs attention for what went wrong, or make one now with: SocialProfiles.Web backup." : "Turn daily backups on in Settings, Backups.")
            : newest.IsEncrypted == false
                ? CheckResult.Warning(says + " It isn't encrypted, so the encryption keys aren't in it.", "Set a passphrase in Settings, Backups, or copy the keys folder to a safe place yourself.")
                : CheckResult.Ok(says);
    }
}
