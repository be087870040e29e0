using SocialProfiles.Core.Texts;

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
        var line = OneLine.Read(text);
        return line switch
        {
            { Fault: not LineFault.None } => (new AgencyName(Value: null), line.Refusal("The agency's name")),
            { Value: "" } => (new AgencyName(Value: null), null),
            { Value.Length: > MaxLength } => (new AgencyName(Value: null), $"Shorten the agency's name to {MaxLength} characters."),
            _ => (new AgencyName(line.Value), null),
        };
    }
}
