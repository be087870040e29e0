using System.Diagnostics.Metrics;

namespace SocialProfiles.Core.Telemetry;

/// <summary>
/// What the program counts about itself, for whoever listens to the meter <see cref="MeterName"/>; docs/monitoring.md lists it. While
/// nobody listens a measurement costs a comparison. No tag ever holds a handle, a name, an id, an address or a token.
/// </summary>
public sealed class Measures
{
    public const string MeterName = "SocialProfiles";

    private readonly Meter _meter;
    private readonly Histogram<double> _syncDuration;
    private readonly Counter<long> _syncOutcomes;
    private readonly Counter<long> _syncRetries;
    private readonly Histogram<double> _callDuration;
    private readonly Histogram<double> _writeWait;

    public Measures(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _meter = meters.Create(MeterName);
        _syncDuration = _meter.CreateHistogram(
            "socialprofiles.sync.duration", "s", "From the claim of a profile to the end of fetching it",
            tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120] });
        _syncOutcomes = _meter.CreateCounter<long>("socialprofiles.sync.outcomes", "{sync}", "Syncs that ended, by outcome and cause");
        _syncRetries = _meter.CreateCounter<long>("socialprofiles.sync.retries", "{retry}", "Syncs that failed and are tried again in the same round");
        _callDuration = _meter.CreateHistogram(
            "socialprofiles.platform.call.duration", "s", "Calls to platforms, by kind of answer and HTTP status",
            tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _writeWait = _meter.CreateHistogram(
            "socialprofiles.database.write.wait", "s", "Wait for the turn to write to the database",
            tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] });
    }

    /// <summary>Somebody wants to know how long writers wait.</summary>
    public bool WantsWriteWaits => _writeWait.Enabled;

    /// <summary>A sync ended and was written.</summary>
    /// <param name="platform">Key of the platform.</param>
    /// <param name="outcome"><c>succeeded</c>, <c>retried</c> or <c>failed</c>.</param>
    /// <param name="cause">Kind of the failure, such as <c>rate_limited</c>; <c>none</c> where there was none.</param>
    /// <param name="isRetried">It is tried again in the same round.</param>
    /// <param name="took">From the claim to the end of fetching.</param>
    public void SyncEnded(string platform, string outcome, string cause, bool isRetried, TimeSpan took)
    {
        _syncDuration.Record(took.TotalSeconds, new("platform", platform), new("outcome", outcome));
        _syncOutcomes.Add(1, new("platform", platform), new("outcome", outcome), new("cause", cause));
        if (isRetried)
        {
            _syncRetries.Add(1, new("platform", platform), new KeyValuePair<string, object?>("cause", cause));
        }
    }

    /// <summary>A platform was called.</summary>
    /// <param name="endpoint">What was asked for, by the kind of answer: <c>YouTubeChannels</c>. Never a path, which may hold a handle.</param>
    /// <param name="status">HTTP status as digits, or <c>none</c> where no answer came.</param>
    public void Called(string platform, string endpoint, string status, TimeSpan took) =>
        _callDuration.Record(took.TotalSeconds, new("platform", platform), new("endpoint", endpoint), new KeyValuePair<string, object?>("status", status));

    /// <summary>A writer had its turn.</summary>
    public void WriteWaited(TimeSpan wait) => _writeWait.Record(wait.TotalSeconds);

    /// <summary>Adds a number that is looked up whenever somebody collects; returns at once and reads no database.</summary>
    internal ObservableGauge<T> Gauge<T>(string name, string unit, string description, Func<IEnumerable<Measurement<T>>> read)
        where T : struct => _meter.CreateObservableGauge(name, read, unit, description);
}
