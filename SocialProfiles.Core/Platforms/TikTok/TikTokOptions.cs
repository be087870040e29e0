namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>How TikTok is asked: its public oEmbed address, which needs no credential, and its API with a talent's consent.</summary>
public sealed class TikTokOptions : PlatformHttpOptions
{
    internal const string SectionName = "Platforms:TikTok";

    /// <summary>TikTok publishes no limit for oEmbed; two a second is polite, and enough for 7,000 accounts an hour.</summary>
    public TikTokOptions() => RequestsPerMinute = 120;

    /// <summary>Default <c>https://www.tiktok.com</c>.</summary>
    public string OEmbedBaseUrl { get; set; } = "https://www.tiktok.com";

    /// <summary>Client key of the agency's TikTok app, to which talents consent.</summary>
    public string? ClientKey { get; set; }

    /// <summary>Secret of that app. Secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Where talents consent. Default <c>https://www.tiktok.com/v2/auth/authorize/</c>.</summary>
    public string AuthorizeUrl { get; set; } = "https://www.tiktok.com/v2/auth/authorize/";

    /// <summary>Where a code becomes a token, and a consenting account is read. Default <c>https://open.tiktokapis.com</c>.</summary>
    public string ApiBaseUrl { get; set; } = "https://open.tiktokapis.com";

    internal override string Section => SectionName;

    internal override (string Name, string Value) Base => (nameof(OEmbedBaseUrl), OEmbedBaseUrl);

    internal bool HasApp => !string.IsNullOrEmpty(ClientKey) && !string.IsNullOrEmpty(ClientSecret);

    internal override IReadOnlyList<(string Name, string Value)> OtherBases => [(nameof(ApiBaseUrl), ApiBaseUrl)];

    internal override IEnumerable<string> Faults() => base.Faults().Concat(Known(
        OneWithoutTheOther(nameof(ClientKey), ClientKey, nameof(ClientSecret), ClientSecret),
        Unprintable(nameof(ClientKey), ClientKey),
        Unprintable(nameof(ClientSecret), ClientSecret),
        NoConsentPage(nameof(AuthorizeUrl), AuthorizeUrl)));
}
