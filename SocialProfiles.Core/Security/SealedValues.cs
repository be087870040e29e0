using SocialProfiles.Core.Checks;

namespace SocialProfiles.Core.Security;

/// <summary>Whether what is sealed in the database opens with the encryption keys.</summary>
internal sealed class SealedValues(SealingCheck check, SealingHealth health, KeyLock keyLock) : IDoctorCheck
{
    public string Name => "Encryption keys";

    public async Task<CheckResult> RunAsync(CancellationToken cancellationToken)
    {
        await check.ExecuteAsync(cancellationToken);
        return !health.IsWell
            ? CheckResult.Problem("What is sealed in the database doesn't open with the encryption keys that are here.", $"Restore the files in {health.KeysFolder} from your backup, then start SocialProfiles again.")
            : keyLock.IsOn
                ? CheckResult.Ok("They open what is stored, and new ones are protected.")
                : CheckResult.Ok("They open what is stored. They are protected by the rights of their folder alone; Keys:Passphrase or a certificate would add to that.");
    }
}
