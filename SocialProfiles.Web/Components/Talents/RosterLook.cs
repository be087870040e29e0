namespace SocialProfiles.Web.Components.Talents;

/// <param name="Word">What stands for it in the cookie and on the document's root.</param>
/// <param name="HidesByWord">The column is there unless its word is said; otherwise it is there only when it is.</param>
public sealed record RosterColumn(string Name, string Word, bool HidesByWord);

/// <summary>Which columns this browser shows and how high the rows are: a few words, in a cookie that app.js writes and on the document's root, where the styles read them.</summary>
public static class RosterLook
{
    public const string Cookie = "SocialProfiles.Roster";
    public const string Compact = "compact";

    public static IReadOnlyList<RosterColumn> Columns { get; } =
    [
        new("Tags", "no-tags", HidesByWord: true),
        new("Profiles", "no-profiles", HidesByWord: true),
        new("Followers", "no-followers", HidesByWord: true),
        new("Oldest sync", "no-sync", HidesByWord: true),
        new("Added", "added", HidesByWord: false),
    ];

    /// <summary>The words of a cookie that mean something; null where there is none.</summary>
    public static string? Read(string? cookie)
    {
        var known = Columns.Select(column => column.Word).Append(Compact).Intersect((cookie ?? "").Split('.'), StringComparer.Ordinal);
        var words = string.Join(' ', known);
        return words.Length == 0 ? null : words;
    }
}
