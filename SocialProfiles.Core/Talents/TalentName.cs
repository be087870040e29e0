using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Talents;

/// <summary>What counts as a talent's name and tags, in one place for pages and API.</summary>
public static class TalentName
{
    public const int MaxLength = 100;
    public const int MaxTags = 10;
    public const int MaxTagLength = 30;

    /// <summary>The name in composed characters (NFC), without outer or doubled white space; or a sentence that says what is wrong with it.</summary>
    public static (string? Name, string? Refusal) Read(string? text)
    {
        var line = OneLine.Read(text);
        return line switch
        {
            { Fault: not LineFault.None } => (null, line.Refusal("The name")),
            { Value: "" } => (null, "Enter the talent's name."),
            { Value.Length: > MaxLength } => (null, $"Shorten the name to {MaxLength} characters."),
            _ => (line.Value, null),
        };
    }

    /// <summary>Lower-case tags without doubles, in alphabetical order, or a sentence that says what is wrong with them.</summary>
    public static (IReadOnlyList<string> Tags, string? Refusal) ReadTags(IEnumerable<string>? texts)
    {
        var lines = (texts ?? []).Select(text => OneLine.Read(text.Trim().TrimStart('#'))).ToArray();
        if (Array.Find(lines, line => line.Fault != LineFault.None) is { Fault: not LineFault.None } faulty)
        {
            return ([], faulty.Refusal("A tag"));
        }

        var tags = lines
            .Select(line => line.Value.ToLowerInvariant())
            .Where(tag => tag.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        return tags switch
        {
            { Length: > MaxTags } => ([], $"Use at most {MaxTags} tags."),
            _ when tags.Any(tag => tag.Length > MaxTagLength) => ([], $"Shorten each tag to {MaxTagLength} characters."),
            _ when tags.Any(tag => tag.AsSpan().IndexOfAny('|', ',') >= 0) => ([], "Use letters, digits, spaces and hyphens in tags."),
            _ => (tags, null),
        };
    }
}
