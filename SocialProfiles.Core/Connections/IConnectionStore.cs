using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>
/// The units of work that tools ask for by the thousand: connecting and refreshing. Those that wait at the same time share one
/// transaction, each whole or not there; what they raise is published after the commit.
/// </summary>
public interface IConnectionStore
{
    /// <param name="work">Reads, decides and writes at once; what it throws undoes it and nothing else. May not use the database in another way.</param>
    /// <exception cref="StorageException">The database as a whole refused: nothing is written.</exception>
    Task<T> RunAsync<T>(Func<IConnectionRows, T> work, CancellationToken cancellationToken);
}

/// <summary>The rows of one unit of work, as they are in it. Only of this world, sandbox or not.</summary>
public interface IConnectionRows : ICommitEvents
{
    /// <summary>Null where there is no such talent.</summary>
    NamedTalent? Talent(Guid id);

    Connection? Find(Guid id);

    Connection? Find(string platform, string normalizedHandle);

    /// <summary>Oldest first.</summary>
    IReadOnlyList<Connection> OfTalent(Guid talentId);

    void Add(Connection connection);

    /// <summary>Writes its place in the queue, its state and its type.</summary>
    void Update(Connection connection);

    void Add(ActivityEntry entry);

    /// <summary>Forgets a consent that has ended.</summary>
    /// <returns>False where there is none, or one that works.</returns>
    bool DropEndedConsent(long connectionKey);

    /// <summary>Closes whatever is open about something.</summary>
    /// <returns>Whether anything was.</returns>
    bool CloseNotices(Guid subjectId, DateTimeOffset now);
}

/// <summary>Whose a connection is.</summary>
public sealed record NamedTalent(string Name, bool IsArchived);
