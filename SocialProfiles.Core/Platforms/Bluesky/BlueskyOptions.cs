namespace SocialProfiles.Core.Platforms.Bluesky;

/// <summary>How Bluesky is asked: its public AppView, which needs no credential.</summary>
public sealed class BlueskyOptions : PlatformHttpOptions
{
    internal const string SectionName = "Platforms:Bluesky";

    /// <summary>
    /// Bluesky names 3000 requests in five minutes from one address for its own servers, and calls its AppView's limit generous
    /// without a figure (docs.bsky.app/docs/advanced-guides/rate-limits): half of the former is enough for 9,000 profiles an hour.
    /// </summary>
    public BlueskyOptions() => RequestsPerMinute = 300;

    /// <summary>Default <c>https://public.api.bsky.app</c>.</summary>
    public string AppViewBaseUrl { get; set; } = "https://public.api.bsky.app";

    /// <summary>Items a request, reposts among them. Default 50; 1 to 100.</summary>
    public int PageSize { get; set; } = 50;

    internal override string Section => SectionName;

    internal override (string Name, string Value) Base => (nameof(AppViewBaseUrl), AppViewBaseUrl);

    internal override IEnumerable<string> Faults() => base.Faults().Concat(Known(OutOfRange(nameof(PageSize), PageSize, 1, 100)));
}
