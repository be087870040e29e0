using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>A talent's initials on a calm colour that is always the same for the same name.</summary>
public sealed partial class Initials
{
    private const int Hues = 8;

    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter]
    public bool IsLarge { get; set; }

    private string Letters => LettersOf(Name);

    private int Hue => HueOf(Name);

    /// <summary>First letters of the first and the last word, whatever a letter is in the name's script.</summary>
    internal static string LettersOf(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] => "?",
            [var only] => First(only),
            [var first, .., var last] => First(first) + First(last),
        };

        static string First(string word) => StringInfo.GetNextTextElement(word).ToUpperInvariant();
    }

    // string.GetHashCode differs from process to process; a colour that changes with every restart would not help to recognise anybody.
    internal static int HueOf(string name) => (int)(name.Aggregate(17u, (sum, c) => (sum * 31) + c) % Hues);
}
