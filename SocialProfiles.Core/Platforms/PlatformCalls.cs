using System.Diagnostics;
using System.Globalization;
using SocialProfiles.Core.Telemetry;
using TraceSpan = System.Diagnostics.Activity;

namespace SocialProfiles.Core.Platforms;

/// <summary>Measures and traces the calls to one platform.</summary>
/// <param name="platform">Key of the platform.</param>
internal sealed class PlatformCalls(string platform, Measures measures, TimeProvider clock)
{
    /// <param name="answer">Type of the answer, which names what is asked for: the path may hold a handle.</param>
    public One Begin(Type answer, string method)
    {
        // Generic answers are named without what they hold.
        var endpoint = answer.Name.Split('`')[0];
        return new One(this, endpoint, clock.GetTimestamp(), Tracing.Source.StartActivity("call " + platform, ActivityKind.Client)?
            .SetTag("platform", platform).SetTag("endpoint", endpoint).SetTag("http.request.method", method));
    }

    internal readonly struct One(PlatformCalls calls, string endpoint, long startedAt, TraceSpan? span)
    {
        /// <param name="status">HTTP status; null where no answer came.</param>
        /// <param name="failure">Null where it succeeded.</param>
        public void End(int? status, FailureKind? failure)
        {
            var text = status?.ToString(CultureInfo.InvariantCulture) ?? "none";
            calls.Measures.Called(calls.Platform, endpoint, text, calls.Clock.GetElapsedTime(startedAt));
            if (span is null)
            {
                return;
            }

            if (status is not null)
            {
                span.SetTag("http.response.status_code", status);
            }

            if (failure is { } kind)
            {
                span.SetTag("cause", kind.ToString()).SetStatus(ActivityStatusCode.Error);
            }

            span.Dispose();
        }
    }

    private string Platform => platform;

    private Measures Measures => measures;

    private TimeProvider Clock => clock;
}
