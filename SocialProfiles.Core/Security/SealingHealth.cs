using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Security;

/// <summary>
/// Whether what is sealed in the database opens with the encryption keys that are here. Decided once, at start. While it
/// does not, nothing is synced, sealed or renewed: a wrong key must not look like a consent that ended, and what would be
/// sealed with another key would hide that the right one is missing.
/// </summary>
public sealed class SealingHealth(DataFolder folder, TimeProvider time)
{
    /// <summary>What to tell whoever wants something sealed or opened while <see cref="IsWell"/> is false.</summary>
    public const string Refusal = "The encryption keys are wrong or missing, so nothing can be stored safely right now. The banner on each page says what to do.";

    private volatile bool _isBroken;

    /// <summary>True until a check says otherwise.</summary>
    public bool IsWell => !_isBroken;

    /// <summary>When it was checked, UTC; null until then.</summary>
    public DateTimeOffset? CheckedAt { get; private set; }

    /// <summary>Where the keys are looked for; absolute.</summary>
    public string KeysFolder => folder.Keys;

    internal void Checked(bool isWell)
    {
        _isBroken = !isWell;
        CheckedAt = time.GetUtcNow();
    }
}
