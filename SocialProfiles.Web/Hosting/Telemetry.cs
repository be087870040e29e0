using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using SocialProfiles.Core.Telemetry;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// Sends metrics, and traces of some syncs, to an OpenTelemetry collector. Without an address for it nothing of this is registered, so
/// nobody listens and measuring costs nothing. Requests are measured by their route's pattern and not traced: an address may hold
/// the secret of an invitation.
/// </summary>
internal static class Telemetry
{
    // What the framework measures by itself; tags are patterns of routes, methods and status codes.
    private static readonly string[] _meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "System.Runtime"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TelemetryOptions>().Bind(builder.Configuration.GetSection(TelemetryOptions.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TelemetryOptions>, Validator>();
        var options = builder.Configuration.GetSection(TelemetryOptions.Section).Get<TelemetryOptions>() ?? new TelemetryOptions();
        var endpoint = options.OtlpEndpoint ?? builder.Configuration[TelemetryOptions.CommonVariable];
        if (string.IsNullOrWhiteSpace(endpoint) || options.Problems().Any())
        {
            // A wrong setting is said at start, as all of them are.
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("socialprofiles", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3)))
            .WithMetrics(metrics => metrics
                .AddMeter(Measures.MeterName)
                .AddMeter(_meters)
                .AddOtlpExporter((exporter, reader) =>
                {
                    Send(exporter, options, "v1/metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.IntervalSeconds * 1000;
                }));
        if (options.TracePercent > 0)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(Tracing.SourceName)
                .SetSampler(new TraceIdRatioBasedSampler(options.TracePercent / 100.0))
                .AddOtlpExporter(exporter => Send(exporter, options, "v1/traces")));
        }
    }

    /// <summary>The common variables set everything themselves, paths included; with an address of ours we do.</summary>
    private static void Send(OtlpExporterOptions exporter, TelemetryOptions options, string path)
    {
        if (options.OtlpEndpoint is null)
        {
            return;
        }

        var address = new Uri(options.OtlpEndpoint);
        var isGrpc = options.OtlpProtocol is { Length: > 0 } named ? named == "grpc" : address.Port == 4317;
        exporter.Protocol = isGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = isGrpc ? address : new Uri($"{options.OtlpEndpoint.TrimEnd('/')}/{path}");
    }

    private sealed class Validator : IValidateOptions<TelemetryOptions>
    {
        public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
        {
            var problems = options.Problems().ToArray();
            return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
        }
    }
}
