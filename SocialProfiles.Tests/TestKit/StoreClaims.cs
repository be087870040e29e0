using SocialProfiles.Core.Ingestion;

namespace SocialProfiles.Tests.TestKit;

internal static class StoreClaims
{
    /// <summary>Claims whatever is due, be it for a person or for the schedule.</summary>
    public static Task<IReadOnlyList<ClaimedSync>> ClaimAsync(this ISyncStore store, IReadOnlyList<PlatformSlots> slots, int most, CancellationToken cancellationToken) =>
        store.ClaimAsync(new FreeSlots(slots, most, most), cancellationToken);
}
