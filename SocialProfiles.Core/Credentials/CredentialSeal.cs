using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Credentials;

/// <summary>Seals credentials of platforms, each for the option that it is of.</summary>
internal static class CredentialSeal
{
    public static string OwnerOf(StoredCredential credential) => OwnerOf(credential.Platform, credential.Option);

    public static string OwnerOf(string platform, string option) => $"{platform}/{option}";

    public static string SealCredential(this TokenVault vault, string platform, string option, string value) =>
        vault.Seal(SealedColumn.Credential, OwnerOf(platform, option), value);

    /// <returns>Null where it does not open.</returns>
    public static string? OpenCredential(this TokenVault vault, StoredCredential credential)
    {
        try
        {
            return vault.Open(SealedColumn.Credential, OwnerOf(credential), credential.SealedValue);
        }
        catch (SealedValueException)
        {
            return null;
        }
    }
}
