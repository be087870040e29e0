using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>Who is ticked on the roster, over all its pages and whatever is searched for meanwhile.</summary>
public sealed class RosterSelection
{
    private readonly Dictionary<Guid, NamedId> _talents = [];

    public int Count => _talents.Count;

    public IReadOnlyCollection<NamedId> Talents => _talents.Values;

    public bool Contains(Guid id) => _talents.ContainsKey(id);

    public bool ContainsAll(IEnumerable<RosterRow> rows) => rows.All(row => Contains(row.Id));

    public void Set(RosterRow row, bool isOn)
    {
        if (!isOn)
        {
            _talents.Remove(row.Id);
        }
        else if (Count < BulkChange.Most)
        {
            _talents[row.Id] = new NamedId(row.Id, row.Name);
        }
    }

    /// <summary>Ticks these beside those who are ticked, as far as <see cref="BulkChange.Most"/> goes.</summary>
    public void Add(IEnumerable<NamedId> talents)
    {
        foreach (var talent in talents.TakeWhile(_ => Count < BulkChange.Most))
        {
            _talents[talent.Id] = talent;
        }
    }

    public void Replace(IEnumerable<NamedId> talents)
    {
        _talents.Clear();
        Add(talents);
    }

    public void Clear() => _talents.Clear();
}
