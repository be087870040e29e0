using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Notices;

/// <summary>Tells every open page of this process that notices were raised or closed.</summary>
public sealed class NoticeFeed : CommitSignal
{
    protected override bool IsWanted(ICommitEvent happened) => happened is NoticesChanged;
}
