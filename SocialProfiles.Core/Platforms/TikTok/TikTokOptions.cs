namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>How TikTok is asked: its public oEmbed address, which needs no credential.</summary>
public sealed class TikTokOptions : PlatformHttpOptions
{
    internal const string SectionName = "Platforms:TikTok";

    /// <summary>TikTok publishes no limit for oEmbed; two a second is polite, and enough for 7,000 accounts an hour.</summary>
    public TikTokOptions() => RequestsPerMinute = 120;

    /// <summary>Default <c>https://www.tiktok.com</c>.</summary>
    public string OEmbedBaseUrl { get; set; } = "https://www.tiktok.com";

    internal override string Section => SectionName;

    internal override (string Name, string Value) Base => (nameof(OEmbedBaseUrl), OEmbedBaseUrl);
}
