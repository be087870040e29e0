using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Imports;

/// <summary>
/// What is here of what some rows speak of, and what the rows before them will have made. Read for these rows only: a batch of a hundred asks
/// for a few hundred rows, however large the roster is.
/// </summary>
internal sealed class ImportWorld
{
    private readonly Dictionary<(ImportedIdKind Kind, string Value), ImportTalent> _byId = [];
    private readonly Dictionary<string, List<ImportTalent>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, ImportTalent> _talents = [];
    private readonly Dictionary<(string Platform, string Handle), ImportProfile> _profiles = [];

    /// <summary>Adds what concerns these rows to what is known.</summary>
    public async Task ReadAsync(SocialProfilesDbContext db, IReadOnlyCollection<ImportRecord> records, PlatformCatalog catalog, CancellationToken cancellationToken)
    {
        var handles = records.Select(record => ConnectTarget.Read(catalog, ImportPlan.RequestOf(record, catalog)))
            .Where(target => target.Succeeded).Select(target => target.Value.NormalizedHandle).Distinct(StringComparer.Ordinal).ToList();
        var profiles = await db.Connections.Where(x => handles.Contains(x.NormalizedHandle))
            .Select(x => new
            {
                x.Key,
                x.Id,
                x.Platform,
                x.NormalizedHandle,
                x.TalentId,
                First = db.Set<ProfileReading>().Where(reading => reading.ConnectionKey == x.Key && reading.Source != ProfileReading.ImportedSource).Min(reading => (DateTimeOffset?)reading.FirstReadAt),
                Imported = db.Set<ProfileReading>().Where(reading => reading.ConnectionKey == x.Key && reading.Source == ProfileReading.ImportedSource).Select(reading => reading.FirstReadAt).ToList(),
            }).AsNoTracking().ToListAsync(cancellationToken);

        var values = records.SelectMany(ImportPlan.IdsOf).Select(id => id.Value).Distinct(StringComparer.Ordinal).ToList();
        var ids = await db.ImportedIds.AsNoTracking().Where(x => x.Kind != ImportedIdKind.Record && values.Contains(x.Value)).ToListAsync(cancellationToken);
        var names = records.Select(record => TalentName.Read(record.Name).Name).OfType<string>().Select(Folded.Of).Distinct(StringComparer.Ordinal).ToList();

        // Also our own ids, for a file that this application wrote.
        var wanted = ids.Select(id => id.TalentId).Concat(profiles.Select(profile => profile.TalentId))
            .Concat(records.Select(record => Guid.TryParse(record.TalentId, out var id) ? id : (Guid?)null).OfType<Guid>()).Distinct().ToList();
        var talents = await db.Talents.AsNoTracking().Where(x => wanted.Contains(x.Id) || names.Contains(x.SortName)).Select(x => new { x.Id, x.Name, IsArchived = x.ArchivedAt != null }).ToListAsync(cancellationToken);
        var known = talents.ConvertAll(talent => talent.Id);
        var theirs = await db.ImportedIds.AsNoTracking().Where(x => x.Kind != ImportedIdKind.Record && known.Contains(x.TalentId)).ToListAsync(cancellationToken);

        // Of whom the file may still have the name from before.
        var addressees = ids.Where(id => id.Kind == ImportedIdKind.Email).Select(id => (Guid?)id.TalentId).Distinct().ToList();
        var renamed = addressees.Count == 0 ? [] : await db.Activity.AsNoTracking()
            .Where(x => addressees.Contains(x.TalentId) && x.Action == ActivityAction.TalentEdited && x.Detail != null)
            .Select(x => new { x.TalentId, x.Detail }).ToListAsync(cancellationToken);

        foreach (var talent in talents)
        {
            Add(new ImportTalent { Id = talent.Id, Name = talent.Name, IsArchived = talent.IsArchived });
        }

        foreach (var edit in renamed)
        {
            if (FormerName.Of(edit.Detail) is { } former)
            {
                Find(edit.TalentId!.Value)?.FormerNames.Add(Folded.Of(former));
            }
        }

        foreach (var id in theirs)
        {
            Add(_talents[id.TalentId], (id.Kind, id.Value));
        }

        foreach (var profile in profiles)
        {
            _profiles.TryAdd((profile.Platform, profile.NormalizedHandle), new ImportProfile(profile.Key, profile.Id, profile.TalentId, profile.First, [.. profile.Imported]));
        }
    }

    public ImportTalent? Find(Guid id) => _talents.GetValueOrDefault(id);

    public ImportTalent? Find((ImportedIdKind Kind, string Value) id) => _byId.GetValueOrDefault(id);

    public IReadOnlyList<ImportTalent> Named(string name) => _byName.GetValueOrDefault(name) ?? (IReadOnlyList<ImportTalent>)[];

    public ImportProfile? Find(ConnectTarget target) => _profiles.GetValueOrDefault((target.Platform.Key, target.NormalizedHandle));

    public void Add(ImportTalent talent)
    {
        if (_talents.TryAdd(talent.Id, talent))
        {
            (_byName.TryGetValue(talent.Name, out var named) ? named : _byName[talent.Name] = []).Add(talent);
        }
    }

    public void Add(ImportTalent talent, (ImportedIdKind Kind, string Value) id)
    {
        talent.Ids.Add(id);
        _byId.TryAdd(id, talent);
    }

    public void Add(ConnectTarget target, Guid talentId) =>
        _profiles.TryAdd((target.Platform.Key, target.NormalizedHandle), new ImportProfile(0, null, talentId, null, []));
}

/// <summary>A profile that is here, or will be by an earlier row.</summary>
/// <param name="Key">0 where it is made by an earlier row.</param>
/// <param name="Id">Public id; null where it is made by an earlier row.</param>
/// <param name="FirstRead">When the platform was read for it first, UTC; null where it never was.</param>
/// <param name="Imported">Times that earlier imports brought, UTC.</param>
internal sealed record ImportProfile(long Key, Guid? Id, Guid TalentId, DateTimeOffset? FirstRead, HashSet<DateTimeOffset> Imported);
