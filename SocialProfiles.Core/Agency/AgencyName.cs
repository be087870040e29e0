namespace SocialProfiles.Core.Agency;

/// <summary>What the agency calls itself, as talents read it.</summary>
/// <param name="Value">Null while nobody has set it.</param>
public sealed record AgencyName(string? Value)
{
    public const int MaxLength = 80;

    /// <summary>Within a sentence for a talent: the name, or words that fit every agency.</summary>
    public string OrNeutral => Value ?? "the agency";

    /// <summary>The name without outer or doubled white space, none where nothing was typed, or a sentence that says what is wrong.</summary>
    public static (AgencyName Name, string? Refusal) Read(string? text)
    {
        var name = string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name switch
        {
            "" => (new AgencyName(Value: null), null),
            { Length: > MaxLength } => (new AgencyName(Value: null), $"Shorten the agency's name to {MaxLength} characters."),
            _ when name.Any(char.IsControl) => (new AgencyName(Value: null), "The agency's name holds characters that cannot be shown; type it anew."),
            _ => (new AgencyName(name), null),
        };
    }
}
