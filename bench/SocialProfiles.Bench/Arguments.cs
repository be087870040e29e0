using System.Globalization;

namespace SocialProfiles.Bench;

/// <summary>Arguments as pairs of <c>--name value</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Arguments(ReadOnlySpan<string> pairs)
    {
        for (var i = 0; i + 1 < pairs.Length; i += 2)
        {
            if (!pairs[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new ArgumentException($"{pairs[i]} is no option; options look like --name value.", nameof(pairs));
            }

            _values[pairs[i][2..]] = pairs[i + 1];
        }
    }

    public string Text(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);

    public int Number(string name, int otherwise) =>
        _values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public int[] Numbers(string name, string otherwise) =>
        [.. Text(name, otherwise).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
}
