namespace SocialProfiles.Core.Platforms.TikTok;

/// <summary>A note, seen three times: cyan, red and white, on a dark tile so that it reads on light and dark pages.</summary>
internal static class TikTokMark
{
    public static PlatformMark Mark { get; } = new("0 0 24 24", """
        <rect x="1" y="1" width="22" height="22" rx="6" fill="#010101"/>
        <g fill="none" stroke-width="2.3">
          <path d="M12.4 4.8v10.3a2.95 2.95 0 1 1-2.95-2.95M12.4 4.8c.25 2.5 1.95 4.1 4.5 4.3" stroke="#25f4ee"/>
          <path d="M13.6 6v10.3a2.95 2.95 0 1 1-2.95-2.95M13.6 6c.25 2.5 1.95 4.1 4.5 4.3" stroke="#fe2c55"/>
          <path d="M13 5.4v10.3a2.95 2.95 0 1 1-2.95-2.95M13 5.4c.25 2.5 1.95 4.1 4.5 4.3" stroke="#fff"/>
        </g>
        """);
}
