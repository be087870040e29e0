using System.Globalization;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>Numbers for people: short at a glance, exact on demand. Shortened downwards, so that nobody is told of more than there are.</summary>
public static class ShortNumber
{
    private static readonly (long Unit, string Letter)[] _units = [(1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")];

    /// <summary>At most three digits and a letter: <c>999</c>, <c>12.4K</c>, <c>1.2M</c>.</summary>
    public static string Brief(long value)
    {
        foreach (var (unit, letter) in _units)
        {
            if (value >= unit)
            {
                var whole = value / unit;
                var tenth = whole < 100 ? value % unit * 10 / unit : 0;
                return tenth == 0 ? $"{Exact(whole)}{letter}" : string.Create(CultureInfo.InvariantCulture, $"{whole}.{tenth}{letter}");
            }
        }

        return Exact(value);
    }

    /// <summary>All digits, in groups of three: <c>1,234,567</c>.</summary>
    public static string Exact(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A fraction as per cent, to two digits below 1% and one above: <c>0.42%</c>, <c>3.1%</c>.</summary>
    public static string Percent(double fraction) =>
        (fraction * 100).ToString(fraction < 0.01 ? "0.##" : "0.#", CultureInfo.InvariantCulture) + "%";
}
