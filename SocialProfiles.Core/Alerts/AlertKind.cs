namespace SocialProfiles.Core.Alerts;

/// <summary>What a rule looks for. Stored by name, so members may be added and never renamed.</summary>
public enum AlertKind
{
    /// <summary>Followers fell by a share within some days.</summary>
    FollowersFall,

    /// <summary>Followers rose by a share within some days.</summary>
    FollowersRise,

    /// <summary>A post of the last week has many times the median views of the profile's recent posts.</summary>
    StandoutPost,

    /// <summary>Nothing was published for some days.</summary>
    NoPost,

    /// <summary>A profile is in error for some hours.</summary>
    InError,

    /// <summary>A permission ended; only the talent can renew it.</summary>
    ReconnectNeeded,
}
