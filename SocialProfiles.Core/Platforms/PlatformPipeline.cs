using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;
using Polly;
using Polly.RateLimiting;
using Polly.Timeout;

namespace SocialProfiles.Core.Platforms;

/// <summary>
/// What every call to a platform goes through: the budget counts it, and it ends when its time is up. There is no retry in it:
/// reading is the row's to repeat, and a token call that broke may have been received.
/// </summary>
internal static class PlatformPipeline
{
    /// <param name="builder">With the clock that all of it goes by.</param>
    /// <param name="options">Read at each call. What an admin changes counts for the next one, and nothing has to be rebuilt for it.</param>
    /// <param name="budget">Outlives every change of options, since it is no part of the pipeline.</param>
    /// <param name="units">What a call costs of the units of the day.</param>
    public static ResiliencePipelineBuilder AddPlatform(this ResiliencePipelineBuilder builder, Func<PlatformHttpOptions> options, PlatformBudget budget, int units) => builder
        .AddRateLimiter(new RateLimiterStrategyOptions { Name = "budget", RateLimiter = _ => new(Spend(budget, units)) })
        .AddTimeout(new TimeoutStrategyOptions { Name = "whole answer", TimeoutGenerator = _ => new(TimeSpan.FromSeconds(options().TimeoutSeconds)) });

    private static Granted Spend(PlatformBudget budget, int units)
    {
        budget.Spend(units);
        return Granted.Always;
    }

    /// <summary>A sync under way is never refused; what it overdraws delays the next one.</summary>
    private sealed class Granted : RateLimitLease
    {
        public static Granted Always { get; } = new();

        public override bool IsAcquired => true;

        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = null;
            return false;
        }
    }
}
