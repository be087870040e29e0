using System.Diagnostics;

namespace SocialProfiles.Core.Telemetry;

/// <summary>Traces of syncs, from claim to commit. While nobody listens to <see cref="SourceName"/>, nothing is made.</summary>
public static class Tracing
{
    public const string SourceName = "SocialProfiles";

    internal static ActivitySource Source { get; } = new(SourceName);

    /// <summary>Somebody listens.</summary>
    internal static bool IsOn => Source.HasListeners();
}
