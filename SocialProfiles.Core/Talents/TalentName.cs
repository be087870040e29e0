namespace SocialProfiles.Core.Talents;

/// <summary>What counts as a talent's name and tags, in one place for pages and API.</summary>
public static class TalentName
{
    public const int MaxLength = 100;
    public const int MaxTags = 10;
    public const int MaxTagLength = 30;

    /// <summary>The name without outer or doubled white space, or a sentence that says what is wrong with it.</summary>
    public static (string? Name, string? Refusal) Read(string? text)
    {
        var name = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name switch
        {
            "" => (null, "Enter the talent's name."),
            { Length: > MaxLength } => (null, $"Shorten the name to {MaxLength} characters."),
            _ when name.Any(char.IsControl) => (null, "The name holds characters that cannot be shown; type it anew."),
            _ => (name, null),
        };
    }

    /// <summary>Lower-case tags without doubles, in alphabetical order, or a sentence that says what is wrong with them.</summary>
    public static (IReadOnlyList<string> Tags, string? Refusal) ReadTags(IEnumerable<string>? texts)
    {
        var tags = (texts ?? [])
            .Select(text => text.Trim().TrimStart('#').ToLowerInvariant())
            .Where(tag => tag.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return tags switch
        {
            { Length: > MaxTags } => ([], $"Use at most {MaxTags} tags."),
            _ when tags.Any(tag => tag.Length > MaxTagLength) => ([], $"Shorten each tag to {MaxTagLength} characters."),
            _ when tags.Any(tag => tag.Any(c => char.IsControl(c) || c is '|' or ',')) => ([], "Use letters, digits, spaces and hyphens in tags."),
            _ => (tags, null),
        };
    }
}
