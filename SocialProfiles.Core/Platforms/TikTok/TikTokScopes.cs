namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>What a talent is asked for, and what each scope opens: developers.tiktok.com/doc/tiktok-api-scopes.</summary>
internal static class TikTokScopes
{
    public const string Basic = "user.info.basic";
    public const string Profile = "user.info.profile";
    public const string Stats = "user.info.stats";
    public const string Videos = "video.list";

    public static ConsentTerms Terms { get; } = new(
        [new(Basic, IsRequired: true), new(Profile, IsRequired: false), new(Stats, IsRequired: false), new(Videos, IsRequired: false)],
        ["your name, picture, handle and profile text", "how many followers, likes and videos you have", "your public videos, with their views, likes, comments and shares"],
        ["your messages", "your private videos and drafts", "who your followers are, and what you watch", "your e-mail address and phone number", "your password; and nothing is ever posted in your name"],
        UsesPkce: false,
        "In the TikTok app, open Settings and privacy, then Security and permissions, then Apps and services permissions.");
}
