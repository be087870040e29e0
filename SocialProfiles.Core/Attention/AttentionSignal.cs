using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Attention;

/// <summary>Something changed that may need attention now, or need it no more.</summary>
public sealed class AttentionSignal : CommitSignal
{
    protected override bool IsWanted(ICommitEvent happened) => happened is NoticesChanged or TalentChanged or ConnectionChanged { Of: ChangeOf.Connection };
}
