using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Somebody showed again who they are.</summary>
public readonly record struct SessionProved : ICommitEvent;

/// <summary>Tells a page that asks for it: it may have happened in another tab.</summary>
public sealed class ProofSignal : CommitSignal
{
    protected override bool IsWanted(ICommitEvent happened) => happened is SessionProved;
}
