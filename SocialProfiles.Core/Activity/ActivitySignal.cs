using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Activity;

/// <summary>Something was written down.</summary>
public readonly record struct ActivityWritten : ICommitEvent;

/// <summary>Tells every open page of this process that there is new activity.</summary>
public sealed class ActivitySignal : CommitSignal
{
    protected override bool IsWanted(ICommitEvent happened) => happened is ActivityWritten;
}
