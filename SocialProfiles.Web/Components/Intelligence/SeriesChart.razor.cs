using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>A small chart of lines or bars over equal steps: days, weeks or ages.</summary>
public sealed partial class SeriesChart
{
    // Up to so many places each value has a mark of its own.
    private const int MostMarks = 14;

    private ChartScale _scale;

    /// <summary>What a screen reader says in place of the drawing.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<ChartSeries> Series { get; set; }

    /// <summary>Places from left to right.</summary>
    [Parameter, EditorRequired]
    public int Count { get; set; }

    /// <summary>What is written below, at which place.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<(int Index, string Text)> Ticks { get; set; }

    [Parameter]
    public bool IsBars { get; set; }

    /// <summary>CSS pixels.</summary>
    [Parameter]
    public int Height { get; set; } = 140;

    private IEnumerable<(double At, string Text)> Lines
    {
        get
        {
            var lines = _scale.Lines.Select(line => (long)line).ToArray();
            var brief = Array.ConvertAll(lines, Brief);

            // Where short texts would say the same of two lines, all digits do not.
            var texts = brief.Distinct(StringComparer.Ordinal).Count() == brief.Length ? brief : Array.ConvertAll(lines, ShortNumber.Exact);
            return lines.Zip(texts, (line, text) => (_scale.At(line), text));
        }
    }

    private string LongestLine => Lines.MaxBy(line => line.Text.Length).Text;

    private MarkupString Drawing
    {
        get
        {
            StringBuilder svg = new();
            DrawGaps(svg);
            foreach (var (at, _) in Lines)
            {
                Add(svg, $"""<line class="chart-line" x1="0" x2="{Count}" y1="{Y(at)}" y2="{Y(at)}"/>""");
            }

            foreach (var series in Series.OrderByDescending(series => series.IsReference))
            {
                if (IsBars)
                {
                    DrawBars(svg, series);
                }
                else
                {
                    DrawLine(svg, series);
                }
            }

            return (MarkupString)svg.ToString();
        }
    }

    protected override void OnParametersSet() => _scale = ChartScale.Of(Series.SelectMany(series => series.Values).OfType<double>(), IsBars);

    private static string Brief(long value) => value < 0 ? "−" + ShortNumber.Brief(-value) : ShortNumber.Brief(value);

    private static string Css(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Add(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));

    private static double Y(double at) => Math.Round(100 - (at * 100), 2);

    private double Left(int index) => (index + 0.5) * 100 / Count;

    private double YOf(double value) => Y(_scale.At(value));

    /// <summary>A band where no series knows anything, so that a gap is no zero.</summary>
    private void DrawGaps(StringBuilder svg)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Series.All(series => series.Values[i] is null))
            {
                var from = i;
                while (i + 1 < Count && Series.All(series => series.Values[i + 1] is null))
                {
                    i++;
                }

                Add(svg, $"""<rect class="chart-gap" x="{from}" y="0" width="{i - from + 1}" height="100"/>""");
            }
        }
    }

    private void DrawBars(StringBuilder svg, ChartSeries series)
    {
        var zero = YOf(0);
        for (var i = 0; i < Count; i++)
        {
            // A part of a sum is shown even where it is 0: what it misses may be more.
            if (series.Values[i] is { } value && (value != 0 || series.Outlined.Contains(i)))
            {
                var y = YOf(value);
                Add(svg, $"""<rect class="{(series.Outlined.Contains(i) ? "chart-bar chart-outlined" : "chart-bar")}" x="{i + 0.12}" y="{Math.Min(y, zero)}" width="0.76" height="{Math.Max(Math.Abs(zero - y), 0.75)}"/>""");
            }
        }
    }

    private void DrawLine(StringBuilder svg, ChartSeries series)
    {
        StringBuilder line = new();
        StringBuilder marks = new();
        for (var i = 0; i < Count; i++)
        {
            if (series.Values[i] is not { } value)
            {
                continue;
            }

            var (x, y) = (i + 0.5, YOf(value));
            var isAfterGap = i == 0 || series.Values[i - 1] is null;
            Add(line, $"{(isAfterGap ? 'M' : 'L')}{x} {y}");
            if (Count <= MostMarks || (isAfterGap && (i == Count - 1 || series.Values[i + 1] is null)))
            {
                // A line of no length with round ends stays a dot, however the drawing is stretched.
                Add(marks, $"M{x} {y}h0");
            }
        }

        var reference = series.IsReference ? " chart-reference" : series.Number is { } number ? Css($" chart-number-{number}") : "";
        Add(svg, $"""<path class="chart-series{reference}" d="{line}"/><path class="chart-marks{reference}" d="{marks}"/>""");
    }
}
