using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Consents;

/// <summary>What a person reads about a consent that ended.</summary>
public static class ConsentText
{
    /// <param name="platform">Display name of the platform.</param>
    public static FailureText For(ConsentEnd because, string platform) => because switch
    {
        ConsentEnd.Revoked => new($"{platform} no longer accepts the talent's consent; most often the talent removed our app there.", AskAgain, Mender.Talent),
        ConsentEnd.Expired => new("The time of the consent is over, and it could not be renewed.", AskAgain, Mender.Talent),
        ConsentEnd.PasswordChanged => new($"The talent changed the password on {platform}, or {platform} ended all sessions for safety.", AskAgain, Mender.Talent),
        ConsentEnd.ScopeMissing => new($"A permission without which nothing can be read is not granted on {platform} any more.", "Invite the talent to consent again, with all permissions ticked.", Mender.Talent),
        ConsentEnd.RenewalFailed => new("The consent could not be renewed on four different days.", AskAgain, Mender.Talent),
        ConsentEnd.RenewalCutOff => new($"The server stopped while the consent was being renewed, and {platform} no longer accepts the old one.", AskAgain, Mender.Talent),
        ConsentEnd.Withdrawn => new("The talent withdrew the consent.", "Talk to the talent; a new invitation connects the account again.", Mender.Talent),
        ConsentEnd.RemovedAtPlatform => new($"{platform} told us that the talent removed our app there, or that the account is gone.", AskAgain, Mender.Talent),
        _ => throw new ArgumentOutOfRangeException(nameof(because), because, null),
    };

    private const string AskAgain = "Invite the talent to consent again.";
}
