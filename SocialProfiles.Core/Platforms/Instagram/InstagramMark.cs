namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>A camera on the colours of a sunset. Bands instead of a gradient: a gradient needs an id, and an id breaks when its first bearer on the page is hidden.</summary>
internal static class InstagramMark
{
    public static PlatformMark Mark { get; } = new("0 0 24 24", """
        <rect x="1" y="1" width="22" height="22" rx="6" fill="#7638c2"/>
        <path d="M1 7.15A19.5 19.5 0 0 1 23 16.45V17a6 6 0 0 1-6 6H7a6 6 0 0 1-6-6z" fill="#c32aa3"/>
        <path d="M1 11.86A15 15 0 0 1 20.43 21.92A6 6 0 0 1 17 23H7a6 6 0 0 1-6-6z" fill="#e4325e"/>
        <path d="M1 16.2A11 11 0 0 1 16.58 23H7a6 6 0 0 1-6-6z" fill="#f77737"/>
        <path d="M1.72 19.84A7.5 7.5 0 0 1 12.87 23H7A6 6 0 0 1 1.72 19.84z" fill="#fcaf45"/>
        <rect x="5.4" y="5.4" width="13.2" height="13.2" rx="4" fill="none" stroke="#fff" stroke-width="1.7"/>
        <circle cx="12" cy="12" r="3.2" fill="none" stroke="#fff" stroke-width="1.7"/>
        <circle cx="15.9" cy="8.1" r="1.05" fill="#fff"/>
        """);
}
