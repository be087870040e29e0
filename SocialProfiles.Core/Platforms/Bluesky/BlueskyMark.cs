namespace SocialProfiles.Core.Platforms.Bluesky;

/// <summary>A butterfly of four plain wings.</summary>
internal static class BlueskyMark
{
    public static PlatformMark Mark { get; } = new("0 0 24 24", """
        <path d="M11.4 11.2C10 8 6.6 4.2 3.2 3.4 1.6 3 1.4 4.6 1.6 6.4c.3 3 .9 6.2 3.6 6.8 2 .4 4.4-.2 6.2-2z" fill="#1185fe"/>
        <path d="M12.6 11.2C14 8 17.4 4.2 20.8 3.4c1.6-.4 1.8 1.2 1.6 3-.3 3-.9 6.2-3.6 6.8-2 .4-4.4-.2-6.2-2z" fill="#1185fe"/>
        <path d="M11.4 12.4c-1.6 1.5-4 1.6-5.4 2.9-1.3 1.2-.6 3.3.9 4.5 2 1.6 4.2-1.6 4.5-7.4z" fill="#1185fe"/>
        <path d="M12.6 12.4c1.6 1.5 4 1.6 5.4 2.9 1.3 1.2.6 3.3-.9 4.5-2 1.6-4.2-1.6-4.5-7.4z" fill="#1185fe"/>
        """);
}
