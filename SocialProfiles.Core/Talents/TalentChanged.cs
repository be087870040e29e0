using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Talents;

/// <summary>A talent was added, edited, archived, restored or deleted.</summary>
public readonly record struct TalentChanged(Guid TalentId) : ICommitEvent;
