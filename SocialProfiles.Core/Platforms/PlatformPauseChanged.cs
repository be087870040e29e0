using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Platforms;

/// <summary>An admin paused a platform, or resumed it: all its profiles read otherwise now.</summary>
/// <param name="Platform">Key of the platform.</param>
public readonly record struct PlatformPauseChanged(string Platform) : ICommitEvent;
