using SocialProfiles.Core.Compare;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Web.Components.Compare;

/// <summary>Who is ticked to be compared, in the order in which they were ticked.</summary>
public sealed class CompareSelection
{
    private readonly List<NamedId> _talents = [];

    public IReadOnlyList<NamedId> Talents => _talents;

    /// <summary>Enough are ticked, and not too many.</summary>
    public bool CanCompare => _talents.Count is >= TalentComparison.Fewest and <= TalentComparison.Most;

    public bool Contains(Guid id) => _talents.Exists(talent => talent.Id == id);

    public void Set(NamedId talent, bool isOn)
    {
        ArgumentNullException.ThrowIfNull(talent);
        _talents.RemoveAll(one => one.Id == talent.Id);
        if (isOn)
        {
            _talents.Add(talent);
        }
    }

    public void Clear() => _talents.Clear();
}
