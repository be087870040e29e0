namespace SocialProfiles.Core.Connections;

/// <summary>The account is already connected, to <paramref name="OwnerName"/>. API: 409.</summary>
public sealed record AlreadyConnectedError(Guid OwnerId, string OwnerName, string Platform, string Handle)
    : ConflictError($"@{Handle} on {Platform} is already connected, to {OwnerName}. Delete it there first, or check the handle.");

internal static class ConnectionErrors
{
    public static NotFoundError NoConnection { get; } = new("This connection is not there any more. Reload the list.");

    public static InvalidError UnknownPlatform(string? key, IEnumerable<string> known) =>
        new("platform", string.IsNullOrWhiteSpace(key)
            ? $"Choose a platform: {string.Join(", ", known)}."
            : $"There is no platform of that name. Use one of: {string.Join(", ", known)}.");
}
