namespace SocialProfiles.Core.Platforms;

/// <summary>What failures mean where a talent's consent is at stake: nothing that can pass by itself ever ends one.</summary>
internal static class ConsentFailures
{
    /// <summary>A refusal that carries no error of the platform's: a 401 of something in between says nothing about the consent.</summary>
    public static PlatformFailure OfStatus(in PlatformRefusal refusal) => refusal.ByStatus() with { IsTokenRefused = false };

    /// <summary>The failure of an exchange: a code that is refused ends no consent, for there is none yet.</summary>
    public static PlatformFailure OfExchange(PlatformFailure failure) => failure with { End = null };

    /// <summary>The failure of a renewal: where the time was over, that is why it is refused.</summary>
    public static PlatformFailure OfRenewal(PlatformFailure failure, PlatformTokens tokens, DateTimeOffset now) =>
        failure is { Kind: FailureKind.ConsentExpired, End: ConsentEndReason.Revoked or ConsentEndReason.RemovedAtPlatform } && tokens.EndsAt <= now ? failure with { End = ConsentEndReason.Expired } : failure;

    /// <summary>A renewal without anything to renew with: over only when the time that the platform set is.</summary>
    public static PlatformFailure NothingToRenewWith(PlatformTokens tokens, DateTimeOffset now) => tokens.AccessExpiresAt <= now
        ? new(FailureKind.ConsentExpired, "no refresh token") { End = ConsentEndReason.Expired }
        : new(FailureKind.AccessRefused, "no refresh token");
}
