namespace SocialProfiles.Core.Platforms;

/// <summary>What a platform tells of its own accord, once its signature was found to be right.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="WithdrawnBy">The platform's id, for our app, of the person who took the consent back; null where it is about something else.</param>
/// <param name="HappenedAt">When it happened there, UTC; a notice may come days later.</param>
public sealed record PlatformNotice(string Platform, string? WithdrawnBy, DateTimeOffset HappenedAt);
