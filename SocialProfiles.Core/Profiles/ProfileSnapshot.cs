namespace SocialProfiles.Core.Profiles;

/// <summary>The account's numbers at one sync, for growth over time. One a sync, thinned with age.</summary>
public sealed class ProfileSnapshot
{
    public long ConnectionKey { get; init; }

    /// <summary>UTC, end of the sync.</summary>
    public DateTimeOffset TakenAt { get; init; }

    /// <summary>Null is unknown, never 0.</summary>
    public long? Followers { get; init; }

    public long? Posts { get; init; }

    public long? Views { get; init; }
}
