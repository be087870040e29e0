namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>What a talent is asked for, and what each scope opens: developers.tiktok.com/doc/tiktok-api-scopes.</summary>
internal static class TikTokScopes
{
    public static readonly ConsentScope Basic = new("user.info.basic", IsRequired: true);
    public static readonly ConsentScope Profile = new("user.info.profile", IsRequired: false);
    public static readonly ConsentScope Stats = new("user.info.stats", IsRequired: false);
    public static readonly ConsentScope Videos = new("video.list", IsRequired: false);

    public static ConsentTerms Terms { get; } = new(
        [Basic, Profile, Stats, Videos],
        ["your name, picture, handle and profile text", "how many followers, likes and videos you have", "your public videos, with their views, likes, comments and shares"],
        ["your messages", "your private videos and drafts", "who your followers are, and what you watch", "your e-mail address and phone number", "your password; and nothing is ever posted in your name"],
        UsesPkce: false,
        "In the TikTok app, open Settings and privacy, then Security and permissions, then Apps and services permissions.");
}
