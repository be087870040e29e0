using System.Buffers.Text;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Invitations;

/// <summary>
/// The link's token: 128 random bits and nothing else, so that the link is short and its QR code coarse. Guessing one is
/// hopeless: even a billion tries a second would take longer than the universe is old.
/// </summary>
internal static class InvitationSecret
{
    private const int Bytes = 16;
    private const string Owner = "link";
    private const int LongestToken = 1024;
    private static readonly int _length = Base64Url.GetEncodedLength(Bytes);

    /// <returns>What goes into the link, and what is kept.</returns>
    public static (string Token, byte[] Hash) New()
    {
        var secret = RandomSecret.New(Bytes);
        return (secret, RandomSecret.Hash(secret));
    }

    /// <returns>The hash to look for; null where this cannot be a link of ours.</returns>
    public static byte[]? HashOf(TokenVault vault, string token) => token.Length switch
    {
        0 or > LongestToken => null,
        var length when length == _length => Base64Url.IsValid(token) ? RandomSecret.Hash(token) : null,
        _ => OfSealed(vault, token),
    };

    /// <summary>Links that were sent before were a secret sealed by our keys; they work until they end.</summary>
    private static byte[]? OfSealed(TokenVault vault, string token)
    {
        try
        {
            return RandomSecret.Hash(vault.Open(SealedColumn.Invitation, Owner, token));
        }
        catch (SealedValueException)
        {
            return null;
        }
    }
}
