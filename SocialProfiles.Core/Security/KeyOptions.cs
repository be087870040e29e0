namespace SocialProfiles.Core.Security;

/// <summary>What protects the encryption keys on the disk. Section <c>Keys</c>; from the environment, never from a file beside the keys.</summary>
public sealed class KeyOptions
{
    public const string Section = "Keys";

    /// <summary>Twelve characters or more; with it, new keys can be read only by who knows it.</summary>
    public string? Passphrase { get; set; }

    /// <summary>A PFX file with its private key, instead of a passphrase. Absolute.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>Of that file; not set where it has none.</summary>
    public string? CertificatePassword { get; set; }
}
