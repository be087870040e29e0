using System.Threading.Channels;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Thumbnails;

/// <summary>
/// Which profiles changed since <see cref="KeepThumbnails"/> looked. Apart from it, because it reads the database, which itself needs all
/// who listen.
/// </summary>
public sealed class ChangedProfiles : ICommitListener
{
    // What is dropped is seen at the profile's next sync; the pictures of one that is gone go at night.
    private const int Most = 10_000;

    private readonly Channel<Guid> _changed = Channel.CreateBounded<Guid>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened is ConnectionChanged { Of: ChangeOf.Connection } change)
            {
                _changed.Writer.TryWrite(change.ConnectionId);
            }
        }
    }

    /// <summary>Takes some of them, each once.</summary>
    internal List<Guid> Take(int most)
    {
        var taken = new HashSet<Guid>();
        while (taken.Count < most && _changed.Reader.TryRead(out var id))
        {
            taken.Add(id);
        }

        return [.. taken];
    }
}
