using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Accounts;

/// <summary>Compares what somebody typed with what their app shows.</summary>
internal static class SecondFactorCode
{
    /// <returns>The step whose code it is, newer than the last one that was taken; null where it is none, or the keys that seal the secret are lost: recovery codes still work then.</returns>
    public static long? Find(TokenVault vault, SecondFactor factor, string? code, DateTimeOffset now)
    {
        try
        {
            return TimeCode.Find(vault.Open(SealedColumn.SecondFactor, factor.PersonId, factor.SealedSecret), code, now, factor.LastStep);
        }
        catch (SealedValueException)
        {
            return null;
        }
    }
}
