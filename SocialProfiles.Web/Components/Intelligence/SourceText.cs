using SocialProfiles.Core.History;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>Where a number was read, in one line.</summary>
internal static class SourceText
{
    /// <param name="platform">Display name.</param>
    public static string Of(MetricSource? source, string platform) => source is { Endpoints: MetricSource.Imported }
        ? "Imported from an earlier system; not read from the platform"
        : source is null ? $"{platform}; the endpoint wasn't recorded at the time"
        : $"{platform} API {source.ApiVersion}, {source.Endpoints}, {(source.ByPermission ? "with permission" : "public")}";

    public static string ReadAt(DateTimeOffset? readAt) => readAt is { } at ? $"read {RelativeText.Exact(at)}" : "read before times were recorded";
}
