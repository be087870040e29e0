namespace SocialProfiles.Core.Storage;

/// <summary>
/// Tells every open page of this process that something of one kind was committed; it reads again. A hint, not the truth, and cheap:
/// it carries nothing, and costs next to nothing while no page is open.
/// </summary>
public abstract class CommitSignal : ICommitListener
{
    private readonly Listeners _listeners = new();

    /// <param name="changed">Called after the commit by whoever made it; returns at once and does not throw.</param>
    public IDisposable Subscribe(Action changed) => _listeners.Add(changed);

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        if (!_listeners.IsEmpty && events.Any(IsWanted))
        {
            _listeners.Tell();
        }
    }

    /// <summary>Whether this is what is listened for.</summary>
    protected abstract bool IsWanted(ICommitEvent happened);
}
