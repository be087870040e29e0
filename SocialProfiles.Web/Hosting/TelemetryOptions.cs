namespace SocialProfiles.Web.Hosting;

/// <summary>Where metrics and traces go. Section <c>Telemetry</c>; off while there is no address.</summary>
internal sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>The variable that every program with OpenTelemetry knows; ours wins over it.</summary>
    public const string CommonVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Address of a collector, such as <c>http://127.0.0.1:4317</c>.</summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary><c>grpc</c> or <c>http/protobuf</c>. By default gRPC at port 4317, and HTTP at every other one.</summary>
    public string? OtlpProtocol { get; set; }

    /// <summary>Seconds between two exports of metrics, 1 to 3600.</summary>
    public int IntervalSeconds { get; set; } = 60;

    /// <summary>Per cent of syncs that are traced, 0 to 100.</summary>
    public int TracePercent { get; set; } = 10;

    /// <summary>All that is wrong, each naming its key; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (OtlpEndpoint is not null && (!Uri.TryCreate(OtlpEndpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0))
        {
            yield return $"{Section}:{nameof(OtlpEndpoint)} must be an absolute http or https address without user name, such as http://127.0.0.1:4317.";
        }

        if (OtlpProtocol is not (null or "" or "grpc" or "http/protobuf"))
        {
            yield return $"{Section}:{nameof(OtlpProtocol)} must be grpc or http/protobuf.";
        }

        if (IntervalSeconds is < 1 or > 3600)
        {
            yield return $"{Section}:{nameof(IntervalSeconds)} must be between 1 and 3600.";
        }

        if (TracePercent is < 0 or > 100)
        {
            yield return $"{Section}:{nameof(TracePercent)} must be between 0 and 100.";
        }
    }
}
