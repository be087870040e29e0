using SocialProfiles.Core.Intelligence;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>How much of a total is known, as a sentence; null where all of it is, exactly.</summary>
internal static class TotalText
{
    /// <param name="parts">What it is summed over, in the plural: <c>profiles</c>.</param>
    public static string? Note(Total total, string parts) => total switch
    {
        { OutOf: 0 } => $"There are no {parts} to count.",
        { Value: null } => $"None of the {total.OutOf} {parts} gives this number.",
        _ when total.Known < total.OutOf => $"At least: known for {total.Known} of {total.OutOf} {parts}.{Rounded(total)}",
        { IsRounded: true } => "About: YouTube rounds public counts.",
        _ => null,
    };

    private static string Rounded(Total total) => total.IsRounded ? " Partly rounded." : "";
}
