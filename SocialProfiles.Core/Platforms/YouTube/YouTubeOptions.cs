namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>How YouTube is asked: Google's Data API, with an API key or with a talent's consent, which opens the Analytics API too.</summary>
public sealed class YouTubeOptions : PlatformHttpOptions
{
    internal const string SectionName = "Platforms:YouTube";
    private const string ClientIdEnding = ".apps.googleusercontent.com";

    public YouTubeOptions() => RequestsPerMinute = 600;

    /// <summary>Default <c>https://www.googleapis.com/youtube/v3</c>.</summary>
    public string DataBaseUrl { get; set; } = "https://www.googleapis.com/youtube/v3";

    /// <summary>API key of a Google Cloud project with the YouTube Data API. Secret.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Client id of the agency's Google app, to which talents consent; ends in <c>.apps.googleusercontent.com</c>.</summary>
    public string? ClientId { get; set; }

    /// <summary>Secret of that app. Secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Where talents consent. Default <c>https://accounts.google.com/o/oauth2/v2/auth</c>.</summary>
    public string AuthorizeUrl { get; set; } = "https://accounts.google.com/o/oauth2/v2/auth";

    /// <summary>Where a code becomes a token. Default <c>https://oauth2.googleapis.com</c>.</summary>
    public string TokenBaseUrl { get; set; } = "https://oauth2.googleapis.com";

    /// <summary>Where the numbers of a consenting channel are read. Default <c>https://youtubeanalytics.googleapis.com</c>.</summary>
    public string AnalyticsBaseUrl { get; set; } = "https://youtubeanalytics.googleapis.com";

    /// <summary>Videos a request. Default 50; 1 to 50.</summary>
    public int PageSize { get; set; } = 50;

    /// <summary>
    /// Units of the Data API that Google gives the agency's project for a day; every request costs one. Default 10000; 0 where
    /// they are not counted.
    /// </summary>
    public int UnitsPerDay { get; set; } = 10_000;

    internal bool HasCredentials => !string.IsNullOrEmpty(ApiKey);

    internal bool HasApp => !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ClientSecret);

    internal override string Section => SectionName;

    internal override (string Name, string Value) Base => (nameof(DataBaseUrl), DataBaseUrl);

    internal override IReadOnlyList<(string Name, string Value)> OtherBases => [(nameof(TokenBaseUrl), TokenBaseUrl), (nameof(AnalyticsBaseUrl), AnalyticsBaseUrl)];

    internal override IEnumerable<string> Faults() => base.Faults().Concat(Known(
        Unprintable(nameof(ApiKey), ApiKey),
        OneWithoutTheOther(nameof(ClientId), ClientId, nameof(ClientSecret), ClientSecret),
        string.IsNullOrEmpty(ClientId) || ClientId.EndsWith(ClientIdEnding, StringComparison.Ordinal) ? null : $"{Section}:{nameof(ClientId)} must end in {ClientIdEnding}.",
        Unprintable(nameof(ClientId), ClientId),
        Unprintable(nameof(ClientSecret), ClientSecret),
        NoConsentPage(nameof(AuthorizeUrl), AuthorizeUrl),
        OutOfRange(nameof(PageSize), PageSize, 1, 50),
        OutOfRange(nameof(UnitsPerDay), UnitsPerDay, 0, 100_000_000)));
}
