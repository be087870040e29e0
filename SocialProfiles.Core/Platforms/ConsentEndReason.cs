namespace SocialProfiles.Core.Platforms;

/// <summary>Why a talent's consent no longer works. Stored by name, so members may be added and never renamed.</summary>
public enum ConsentEndReason
{
    /// <summary>The platform no longer accepts the tokens and does not say why: usually the talent removed the app there.</summary>
    Revoked,

    /// <summary>Its time is over, and it could not be renewed.</summary>
    Expired,

    /// <summary>The talent changed the password, or the platform ended all sessions for safety.</summary>
    PasswordChanged,

    /// <summary>A permission without which nothing can be read is not granted any more.</summary>
    ScopeMissing,

    /// <summary>Renewing failed on four different days. Ended permissions in the first versions; kept for what they stored.</summary>
    RenewalFailed,

    /// <summary>The server stopped while the tokens were being renewed, and the platform no longer accepts the old ones.</summary>
    RenewalCutOff,

    /// <summary>The talent withdrew it on our page.</summary>
    Withdrawn,

    /// <summary>The platform told us that the talent removed the app, or that the account is gone.</summary>
    RemovedAtPlatform,
}
