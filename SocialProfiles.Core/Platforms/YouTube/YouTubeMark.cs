namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>A red screen that plays.</summary>
internal static class YouTubeMark
{
    public static PlatformMark Mark { get; } = new("0 0 24 24", """
        <rect x="1" y="4.25" width="22" height="15.5" rx="4.4" fill="#f03"/>
        <path d="M9.8 8.6l6 3.4-6 3.4z" fill="#fff"/>
        """);
}
