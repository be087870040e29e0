using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Imports;

/// <summary>An import got on.</summary>
public readonly record struct ImportsChanged : ICommitEvent;

/// <summary>Tells open pages that an import got on.</summary>
public sealed class ImportSignal : CommitSignal
{
    protected override bool IsWanted(ICommitEvent happened) => happened is ImportsChanged;
}
