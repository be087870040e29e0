using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.MediaKits;

/// <summary>A talent's kits or their links changed.</summary>
public readonly record struct MediaKitsChanged(Guid TalentId) : ICommitEvent;

/// <summary>Tells every open page of this process that media kits changed.</summary>
public sealed class MediaKitSignal : CommitSignal
{
    protected override bool IsWanted(ICommitEvent happened) => happened is MediaKitsChanged;
}
