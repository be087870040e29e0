namespace SocialProfiles.Core.Storage;

/// <summary>Takes note of what happens in a unit of work; published once, after its commit.</summary>
public interface ICommitEvents
{
    /// <summary>Noted twice it is published once.</summary>
    void Raise(ICommitEvent happened);
}
