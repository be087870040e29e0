using System.Collections.Concurrent;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Intelligence;

/// <summary>
/// The computed numbers of the talents that people look at, by period, until one of their connections changes. A computation that
/// was under way during a change is given to its caller but not kept, so a stale answer cannot be stored after the clear.
/// </summary>
public sealed class IntelligenceCache : ICommitListener
{
    private const int MaxTalents = 1000;
    private const int MaxPeriods = 8;

    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    /// <param name="asked">The period, and by whose days.</param>
    public async Task<TalentIntelligence> GetAsync(Guid talentId, (IntelligencePeriod, AgencyDays) asked, Func<Task<TalentIntelligence>> compute)
    {
        if (_kept.Count >= MaxTalents)
        {
            _kept.Clear();
        }

        // What is computed goes where we are now; a clear meanwhile throws that place away.
        var kept = _kept.GetOrAdd(talentId, _ => new Kept());
        if (kept.Find(asked) is { } found)
        {
            return found;
        }

        var computed = await compute();
        kept.Keep(asked, computed);
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
            else if (happened is MetricsBroken)
            {
                _kept.Clear();
            }
        }
    }

    public void Clear(Guid talentId) => _kept.TryRemove(talentId, out _);

    private sealed class Kept
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<(IntelligencePeriod, AgencyDays), TalentIntelligence> _periods = [];

        public TalentIntelligence? Find((IntelligencePeriod, AgencyDays) asked)
        {
            lock (_lock)
            {
                return _periods.GetValueOrDefault(asked);
            }
        }

        public void Keep((IntelligencePeriod, AgencyDays) asked, TalentIntelligence computed)
        {
            lock (_lock)
            {
                if (_periods.Count >= MaxPeriods)
                {
                    _periods.Clear();
                }

                _periods[asked] = computed;
            }
        }
    }
}
