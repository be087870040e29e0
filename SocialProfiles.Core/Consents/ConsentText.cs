using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Consents;

/// <summary>What a person reads about a consent that ended.</summary>
public static class ConsentText
{
    /// <param name="platform">Display name of the platform.</param>
    public static FailureText For(ConsentEnd because, string platform) => because switch
    {
        ConsentEnd.Revoked => new($"{platform} no longer accepts the talent's consent; most often the talent removed our app there.", AskAgain),
        ConsentEnd.Expired => new("The time of the consent is over, and it could not be renewed.", AskAgain),
        ConsentEnd.PasswordChanged => new($"The talent changed the password on {platform}, or {platform} ended all sessions for safety.", AskAgain),
        ConsentEnd.ScopeMissing => new($"A permission without which nothing can be read is not granted on {platform} any more.", "Invite the talent to consent again, with all permissions ticked."),
        ConsentEnd.RenewalFailed => new("The consent could not be renewed on four different days.", AskAgain),
        ConsentEnd.RenewalCutOff => new($"The server stopped while the consent was being renewed, and {platform} no longer accepts the old one.", AskAgain),
        ConsentEnd.Withdrawn => new("The talent withdrew the consent.", "Talk to the talent; a new invitation connects the account again."),
        ConsentEnd.RemovedAtPlatform => new($"{platform} told us that the talent removed our app there, or that the account is gone.", AskAgain),
        _ => throw new ArgumentOutOfRangeException(nameof(because), because, null),
    };

    private const string AskAgain = "Invite the talent to consent again.";
}
