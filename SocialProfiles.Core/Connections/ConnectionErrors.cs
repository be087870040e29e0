using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Connections;

/// <summary>The account is already connected, to <paramref name="OwnerName"/>. API: 409.</summary>
public sealed record AlreadyConnectedError(Guid OwnerId, string OwnerName, string Platform, string Handle)
    : ConflictError($"@{Handle} on {Platform} is already connected, to {OwnerName}. Disconnect it there first, or check the handle.");

internal static class ConnectionErrors
{
    public static NotFoundError NoConnection { get; } = new("This profile was disconnected. Reload the list.");

    public static InvalidError UnknownPlatform(string? key, IEnumerable<string> known) =>
        new("platform", string.IsNullOrWhiteSpace(key)
            ? $"Choose a platform: {string.Join(", ", known)}."
            : $"There is no platform with that name. Use one of: {string.Join(", ", known)}.");

    /// <summary>Which of the two is meant nobody can know, and a guess would connect a stranger's account.</summary>
    public static InvalidError OtherPlatform(IPlatform chosen, IPlatform linked) =>
        new("platform", $"The link leads to {linked.Name}, but the platform is {chosen.Name}. Correct one of them, or leave the platform out.");
}
