namespace SocialProfiles.Core.Platforms;

/// <summary>Who can do something about a failure.</summary>
public enum Mender
{
    /// <summary>Waiting is all that is needed.</summary>
    Nobody,

    /// <summary>The platform, sooner or later.</summary>
    Platform,

    /// <summary>An admin, or whoever hosts the server.</summary>
    Agency,

    /// <summary>Only the talent, on the platform or by giving access again.</summary>
    Talent,

    /// <summary>A newer version of this program.</summary>
    Us,
}
