using System.Collections.Frozen;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Imports;

/// <summary>Which column of a file holds what. Guessed from the headings, and corrected by a person.</summary>
public static class ImportColumns
{
    private static readonly FrozenDictionary<string, ImportField> _names = new Dictionary<ImportField, string>
    {
        [ImportField.Name] = "name talent talentname fullname displayname artist artistname creator creatorname influencer influencername person client model kunstler vollername nom nombre",
        [ImportField.TalentId] = "talentid creatorid externalid externaltalentid userid artistid influencerid personid clientid talentexternalid oldid oldtalentid",
        [ImportField.Email] = "email emailaddress mail mailaddress talentemail contactemail emailadresse correo",
        [ImportField.Tags] = "tags tag labels label category categories niche genre genres groups schlagworte",
        [ImportField.Platform] = "platform network socialnetwork channel service site socialmedia plattform netzwerk",
        [ImportField.Handle] = "handle username account accountname nickname screenname user socialhandle benutzername",
        [ImportField.Link] = "url link profileurl profilelink profile href web website channelurl",
        [ImportField.Followers] = "followers followercount followerscount subscribers subscribercount fans audience reach follower abonnenten",
        [ImportField.Date] = "date createdat created asof measuredat updatedat updated timestamp day datum addedat lastsyncedat",
        [ImportField.RecordId] = "id recordid socialid talentsocialid rowid profileid connectionid",
    }.SelectMany(pair => pair.Value.Split(' ').Select(name => KeyValuePair.Create(name, pair.Key))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The field that a heading names; <see cref="ImportField.None"/> where it names none.</summary>
    public static ImportField FieldOf(string heading)
    {
        if (_names.TryGetValue(Plain(heading), out var field))
        {
            return field;
        }

        // What stood in an object of its own: talent.name.
        var dot = heading.LastIndexOf('.');
        if (dot < 0 || Plain(heading[..dot]) is not ("talent" or "creator" or "artist"))
        {
            return ImportField.None;
        }

        var last = Plain(heading[(dot + 1)..]);
        return last == "id" ? ImportField.TalentId : _names.GetValueOrDefault(last);
    }

    /// <summary>
    /// One field a column, each field at most once, the first column that names it. A file without handles whose rows are talents calls the
    /// talent's id just <c>id</c>. A column of links without a heading is known by its links.
    /// </summary>
    public static IReadOnlyList<ImportField> Guess(ImportTable table, PlatformCatalog catalog)
    {
        var fields = new ImportField[table.Columns.Count];
        HashSet<ImportField> used = [ImportField.None];
        for (var i = 0; i < fields.Length; i++)
        {
            var field = FieldOf(table.Columns[i]);
            fields[i] = used.Add(field) ? field : ImportField.None;
        }

        for (var i = 0; i < fields.Length && !used.Contains(ImportField.Link); i++)
        {
            if (fields[i] is ImportField.None && table.Rows.Take(20).Select(row => row.Cells[i]).Where(cell => cell.Length > 0).ToArray() is { Length: > 0 } cells
                && cells.Count(cell => catalog.OwnerOfLink(cell) is not null) * 2 > cells.Length)
            {
                fields[i] = ImportField.Link;
                used.Add(ImportField.Link);
            }
        }

        var id = Array.IndexOf(fields, ImportField.RecordId);
        if (id >= 0 && !used.Contains(ImportField.TalentId) && !used.Contains(ImportField.Handle) && !used.Contains(ImportField.Link))
        {
            fields[id] = ImportField.TalentId;
        }

        return fields;
    }

    /// <summary>Whether a first row names columns and is no row itself. A heading is short words; a link or an address is none.</summary>
    internal static bool LooksLikeHeading(IReadOnlyList<string?> cells) =>
        cells.Any(cell => cell is not null && FieldOf(cell) != ImportField.None)
        || !cells.Any(cell => cell is not null && (cell.Contains("://", StringComparison.Ordinal) || cell.Contains("www.", StringComparison.OrdinalIgnoreCase) || cell.StartsWith('@') || ProfileLink.HostOf(cell) is not null));

    /// <summary>Letters and digits alone, as headings and platforms are compared.</summary>
    internal static string Plain(string text) => string.Concat(Folded.Of(text).Where(char.IsAsciiLetterOrDigit));
}
