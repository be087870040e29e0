using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Accounts;

/// <summary>The provider at which somebody signed in. Holds no token.</summary>
/// <param name="Name">Of the provider, as it was called then.</param>
/// <param name="SessionHash">SHA-256 of the provider's name for the session, in hexadecimal; null where it gave none.</param>
public sealed record SessionOrigin(Guid ProviderId, string Name, string? SessionHash)
{
    /// <summary>When the provider asked them last, UTC; null where it doesn't say. It may be long ago: most answer from a session of their own.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When it vouched for them, UTC. Whoever signs out there afterwards isn't vouched for any more.</summary>
    public DateTimeOffset VouchedAt { get; init; }

    public static string? HashOf(string? session) => session is null ? null : Convert.ToHexString(RandomSecret.Hash(session));
}
