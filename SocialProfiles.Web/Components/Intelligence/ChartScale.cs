namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>The values between which a chart is drawn, on round numbers.</summary>
/// <param name="Low">At the bottom.</param>
/// <param name="High">At the top; above <paramref name="Low"/>.</param>
/// <param name="Step">Between two lines.</param>
public readonly record struct ChartScale(double Low, double High, double Step)
{
    private const int Steps = 3;

    public IEnumerable<double> Lines
    {
        get
        {
            for (var i = 0; Low + (i * Step) <= High + (Step / 2); i++)
            {
                yield return Low + (i * Step);
            }
        }
    }

    /// <param name="fromZero">Whether the chart has to show 0, as bars do.</param>
    public static ChartScale Of(IEnumerable<double> values, bool fromZero)
    {
        double? least = null;
        double? most = null;
        foreach (var value in values)
        {
            least = Math.Min(least ?? value, value);
            most = Math.Max(most ?? value, value);
        }

        var (low, high) = (least ?? 0, most ?? 0);
        if (fromZero)
        {
            (low, high) = (Math.Min(0, low), Math.Max(0, high));
        }

        // Counts: a step is a whole number.
        var step = Math.Max(1, Round((high - low) / Steps));
        low = Math.Floor(low / step) * step;
        high = Math.Ceiling(high / step) * step;
        return high > low ? new ChartScale(low, high, step) : fromZero || low < step ? new ChartScale(low, low + step, step) : new ChartScale(low - step, low + step, step);
    }

    /// <summary>From the bottom, a fraction of the height.</summary>
    public double At(double value) => (value - Low) / (High - Low);

    /// <summary>The next of 1, 2, 5, 10, 20, 50, … upwards.</summary>
    private static double Round(double step)
    {
        if (step <= 1)
        {
            return 1;
        }

        var unit = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return unit * ((step / unit) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }
}
