using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Telemetry;

namespace SocialProfiles.Core.Ingestion;

/// <summary>
/// Takes what is due and may start now. A platform that is back has all its profiles due at once, whatever their retries say;
/// one that does not answer is tried with a profile that it has not answered.
/// </summary>
internal sealed class SyncClaims(ISyncStore store, SyncSlots slots, SyncEnding ending, PlatformBudgets budgets, TimeProvider time)
{
    public async Task<IReadOnlyList<ClaimedSync>> TakeAsync(CancellationToken cancellationToken)
    {
        while (ending.TryTakeBack(out var platform))
        {
            await store.BringForwardAsync(platform!, all: true, cancellationToken);
        }

        var free = slots.Free();
        if (free.Platforms.Count == 0)
        {
            return [];
        }

        var claimingAt = time.GetUtcNow();
        var claims = await store.ClaimAsync(free, cancellationToken);
        if (claims.Count == 0 && await ProbeAsync(free, cancellationToken))
        {
            claims = await store.ClaimAsync(free, cancellationToken);
        }

        return claims.Count > 0 && Tracing.IsOn ? Traced(claims, claimingAt) : claims;
    }

    private List<ClaimedSync> Traced(IReadOnlyList<ClaimedSync> claims, DateTimeOffset claimingAt)
    {
        var claimedAt = time.GetUtcNow();
        return [.. claims.Select(claim => claim with { Trace = SyncTrace.Begin(claim, claim.DueAt, claimingAt, claimedAt) })];
    }

    private async Task<bool> ProbeAsync(FreeSlots free, CancellationToken cancellationToken)
    {
        var hasOne = false;
        // It may have gone silent since the places were counted; then its first probe is not due yet.
        foreach (var silent in free.Platforms.Where(one => budgets.Of(one.Platform).Circuit is { IsDown: true, AtOnce: > 0 }))
        {
            hasOne |= await store.BringForwardAsync(silent.Platform, all: false, cancellationToken) > 0;
        }

        return hasOne;
    }
}
