using System.Threading.Channels;

namespace SocialProfiles.Core.Ingestion;

/// <summary>Wakes the workers of this process; the rows themselves are the queue.</summary>
public sealed class SyncQueue
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something may have become due. Call after the commit; never blocks.</summary>
    public void Wake() => _signal.Writer.TryWrite(true);

    /// <summary>Waits for a wake, also one that came before the call.</summary>
    internal ValueTask<bool> WokenAsync(CancellationToken cancellationToken) => _signal.Reader.ReadAsync(cancellationToken);
}
