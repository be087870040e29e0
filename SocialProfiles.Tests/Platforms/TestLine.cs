using Polly;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Platforms;

/// <summary>A line as the application makes it, to what a test recorded or to a server of its own.</summary>
internal static class TestLine
{
    public static PlatformHttp To(Func<PlatformHttpOptions> options, PlatformBudget budget, TestClock clock, HttpMessageHandler? handler = null, Func<PlatformHttpOptions, string>? baseOf = null)
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }.AddPlatform(options, budget, units: 1).Build();
        return new PlatformHttp(options, pipeline, budget, clock, handler, baseOf);
    }
}
