using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Consents;

/// <summary>What a person reads about a permission that ended.</summary>
public static class ConsentText
{
    /// <param name="platform">Display name of the platform.</param>
    public static FailureText For(ConsentEndReason because, string platform) => because switch
    {
        ConsentEndReason.Revoked => new($"{platform} no longer accepts the talent's permission. The talent has probably removed our app there.", AskAgain, Mender.Talent),
        ConsentEndReason.Expired => new("The talent's permission expired, and we couldn't renew it.", AskAgain, Mender.Talent),
        ConsentEndReason.PasswordChanged => new($"The talent changed the password on {platform}, or {platform} ended all sessions for safety.", AskAgain, Mender.Talent),
        ConsentEndReason.ScopeMissing => new($"{platform} no longer grants a permission that we can't read anything without.", "Invite the talent to give access again, with every permission ticked.", Mender.Talent),
        ConsentEndReason.RenewalFailed => new("We couldn't renew the talent's permission on four different days.", AskAgain, Mender.Talent),
        ConsentEndReason.RenewalCutOff => new($"The server stopped while renewing the talent's permission, and {platform} no longer accepts the old one.", AskAgain, Mender.Talent),
        ConsentEndReason.Withdrawn => new("The talent withdrew access.", "Talk to the talent. A new invitation connects the profile again.", Mender.Talent),
        ConsentEndReason.RemovedAtPlatform => new($"{platform} told us that the talent removed our app there, or that the account is gone.", AskAgain, Mender.Talent),
        _ => throw new ArgumentOutOfRangeException(nameof(because), because, null),
    };

    private const string AskAgain = "Invite the talent to give access again.";
}
