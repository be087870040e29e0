namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>What a talent is asked for: developers.facebook.com/documentation/instagram-platform, business login.</summary>
internal static class InstagramScopes
{
    public static readonly ConsentScope Basic = new("instagram_business_basic", IsRequired: true);
    public static readonly ConsentScope Insights = new("instagram_business_manage_insights", IsRequired: false);

    public static ConsentTerms Terms { get; } = new(
        [Basic, Insights],
        ["your name, picture, handle and profile text", "how many followers and posts you have", "your posts, with their views, likes, comments, shares and saves", "your stories, with their views, reach and shares", "how many people you reach, and their age groups, genders, countries and cities as totals"],
        ["your messages", "your private or archived posts", "who your followers are", "your e-mail address and phone number", "your password; and nothing is ever posted or answered in your name"],
        UsesPkce: false,
        "In the Instagram app, open Settings, then Website permissions, then Apps and websites.")
    {
        PostInsights = Insights,
    };
}
