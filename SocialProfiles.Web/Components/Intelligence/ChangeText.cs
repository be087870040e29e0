using System.Globalization;
using SocialProfiles.Core.Figures;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>How a change reads: with its sign, so that no colour is needed.</summary>
/// <param name="Direction">1 for more, −1 for less, 0 for the same.</param>
/// <param name="Text"><c>+340 (+2.8%)</c>, or <c>no change</c>.</param>
public sealed record ChangeText(int Direction, string Text)
{
    /// <summary>Of counts; null where there is nothing to compare.</summary>
    public static ChangeText? OfCount(Change change) => Of(change.Absolute, absolute => SignedText.Of(absolute, Count(Math.Abs(absolute))), change.Fraction);

    /// <summary>Of rates, which are fractions: in points of a per cent.</summary>
    public static ChangeText? OfRate(Change change) =>
        Of(change.Absolute is { } points && Math.Abs(points) < 0.00005 ? 0 : change.Absolute, absolute => SignedText.Of(absolute, $"{(Math.Abs(absolute) * 100).ToString("0.##", CultureInfo.InvariantCulture)} points"), null);

    private static ChangeText? Of(double? absolute, Func<double, string> text, double? fraction) => absolute switch
    {
        null => null,
        0 => new ChangeText(0, "no change"),
        { } change => new ChangeText(Math.Sign(change), text(change) + (fraction is { } part ? $" ({SignedText.Of(part, ShortNumber.Percent(Math.Abs(part)))})" : "")),
    };

    /// <summary>Short, and with a tenth below ten.</summary>
    private static string Count(double value) =>
        value < 10 && value != Math.Floor(value) ? value.ToString("0.#", CultureInfo.InvariantCulture) : ShortNumber.Brief((long)Math.Round(Math.Min(value, long.MaxValue / 2)));
}
