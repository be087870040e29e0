namespace SocialProfiles.Core.Storage;

/// <summary>
/// Moves what was written from the journal into the database file, beside the writers and not in their turn: whoever commits
/// last would otherwise wait for the disk on behalf of everybody before.
/// </summary>
public interface ICheckpoint
{
    /// <summary>Moves what it can without keeping anybody waiting. Blocks for as long as the disk takes, so call it where nobody waits.</summary>
    void Run();
}
