namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>What a talent is asked for: developers.google.com/youtube/reporting/guides/authorization.</summary>
internal static class YouTubeScopes
{
    private const string Auth = "https://www.googleapis.com/auth/";

    public static readonly ConsentScope Channel = new(Auth + "youtube.readonly", IsRequired: true) { ImpliedBy = [Auth + "youtube", Auth + "youtube.force-ssl", Auth + "youtubepartner"] };
    public static readonly ConsentScope Analytics = new(Auth + "yt-analytics.readonly", IsRequired: false) { ImpliedBy = [Auth + "yt-analytics-monetary.readonly"] };

    public static ConsentTerms Terms { get; } = new(
        [Channel, Analytics],
        ["your channel's name, picture, description and subscriber count", "your public videos, with their views, likes and comments", "how long your videos are watched, and by which age groups, genders and countries"],
        ["your private and unlisted videos", "what you watch, search for or subscribe to", "your Gmail, Drive and everything else in your Google account", "your earnings", "your password; and nothing is ever uploaded, changed or deleted"],
        UsesPkce: true,
        "In your Google account, open Security, then Your connections to third-party apps and services (myaccount.google.com/connections).");
}
