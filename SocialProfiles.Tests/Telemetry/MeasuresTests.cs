using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using SocialProfiles.Core;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Telemetry;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Telemetry;

/// <summary>What is measured and traced, and that nothing of it tells of a person.</summary>
public sealed partial class MeasuresTests
{
    [Fact]
    public async Task Syncs_ThatEnd_AreCountedByOutcomeCauseAndPlatformWithoutAName()
    {
        await using var core = await TestCore.CreateAsync();
        core.Platform.OnProfile = (account, _) => Task.FromResult<Result<PlatformProfile, PlatformFailure>>(account.Handle switch
        {
            "missing" => new PlatformFailure(FailureKind.NotFound, "HTTP 404"),
            "silent" => new PlatformFailure(FailureKind.PlatformDown, "no answer"),
            _ => FakePlatform.Profile(account.Handle),
        });
        core.Get<QueueWatch>();
        using var heard = new Heard(core.Get<IMeterFactory>());
        var talent = await core.TalentAsync();
        foreach (var handle in new[] { "good", "missing", "silent" })
        {
            await core.ConnectAsync(handle, talent.Id);
        }

        await new SyncDriver(core).RunDueAsync();
        await core.Get<QueueWatch>().LookAsync(CancellationToken.None);
        heard.Collect();

        Assert.Equal(
            ["cause=none outcome=succeeded platform=FAKE 1", "cause=not_found outcome=failed platform=FAKE 1", "cause=platform_down outcome=retried platform=FAKE 1"],
            heard.Of("socialprofiles.sync.outcomes"));
        Assert.Equal(["cause=platform_down platform=FAKE 1"], heard.Of("socialprofiles.sync.retries"));
        Assert.Equal(["platform=FAKE state=active 0", "platform=FAKE state=failed 1", "platform=FAKE state=retrying 1", "platform=FAKE state=waiting 0"], heard.Of("socialprofiles.queue.depth"));
        Assert.Equal(3, heard.Of("socialprofiles.sync.duration").Count);
        Assert.NotEmpty(heard.Of("socialprofiles.database.write.wait"));
        Assert.DoesNotContain(heard.All, line => line.Contains("missing", StringComparison.Ordinal) || line.Contains("Mara", StringComparison.Ordinal) || line.Contains('@'));
    }

    [Fact]
    public async Task Sync_ThatIsTraced_ShowsItsWaitItsClaimAndItsWrite()
    {
        await using var core = await TestCore.CreateAsync();
        var connection = await core.ConnectAsync("somebody");
        ConcurrentBag<System.Diagnostics.Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Tracing.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        core.Time.Advance(TimeSpan.FromSeconds(90));

        await new SyncDriver(core).RunDueAsync();

        // Other tests run meanwhile.
        var root = Assert.Single(spans, span => (string?)span.GetTagItem("connection.id") == connection.Id.ToString());
        var parts = spans.Where(span => span.TraceId == root.TraceId && span != root).OrderBy(span => span.StartTimeUtc).ThenBy(span => span.Id, StringComparer.Ordinal).ToList();
        Assert.Equal(["claim", "wait for turn", "write"], parts.Select(span => span.OperationName).Order(StringComparer.Ordinal));
        Assert.Equal(TimeSpan.FromSeconds(90), parts.Single(span => span.OperationName == "wait for turn").Duration);
        Assert.All(parts, part => Assert.Equal(root.SpanId, part.ParentSpanId));
        Assert.Equal("succeeded", root.GetTagItem("outcome"));
        Assert.DoesNotContain(root.TagObjects, tag => tag.Value?.ToString()?.Contains("somebody", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Dashboard_Asks_ForMetricsThatThereAreAndForEachOfThem()
    {
        await using var core = await TestCore.CreateAsync();
        core.Get<QueueWatch>();
        using var heard = new Heard(core.Get<IMeterFactory>());
        var asked = Name().Matches(await File.ReadAllTextAsync(Repository.PathOf("deploy", "grafana", "socialprofiles.json"), TestContext.Current.CancellationToken))
            .Select(match => Suffix().Replace(match.Value, "")).Distinct(StringComparer.Ordinal);
        var described = Name().Matches(await File.ReadAllTextAsync(Repository.PathOf("docs", "monitoring.md"), TestContext.Current.CancellationToken))
            .Select(match => match.Value).Distinct(StringComparer.Ordinal);

        var exported = heard.Instruments.Select(ForPrometheus).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(exported, asked.Order(StringComparer.Ordinal));
        Assert.Equal(exported, described.Order(StringComparer.Ordinal));
    }

    /// <summary>As Prometheus names what comes by OTLP: the unit behind the name, and behind a counter's <c>_total</c>.</summary>
    private static string ForPrometheus(Instrument instrument) =>
        instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "") + (instrument is Counter<long> ? "_total" : "");

    [GeneratedRegex("socialprofiles_[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex("_(?:bucket|count|sum)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Suffix();

    /// <summary>Everything that one application measures, as lines of sorted tags and the value.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, string Line)> _lines = new();

        public Heard(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Measures.MeterName && instrument.Meter.Scope == meters)
                {
                    Instruments.Add(instrument);
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value.ToString(System.Globalization.CultureInfo.InvariantCulture), tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value.ToString(System.Globalization.CultureInfo.InvariantCulture), tags));
            _listener.Start();
        }

        public List<Instrument> Instruments { get; } = [];

        public IEnumerable<string> All => _lines.Select(line => line.Line);

        public void Collect() => _listener.RecordObservableInstruments();

        public List<string> Of(string name) => [.. _lines.Where(line => line.Name == name).Select(line => line.Line).Order(StringComparer.Ordinal)];

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
            _lines.Enqueue((instrument.Name, $"{text} {value}".Trim()));
        }
    }
}
