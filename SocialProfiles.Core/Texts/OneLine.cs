namespace SocialProfiles.Core.Texts;

/// <summary>Why a line of text that a person typed cannot be kept.</summary>
internal enum LineFault
{
    None,

    /// <summary>Something was typed, and none of it can be seen.</summary>
    Invisible,

    /// <summary>It holds control characters.</summary>
    Unprintable,

    /// <summary>It turns the direction of the text around it.</summary>
    TurnsDirection,
}

/// <summary>One line of text that a person typed: a name, or a tag.</summary>
/// <param name="Value">Clean, and without outer or doubled white space; empty where nothing was typed.</param>
internal readonly record struct OneLine(string Value, LineFault Fault)
{
    public static OneLine Read(string? text)
    {
        var line = string.Join(' ', ShownText.Clean(text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return new OneLine(line, line switch
        {
            "" => string.IsNullOrWhiteSpace(text) ? LineFault.None : LineFault.Invisible,
            _ when ShownText.HasDirectionControls(line) => LineFault.TurnsDirection,
            _ when line.Any(char.IsControl) => LineFault.Unprintable,
            _ when !ShownText.IsVisible(line) => LineFault.Invisible,
            _ => LineFault.None,
        });
    }

    /// <summary>The fault as a sentence and what to do; null where there is none.</summary>
    /// <param name="what">At the beginning of a sentence, such as <c>The name</c>.</param>
    public string? Refusal(string what) => Fault switch
    {
        LineFault.Invisible => $"{what} has no visible characters. Type it again.",
        LineFault.Unprintable => $"{what} contains characters that can't be shown. Type it again instead of pasting it.",
        LineFault.TurnsDirection => $"{what} contains hidden characters that change the direction of text. Type it again instead of pasting it.",
        _ => null,
    };
}
