using System.Globalization;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Imports;

/// <summary>
/// Decides what each row comes to. The preview and the import itself ask the same, so what was shown is what happens, unless somebody changed
/// the roster in between. Names, tags and handles are judged by the rules for typing them in.
/// </summary>
internal sealed class ImportPlan(ImportWorld world, PlatformCatalog catalog, ImportChoices options, DateTimeOffset now)
{
    /// <summary>Ids by which the row names its talent, the surest first.</summary>
    public static IEnumerable<(ImportedIdKind Kind, string Value)> IdsOf(ImportRecord record)
    {
        if (record.TalentId is { Length: > 0 and <= ImportedId.MostLength } id)
        {
            yield return (ImportedIdKind.Talent, id);
        }

        if (record.Email is { Length: > 0 and <= ImportedId.MostLength } email)
        {
            yield return (ImportedIdKind.Email, email.ToLowerInvariant());
        }
    }

    /// <summary>The row's profile as one types it.</summary>
    public static ConnectRequest RequestOf(ImportRecord record, PlatformCatalog catalog) => new(Guid.Empty, PlatformOf(record.Platform, catalog), record.Handle, record.Link);

    /// <summary>Decides on a row and remembers what it will make, for the rows after it.</summary>
    public ImportStep Next(ImportRecord record)
    {
        if (record.Fault is { } fault)
        {
            return new ImportStep(record, ImportOutcome.RowRefused) { Reason = fault };
        }

        ConnectTarget? target = null;
        if (record.Handle is not null || record.Link is not null)
        {
            var read = ConnectTarget.Read(catalog, RequestOf(record, catalog));
            if (!read.Succeeded)
            {
                return new ImportStep(record, read.Failure is InvalidError { Field: "platform" } ? ImportOutcome.PlatformUnknown : ImportOutcome.HandleRefused) { Reason = read.Failure.Sentence };
            }

            target = read.Value;
        }

        var profile = target is null ? null : world.Find(target);
        var found = TalentOf(record, target, profile);
        if (found.Refusal is { } refusal)
        {
            return new ImportStep(record, ImportOutcome.RowRefused) { Reason = refusal, Target = target };
        }

        var talent = found.Talent ?? new ImportTalent { Id = Guid.CreateVersion7(now), Name = found.New!.Name };
        if (profile is not null && profile.TalentId != talent.Id)
        {
            var owner = world.Find(profile.TalentId)?.Name ?? "another talent";
            return new ImportStep(record, ImportOutcome.OtherTalents) { Reason = $"@{target!.Handle} on {target.Platform.Name} is already connected, to {owner}. Disconnect it there first, or correct the row.", Target = target, Talent = talent };
        }

        if (talent.IsArchived && profile is null && target is not null)
        {
            return new ImportStep(record, ImportOutcome.RowRefused) { Reason = $"{talent.Name} is in the archive. Restore the talent first.", Target = target, Talent = talent };
        }

        world.Add(talent);
        foreach (var id in IdsOf(record).Where(id => world.Find(id) is null))
        {
            world.Add(talent, id);
        }

        var (point, leftOut) = PointOf(record, target, profile);
        if (point is { } taken)
        {
            profile?.Imported.Add(taken.At);
        }

        if (target is not null && profile is null)
        {
            world.Add(target, talent.Id);
            if (point is { } first)
            {
                world.Find(target)!.Imported.Add(first.At);
            }
        }

        return new ImportStep(record, found.New is not null ? ImportOutcome.NewTalent : target is not null && profile is null ? ImportOutcome.NewProfile : ImportOutcome.AlreadyThere)
        {
            Talent = talent,
            NewTalent = found.New,
            Target = target,
            ConnectionKey = profile?.Key ?? 0,
            ConnectionId = profile?.Id,
            Point = point,
            Reason = found.Note ?? leftOut,
        };
    }

    /// <summary>By the ids that the row has, else by the name, else by whose profile it is; else a new one.</summary>
    private (ImportTalent? Talent, TalentDetails? New, string? Refusal, string? Note) TalentOf(ImportRecord record, ConnectTarget? target, ImportProfile? profile)
    {
        var known = IdsOf(record).ToLookup(id => id.Kind, id => world.Find(id));
        if (known[ImportedIdKind.Talent].FirstOrDefault() is { } sure)
        {
            return (sure, null, null, null);
        }

        if (Guid.TryParse(record.TalentId, out var own) && world.Find(own) is { } ours)
        {
            return (ours, null, null, null);
        }

        if (known[ImportedIdKind.Email].FirstOrDefault() is { } addressee && IsSame(addressee, record, profile))
        {
            return (addressee, null, null, null);
        }

        if (record.TalentId is { Length: > ImportedId.MostLength })
        {
            return (null, null, $"The talent's id is longer than {ImportedId.MostLength} characters. Check the columns.", null);
        }

        string? note = null;
        var name = record.Name;
        if (name is null)
        {
            if (profile is not null && record.TalentId is null && record.Email is null)
            {
                // A row that is nothing but a profile which is here.
                return (world.Find(profile.TalentId), null, null, null);
            }

            if (target is null)
            {
                return (null, null, "The row names no talent and no profile. Add a name, or match the column that holds it.", null);
            }

            if (!options.NameByHandle)
            {
                return (null, null, "The row names no talent that is known here. Add a name, or import the talents first with the same ids.", null);
            }

            name = target.Handle;
            note = "The file has no name for this talent, so we used the handle. Change it on the talent's page.";
        }

        var details = TalentDetails.Read(new TalentRequest(name, [.. record.TagList]));
        if (!details.Succeeded)
        {
            return (null, null, details.Failure.Sentence, null);
        }

        // Somebody of the same name who is known by another id is somebody else. A handle that stands in for a name names nobody.
        var ids = IdsOf(record).ToArray();
        ImportTalent[] namesakes = record.Name is null ? [] :
            [.. world.Named(details.Value.Name).Where(talent => !ids.Any(id => talent.Ids.Any(theirs => theirs.Kind == id.Kind && theirs.Value != id.Value)))];
        return namesakes.Length switch
        {
            0 => (null, details.Value, null, note),
            1 => (namesakes[0], null, null, null),
            _ when profile is not null && namesakes.FirstOrDefault(talent => talent.Id == profile.TalentId) is { } owner => (owner, null, null, null),
            var count => (null, null, string.Create(CultureInfo.InvariantCulture, $"{count} talents are named {details.Value.Name}. Add the talent's id or e-mail address to tell them apart."), null),
        };
    }

    /// <summary>Several talents may share an address, such as that of their booking office: it counts only where nothing else in the row contradicts it.</summary>
    private static bool IsSame(ImportTalent addressee, ImportRecord record, ImportProfile? profile)
    {
        var theirs = addressee.Ids.Where(id => id.Kind == ImportedIdKind.Talent).Select(id => id.Value).ToArray();
        if (record.TalentId is { } id && theirs.Length > 0 && !theirs.Contains(id, StringComparer.Ordinal))
        {
            return false;
        }

        // Whoever got another name here is still known by the profile.
        return record.Name is null || profile?.TalentId == addressee.Id
            || (TalentName.Read(record.Name).Name is { } name && (Folded.Of(name) == Folded.Of(addressee.Name) || addressee.FormerNames.Contains(Folded.Of(name))));
    }

    /// <summary>The old followers, where they are older than all that was read; and why not, where the row has some.</summary>
    private ((long Followers, DateTimeOffset At)? Point, string? LeftOut) PointOf(ImportRecord record, ConnectTarget? target, ImportProfile? profile)
    {
        if (record.Followers is null || target is null)
        {
            return (null, null);
        }

        if (ImportRecord.ReadCount(record.Followers) is not { } followers)
        {
            return (null, "The followers are left out: they aren't a whole number.");
        }

        var at = record.Date is null
            ? options.NumbersFrom is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : (DateTimeOffset?)null
            : ImportRecord.ReadDate(record.Date);
        return at switch
        {
            null => (null, record.Date is null ? "The followers are left out: the row has no date for them." : "The followers are left out: the date can't be read. Use 2026-12-01."),
            { } time when time > now => (null, "The followers are left out: their date is in the future."),
            { } time when profile?.FirstRead <= time => (null, "The followers are left out: by then we already had the platform's own numbers."),
            { } time when profile?.Imported.Contains(time) == true => (null, null),
            { } time => ((followers, time), null),
        };
    }

    /// <summary>A platform is named by its key or its name; Twitter is the one that has a former name.</summary>
    private static string? PlatformOf(string? text, PlatformCatalog catalog)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var plain = ImportColumns.Plain(text);
        return catalog.All.FirstOrDefault(platform => ImportColumns.Plain(platform.Key) == plain || ImportColumns.Plain(platform.Name) == plain)?.Key
            ?? (plain is "twitter" or "xtwitter" or "xcom" && catalog.TryGet("X", out var x) ? x.Key
            : plain is "ig" or "insta" && catalog.TryGet("INSTAGRAM", out var instagram) ? instagram.Key
            : plain is "yt" && catalog.TryGet("YOUTUBE", out var youTube) ? youTube.Key
            : plain is "tt" && catalog.TryGet("TIKTOK", out var tikTok) ? tikTok.Key
            : text.Trim());
    }
}
