using System.Globalization;
using SocialProfiles.Core.Profiles;

namespace SocialProfiles.Core.SelfReported;

/// <summary>Reads the number that a person typed, and writes it for people.</summary>
public static class SelfReportedValue
{
    /// <param name="text">Digits, with commas or spaces between thousands where wanted, and a point before decimals: <c>12,400</c>, <c>3.1</c>.</param>
    /// <returns>The value in the metric's unit, or a sentence that says what is wrong.</returns>
    public static (double? Value, string? Refusal) Read(SelfReportedMetric metric, string? text)
    {
        var unit = metric.Unit();
        var typed = (text ?? "").Trim();
        if (unit == SelfReportedUnit.Percent && typed.EndsWith('%'))
        {
            typed = typed[..^1].TrimEnd();
        }

        if (typed.Length == 0)
        {
            return (null, "Enter the number.");
        }

        if (!TryRead(typed, out var value))
        {
            return (null, unit == SelfReportedUnit.Count ? "Enter the number in digits, such as 12400." : "Enter the number in digits, with a point before decimals, such as 3.1.");
        }

        return unit switch
        {
            SelfReportedUnit.Percent when value > 100 => (null, "A percentage is between 0 and 100. Check the number."),
            SelfReportedUnit.Count when value != Math.Floor(value) => (null, "This number counts whole things. Enter it without decimals."),
            _ when value > Believable.Most => (null, $"No profile has more than {Believable.Most.ToString("N0", CultureInfo.InvariantCulture)}. Check the number."),
            _ => (value, null),
        };
    }

    /// <summary>With its unit, all digits: <c>12,400</c>, <c>3.1%</c>, <c>210.5 h</c>.</summary>
    public static string Exact(SelfReportedMetric metric, double value) => metric.Unit() switch
    {
        SelfReportedUnit.Percent => value.ToString("0.##", CultureInfo.InvariantCulture) + "%",
        SelfReportedUnit.Hours => value.ToString("#,0.#", CultureInfo.InvariantCulture) + " h",
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };

    private static bool TryRead(string typed, out double value)
    {
        value = 0;
        var groups = typed.Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace(' ', ',').Split('.', 2);

        // A comma that isn't before three digits is most likely meant as a decimal point; nobody can know.
        var whole = groups[0].Split(',');
        var isGrouped = whole.Length == 1 ? whole[0].Length > 0 : whole[0].Length is >= 1 and <= 3 && whole[1..].All(part => part.Length == 3);
        return typed.Length <= 32 && isGrouped && whole.All(IsDigits) && (groups.Length == 1 || (groups[1].Length > 0 && IsDigits(groups[1])))
            && double.TryParse($"{string.Concat(whole)}.{(groups.Length == 1 ? "0" : groups[1])}", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static bool IsDigits(string text) => text.All(char.IsAsciiDigit);
}
