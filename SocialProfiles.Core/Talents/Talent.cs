namespace SocialProfiles.Core.Talents;

/// <summary>A creator whom the agency represents.</summary>
public sealed class Talent
{
    /// <summary>Public id, UUIDv7.</summary>
    public Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary><see cref="Name"/> in lower case, for search and order.</summary>
    public required string SortName { get; set; }

    /// <summary>Lower-case words, in order, without doubles.</summary>
    public IReadOnlyList<string> Tags
    {
        get => TagText.Split('|', StringSplitOptions.RemoveEmptyEntries);
        set => TagText = value.Count == 0 ? "" : $"|{string.Join('|', value)}|";
    }

    /// <summary>The tags as stored: in one column, each between two bars (<c>|dance|uk|</c>), so that a search can find whole ones.</summary>
    public string TagText { get; private set; } = "";

    /// <summary>Made by the sandbox's button; invisible while the sandbox is off.</summary>
    public bool IsSample { get; init; }

    /// <summary>UTC; null while on the roster.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}
