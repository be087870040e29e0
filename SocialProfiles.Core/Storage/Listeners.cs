using System.Collections.Concurrent;

namespace SocialProfiles.Core.Storage;

/// <summary>Who wants to hear that something changed, without hearing what. From any thread.</summary>
public sealed class Listeners
{
    private readonly ConcurrentDictionary<Listener, byte> _listeners = new();

    public bool IsEmpty => _listeners.IsEmpty;

    /// <param name="changed">Returns at once and does not throw.</param>
    public IDisposable Add(Action changed)
    {
        var listener = new Listener(changed, ended => _listeners.TryRemove(ended, out _));
        _listeners.TryAdd(listener, 0);
        return listener;
    }

    public void Tell()
    {
        foreach (var (listener, _) in _listeners)
        {
            listener.Changed();
        }
    }

    private sealed class Listener(Action changed, Action<Listener> end) : IDisposable
    {
        public Action Changed { get; } = changed;

        public void Dispose() => end(this);
    }
}
