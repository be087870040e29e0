using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Somebody's role changed, or they were deactivated or reactivated.</summary>
public readonly record struct PeopleChanged : ICommitEvent;

/// <summary>Tells whoever remembers what people may do.</summary>
public sealed class PeopleSignal : CommitSignal
{
    protected override bool IsWanted(ICommitEvent happened) => happened is PeopleChanged;
}
