using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Find;

/// <summary>On which page a saved view is. Stored by number.</summary>
public enum SavedViewPage
{
    Roster = 0,
    Find = 1,
}

/// <summary>A name for what a page shows, for all of the team.</summary>
public sealed class SavedView
{
    public const int MostNameLength = 60;

    /// <summary>Of the query; an address is not longer than a few hundred characters.</summary>
    public const int MostQueryLength = 1_000;

    /// <summary>On one page: what nobody finds is of no use.</summary>
    public const int Most = 100;

    /// <summary>UUIDv7.</summary>
    public Guid Id { get; init; }

    public SavedViewPage Page { get; init; }

    public required string Name { get; set; }

    /// <summary><see cref="Name"/> as it is compared; unique on its page.</summary>
    public required string FoldedName { get; set; }

    /// <summary>The query of the address with its question mark; empty for the page as it opens.</summary>
    public required string Query { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Name of who saved it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>The name without outer or doubled white space, or what is wrong with it.</summary>
    public static (string Name, string? Refusal) ReadName(string? text)
    {
        var line = OneLine.Read(text);
        return line switch
        {
            { Fault: not LineFault.None } => ("", line.Refusal("The name")),
            { Value: "" } => ("", "Enter a name for the view."),
            { Value.Length: > MostNameLength } => ("", $"Shorten the name to {MostNameLength} characters."),
            _ => (line.Value, null),
        };
    }
}
