namespace SocialProfiles.Core.Talents;

/// <summary>A creator whom the agency represents.</summary>
public sealed class Talent
{
    /// <summary>Public id, UUIDv7.</summary>
    public Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary><see cref="Name"/> as <see cref="Folded"/> has it, for the order.</summary>
    public required string SortName { get; set; }

    /// <summary><see cref="Name"/> and <see cref="TagText"/> as <see cref="Folded"/> has them, for the search.</summary>
    public required string SearchText { get; set; }

    /// <summary>Lower-case words, in order, without doubles.</summary>
    public IReadOnlyList<string> Tags
    {
        get => TagsOf(TagText);
        set => TagText = TextOf(value);
    }

    /// <summary>The tags as stored: in one column, each between two bars (<c>|dance|uk|</c>), so that a search can find whole ones.</summary>
    public string TagText { get; private set; } = "";

    /// <summary>Made by the sandbox's button; invisible while the sandbox is off.</summary>
    public bool IsSample { get; init; }

    /// <summary>UTC; null while on the roster.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    internal static string[] TagsOf(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries);

    internal static string TextOf(IReadOnlyList<string> tags) => tags.Count == 0 ? "" : $"|{string.Join('|', tags)}|";
}
