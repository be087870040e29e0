using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Notices;

/// <summary>Notices were raised or closed.</summary>
public readonly record struct NoticesChanged : ICommitEvent;
