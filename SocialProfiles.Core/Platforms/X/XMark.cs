namespace SocialProfiles.Core.Platforms.X;

/// <summary>An X of one broad and one thin stroke, on a dark tile so that it reads on light and dark pages.</summary>
internal static class XMark
{
    public static PlatformMark Mark { get; } = new("0 0 24 24", """
        <rect x="1" y="1" width="22" height="22" rx="6" fill="#0f1419"/>
        <path d="M6.2 6h3.1l8.5 12h-3.1z" fill="none" stroke="#fff" stroke-width="1.4" stroke-linejoin="round"/>
        <path d="M17.4 6l-4.6 5.2M11.1 13l-4.5 5" fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round"/>
        """);
}
