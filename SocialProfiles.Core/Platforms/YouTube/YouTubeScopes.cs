namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>What a talent is asked for: developers.google.com/youtube/reporting/guides/authorization.</summary>
internal static class YouTubeScopes
{
    public const string Channel = "https://www.googleapis.com/auth/youtube.readonly";
    public const string Analytics = "https://www.googleapis.com/auth/yt-analytics.readonly";

    public static ConsentTerms Terms { get; } = new(
        [new(Channel, IsRequired: true), new(Analytics, IsRequired: false)],
        ["your channel's name, picture, description and subscriber count", "your public videos, with their views, likes and comments", "how long your videos are watched, and from which age groups, genders and countries"],
        ["your private and unlisted videos", "what you watch, search for or subscribe to", "your Gmail, Drive and everything else in your Google account", "your earnings", "your password; and nothing is ever uploaded, changed or deleted"],
        UsesPkce: true,
        "In your Google account, open Security, then Your connections to third-party apps and services (myaccount.google.com/connections).");
}
