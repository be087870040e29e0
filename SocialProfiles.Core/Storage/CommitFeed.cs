using Microsoft.Extensions.Logging;

namespace SocialProfiles.Core.Storage;

/// <summary>
/// What a unit of work did that somebody else has to know. Raised inside it (<see cref="SocialProfilesDbContext.Raise"/>),
/// published once after its commit, and never without one.
/// </summary>
public interface ICommitEvent;

/// <summary>Hears of every commit. A hint, not the truth: whoever misses one is right again after a read.</summary>
public interface ICommitListener
{
    /// <param name="events">In the order in which they were raised, each once. Returns at once.</param>
    void Committed(IReadOnlyCollection<ICommitEvent> events);
}

/// <summary>Tells the listeners of this process, in the order of their registration, what was committed.</summary>
public sealed partial class CommitFeed(IEnumerable<ICommitListener> listeners, ILogger<CommitFeed> logger)
{
    private readonly ICommitListener[] _listeners = [.. listeners];

    /// <summary>Never throws: what is committed is committed, whoever fails to hear of it.</summary>
    public void Publish(IReadOnlyCollection<ICommitEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        foreach (var listener in _listeners)
        {
            try
            {
                listener.Committed(events);
            }
            catch (Exception exception)
            {
                LogFailed(exception, listener.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Listener} failed to hear of a commit")]
    private partial void LogFailed(Exception exception, string listener);
}
