using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Talents;

/// <summary>A talent, active or archived, by name.</summary>
public sealed record NamedId(Guid Id, string Name);

/// <summary>Names of talents, active or archived, for whoever has only their ids, and the other way round.</summary>
public sealed class TalentNames(Database database)
{
    /// <summary>By id; those who are gone are left out.</summary>
    public Task<Dictionary<Guid, string>> OfAsync(IReadOnlyCollection<Guid> talentIds, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Talents.Where(x => talentIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, x => x.Name, cancellationToken), cancellationToken);

    /// <summary>Those whose name holds the text, whatever its case and accents, in the order of their names; of an empty text all.</summary>
    /// <param name="take">At most so many.</param>
    public Task<List<NamedId>> FindAsync(string text, int take, CancellationToken cancellationToken)
    {
        var folded = Folded.Of(text.Trim());
        return database.ReadAsync(
            db => db.Talents.Where(x => x.SortName.Contains(folded)).OrderBy(x => x.SortName).ThenBy(x => x.Id).Take(take)
                .Select(x => new NamedId(x.Id, x.Name)).ToListAsync(cancellationToken),
            cancellationToken);
    }
}
