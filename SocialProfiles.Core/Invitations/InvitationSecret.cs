using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Invitations;

/// <summary>The link's token: a random secret, signed and sealed by our keys, so that a changed link is known without a look into the database.</summary>
internal static class InvitationSecret
{
    private const string Owner = "link";
    private const int LongestToken = 1024;

    /// <returns>What goes into the link, and what is kept.</returns>
    public static (string Token, byte[] Hash) New(TokenVault vault)
    {
        var secret = RandomSecret.New();
        return (vault.Seal(SealedColumn.Invitation, Owner, secret), RandomSecret.Hash(secret));
    }

    /// <returns>The hash to look for; null where the link is not ours.</returns>
    public static byte[]? HashOf(TokenVault vault, string token)
    {
        if (token.Length is 0 or > LongestToken)
        {
            return null;
        }

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
