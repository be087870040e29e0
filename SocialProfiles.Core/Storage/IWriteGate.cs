namespace SocialProfiles.Core.Storage;

/// <summary>
/// Lets writers of this process in one after another where the database has a single writer anyway (SQLite):
/// waiting here costs nothing, while waiting inside SQLite is polling.
/// </summary>
public interface IWriteGate
{
    /// <summary>Runs a piece of writing when its turn has come.</summary>
    /// <returns>What it returned; what it throws comes through.</returns>
    Task<T> RunAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken);
}
