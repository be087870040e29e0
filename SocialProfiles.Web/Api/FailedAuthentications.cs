using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>Counts wrong keys by address. Right keys from there go on working: others may sit behind the same address.</summary>
internal sealed class FailedAuthentications(IOptions<ApiOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        options.Value.FailedAuthenticationsPerMinute is > 0 and var permits
            ? RateLimitPartition.GetFixedWindowLimiter(address, _ => RateLimits.Window(permits))
            : RateLimitPartition.GetNoLimiter(address));

    /// <returns>What tells how long to wait, once it was too many; null before.</returns>
    public RateLimitLease? Count(string network)
    {
        var lease = _limiter.AttemptAcquire(network);
        return lease.IsAcquired ? null : lease;
    }

    public void Dispose() => _limiter.Dispose();
}
