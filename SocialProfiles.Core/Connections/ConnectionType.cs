namespace SocialProfiles.Core.Connections;

/// <summary>How a connection came to be.</summary>
public enum ConnectionType
{
    /// <summary>An admin entered a handle.</summary>
    Manual = 0,

    /// <summary>The talent consented on the platform's own page.</summary>
    OAuth = 1,
}
