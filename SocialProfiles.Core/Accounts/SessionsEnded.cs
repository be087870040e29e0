using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Some session ended.</summary>
public readonly record struct SessionsEnded : ICommitEvent;

/// <summary>Tells whoever keeps a page open to ask again whether its session lives.</summary>
public sealed class SessionsSignal : CommitSignal
{
    /// <summary>One ended outside a unit of work that says so: <see cref="Sessions"/> ends it for this process also where nothing can be stored.</summary>
    internal void Tell() => Committed([default(SessionsEnded)]);

    protected override bool IsWanted(ICommitEvent happened) => happened is SessionsEnded;
}
