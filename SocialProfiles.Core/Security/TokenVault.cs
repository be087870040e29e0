using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace SocialProfiles.Core.Security;

/// <summary>
/// Seals what must not be readable in the database. Each column and each row has a purpose of its own, so a sealed value
/// that is copied to another place does not open there. Old values go on opening when keys are rotated.
/// </summary>
public sealed class TokenVault(IDataProtectionProvider protection, SealingHealth health)
{
    private const string Purpose = "SocialProfiles.TokenVault.v1";

    /// <exception cref="SealedValueException">The keys are wrong. What was sealed with others would hide that; ask <see cref="SealingHealth"/> first.</exception>
    public string Seal(SealedColumn column, Guid owner, string secret) => Seal(column, owner.ToString("N"), secret);

    /// <inheritdoc cref="Seal(SealedColumn, Guid, string)"/>
    public string Seal(SealedColumn column, string owner, string secret) =>
        health.IsWell ? For(column, owner).Protect(secret) : throw new SealedValueException();

    /// <exception cref="SealedValueException">The keys do not fit, or the value is not of this column and owner.</exception>
    public string Open(SealedColumn column, Guid owner, string sealedValue) => Open(column, owner.ToString("N"), sealedValue);

    /// <inheritdoc cref="Open(SealedColumn, Guid, string)"/>
    public string Open(SealedColumn column, string owner, string sealedValue)
    {
        try
        {
            return For(column, owner).Unprotect(sealedValue);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            // The cause goes no further: it may name keys.
            throw new SealedValueException();
        }
    }

    private IDataProtector For(SealedColumn column, string owner) => protection.CreateProtector(Purpose, column.ToString(), owner);
}

/// <summary>Where a sealed value stands. Part of its purpose, so a member is never renamed.</summary>
public enum SealedColumn
{
    /// <summary>Access token of a consent; the owner is the connection.</summary>
    AccessToken,

    /// <summary>Refresh token of a consent; the owner is the connection.</summary>
    RefreshToken,

    /// <summary>Tokens of a consent that waits for an admin; the owner is the held consent.</summary>
    HeldTokens,

    /// <summary>PKCE verifier of a consent under way; the owner is the hash of its state.</summary>
    Verifier,

    /// <summary>A platform's credential; the owner is <c>INSTAGRAM/AppSecret</c>.</summary>
    Credential,

    /// <summary>The secret of an invitation's link, in links that were made before they became short.</summary>
    Invitation,

    /// <summary>The password of the mail server; the owner is the world, <c>real</c> or <c>sandbox</c>.</summary>
    MailPassword,

    /// <summary>What an endpoint's webhooks are signed with; the owner is the endpoint.</summary>
    WebhookSecret,

    /// <summary>What backups are encrypted by; the owner is <c>backups</c>.</summary>
    BackupPassphrase,

    /// <summary>What somebody's authenticator app makes its codes from; the owner is the person.</summary>
    SecondFactor,

    /// <summary>The client secret at a provider of single sign-on; the owner is the provider.</summary>
    SignOnSecret,
}

/// <summary>A sealed value does not open: the encryption keys are wrong or missing, or somebody changed it.</summary>
public sealed class SealedValueException() : Exception("A sealed value does not open with the encryption keys that are here.");
