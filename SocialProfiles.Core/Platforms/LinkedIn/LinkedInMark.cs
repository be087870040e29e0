namespace SocialProfiles.Core.Platforms.LinkedIn;

/// <summary>The letters “in” on a blue tile.</summary>
internal static class LinkedInMark
{
    public static PlatformMark Mark { get; } = new("0 0 24 24", """
        <rect x="1" y="1" width="22" height="22" rx="4" fill="#0a66c2"/>
        <circle cx="6.95" cy="6.9" r="1.65" fill="#fff"/>
        <path d="M5.55 9.8h2.8v8.6h-2.8z" fill="#fff"/>
        <path d="M10.1 9.8h2.7v1.2c.5-.8 1.4-1.4 2.7-1.4 2.4 0 3.2 1.5 3.2 3.9v4.9h-2.8v-4.5c0-1.3-.3-2.1-1.4-2.1-1.1 0-1.6.8-1.6 2.1v4.5h-2.8z" fill="#fff"/>
        """);
}
