namespace SocialProfiles.Core.Consents;

/// <summary>What became of a consent's tokens at the platform. Here they are deleted in every case.</summary>
public enum Revocation
{
    /// <summary>There was no consent.</summary>
    NotNeeded,

    /// <summary>Given back: the platform accepts them no longer.</summary>
    Done,

    /// <summary>The platform offers no way to; the talent can remove the app there.</summary>
    NotOffered,

    /// <summary>The platform did not answer, or refused; the talent can remove the app there.</summary>
    Failed,
}
