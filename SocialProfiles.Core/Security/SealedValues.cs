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
            ? CheckResult.Problem("The encryption keys on this server don't open what is stored in the database.", $"Restore the files in {health.KeysFolder} from your backup, then start SocialProfiles again.")
            : keyLock.IsOn
                ? CheckResult.Ok("They open what is stored, and new ones are protected.")
                : CheckResult.Ok("They open what is stored. Only the access rights of their folder protect them. Set Keys:Passphrase or a certificate to protect them further.");
    }
}
