namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>How YouTube is asked: Google's Data API, with an API key.</summary>
public sealed class YouTubeOptions : PlatformHttpOptions
{
    internal const string SectionName = "Platforms:YouTube";

    public YouTubeOptions() => RequestsPerMinute = 600;

    /// <summary>Default <c>https://www.googleapis.com/youtube/v3</c>.</summary>
    public string DataBaseUrl { get; set; } = "https://www.googleapis.com/youtube/v3";

    /// <summary>API key of a Google Cloud project with the YouTube Data API. Secret.</summary>
    public string? ApiKey { get; set; }

    /// <summary>Videos a request. Default 50; 1 to 50.</summary>
    public int PageSize { get; set; } = 50;

    internal bool HasCredentials => !string.IsNullOrEmpty(ApiKey);

    internal override string Section => SectionName;

    internal override (string Name, string Value) Base => (nameof(DataBaseUrl), DataBaseUrl);

    internal override IEnumerable<string> Faults()
    {
        foreach (var fault in base.Faults())
        {
            yield return fault;
        }

        if (Unprintable(nameof(ApiKey), ApiKey) is { } key)
        {
            yield return key;
        }

        if (OutOfRange(nameof(PageSize), PageSize, 1, 50) is { } size)
        {
            yield return size;
        }
    }
}
