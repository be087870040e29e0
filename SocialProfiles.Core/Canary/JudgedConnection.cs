using SocialProfiles.Core.Connections;

namespace SocialProfiles.Core.Canary;

/// <summary>A connection with which of its numbers can't be trusted now; only within a query.</summary>
internal sealed class JudgedConnection
{
    public required Connection Connection { get; init; }

    public required bool FollowersBroken { get; init; }

    /// <summary>What engagement is computed from.</summary>
    public required bool RatesBroken { get; init; }

    public required bool ViewsBroken { get; init; }
}
