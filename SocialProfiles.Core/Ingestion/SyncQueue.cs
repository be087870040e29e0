using System.Threading.Channels;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Wakes the workers of this process; the rows themselves are the queue.</summary>
public sealed class SyncQueue : ICommitListener
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        if (events.Any(happened => happened is SyncDue))
        {
            Wake();
        }
    }

    /// <summary>Something may have become due; never blocks.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Waits for a wake, also one that came before the call.</summary>
    internal ValueTask<bool> WokenAsync(CancellationToken cancellationToken) => _signal.Reader.ReadAsync(cancellationToken);
}
