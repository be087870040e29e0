using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>Why a consent ended, as a sentence for an admin.</summary>
internal static class ConsentEndText
{
    /// <param name="platform">Its display name.</param>
    public static string Of(ConsentEnd end, string platform) => end switch
    {
        ConsentEnd.Revoked => $"{platform} no longer accepts the consent. Usually the talent removed the app there.",
        ConsentEnd.Expired => "The time of the consent is over.",
        ConsentEnd.PasswordChanged => $"The talent changed the password, or {platform} ended all sessions for safety.",
        ConsentEnd.ScopeMissing => "A permission without which nothing can be read is not granted any more.",
        ConsentEnd.RenewalFailed => "Renewing the consent failed on four different days.",
        ConsentEnd.RenewalCutOff => $"The server stopped while the consent was being renewed, and {platform} no longer accepts the old one.",
        ConsentEnd.Withdrawn => "The talent withdrew the consent.",
        ConsentEnd.RemovedAtPlatform => $"{platform} says that the talent removed our app there, or that the account is gone.",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, null),
    };
}
