using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>
/// Counts calls by key that it may not make. They are refused before <see cref="RateLimits"/> sees them, so they have a count of
/// their own, as high as that of the others.
/// </summary>
internal sealed class RefusedCalls(IOptions<ApiOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<ClaimsPrincipal> _limiter = PartitionedRateLimiter.Create<ClaimsPrincipal, string>(user => RateLimits.OfKey(user, options.Value));

    /// <returns>What tells how long to wait, once it was too many; null before.</returns>
    public RateLimitLease? Count(ClaimsPrincipal user)
    {
        var lease = _limiter.AttemptAcquire(user);
        return lease.IsAcquired ? null : lease;
    }

    public void Dispose() => _limiter.Dispose();
}
