using System.Collections.Concurrent;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Intelligence;

/// <summary>
/// The computed numbers of the talents that people look at, until one of their connections changes. A computation that
/// was under way during a change is given to its caller but not kept, so a stale answer cannot be stored after the clear.
/// </summary>
public sealed class IntelligenceCache : ICommitListener
{
    private const int MaxTalents = 1000;

    private readonly ConcurrentDictionary<Guid, TalentIntelligence> _kept = new();
    private readonly Lock _lock = new();
    private long _version;

    public async Task<TalentIntelligence> GetAsync(Guid talentId, Func<Task<TalentIntelligence>> compute)
    {
        if (_kept.TryGetValue(talentId, out var kept))
        {
            return kept;
        }

        var before = Volatile.Read(ref _version);
        var computed = await compute();
        lock (_lock)
        {
            if (before == _version)
            {
                if (_kept.Count >= MaxTalents)
                {
                    _kept.Clear();
                }

                _kept[talentId] = computed;
            }
        }

        return computed;
    }

    public void Committed(IReadOnlyCollection<ICommitEvent> events)
    {
        foreach (var happened in events)
        {
            if (happened is ConnectionChanged change)
            {
                Clear(change.TalentId);
            }
            else if (happened is TalentChanged talent)
            {
                Clear(talent.TalentId);
            }
        }
    }

    public void Clear(Guid talentId)
    {
        lock (_lock)
        {
            _version++;
            _kept.TryRemove(talentId, out _);
        }
    }
}
