using System.Globalization;

namespace SocialProfiles.Core.Platforms.YouTube;

/// <summary>
/// One reading of the numbers that only the owner sees (developers.google.com/youtube/analytics/reference/reports/query).
/// Made anew for each reading.
/// </summary>
/// <param name="http">The Analytics API.</param>
/// <param name="consent">The owner's.</param>
/// <param name="now">UTC.</param>
internal sealed class YouTubeAnalytics(PlatformHttp http, ConsentAccess consent, DateTimeOffset now)
{
    /// <summary>Who watches is asked about four weeks, as YouTube Studio does: single days have too few viewers.</summary>
    private const int DaysOfGroups = 28;

    private const int MostCountries = 50;

    private static readonly (string Name, InsightMetric Metric)[] _totals =
    [
        ("views", InsightMetric.Views),
        ("estimatedMinutesWatched", InsightMetric.WatchMinutes),
        ("averageViewDuration", InsightMetric.AverageViewSeconds),
        ("likes", InsightMetric.Likes),
        ("comments", InsightMetric.Comments),
        ("shares", InsightMetric.Shares),
        ("subscribersGained", InsightMetric.NewFollowers),
        ("subscribersLost", InsightMetric.LostFollowers),
    ];

    private readonly InsightSheet _sheet = new();

    /// <summary>Days without data, as the newest two or three are, are left out of the answers.</summary>
    private readonly DateOnly _today = PacificDay.Of(now);

    public static IReadOnlyList<InsightMetric> Metrics { get; } =
        [.. _totals.Select(one => one.Metric), InsightMetric.ViewersByAge, InsightMetric.ViewersByGender, InsightMetric.ViewsByCountry];

    public async Task<Result<PlatformInsights, PlatformFailure>> ReadAsync(DateOnly since, CancellationToken cancellationToken)
    {
        if (!consent.Has(YouTubeScopes.Analytics))
        {
            return InsightSheet.NotGranted(Metrics);
        }

        try
        {
            return (await ReadDaysAsync(since, cancellationToken) ?? await ReadViewersAsync(cancellationToken) ?? await ReadCountriesAsync(cancellationToken)) switch
            {
                null => _sheet.ToInsights(),
                // The scope was taken away since; the channel itself is still open to us.
                { Kind: FailureKind.MissingScope } => InsightSheet.NotGranted(Metrics),
                { } failure => _sheet.ToPart(failure, Metrics),
            };
        }
        catch (OperationCanceledException)
        {
            return _sheet.ToPart(InsightSheet.OutOfTime, Metrics);
        }
    }

    private async Task<PlatformFailure?> ReadDaysAsync(DateOnly since, CancellationToken cancellationToken)
    {
        if (since > _today)
        {
            return null;
        }

        var batch = new MetricBatch(_totals.Select(one => one.Name));
        var tables = await batch.AskAsync(names => AskAsync(since, $"&metrics={names}&dimensions=day&sort=day", cancellationToken));
        if (!tables.Succeeded)
        {
            return tables.Failure;
        }

        foreach (var row in tables.Value.SelectMany(ReportRow.Of))
        {
            if (DateOnly.TryParseExact(row.Text("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= since && day <= _today)
            {
                foreach (var (name, metric) in _totals)
                {
                    _sheet.Add(metric, day, "", row.Number(name));
                }
            }
        }

        foreach (var (name, metric) in _totals)
        {
            _sheet.Miss(metric, WhyMissing(batch, name));
        }

        return null;
    }

    /// <summary>Shares in per cent of all viewers by age and gender together; each is the sum over the other.</summary>
    private async Task<PlatformFailure?> ReadViewersAsync(CancellationToken cancellationToken)
    {
        const string name = "viewerPercentage";
        var batch = new MetricBatch([name]);
        var tables = await batch.AskAsync(names => AskAsync(FirstOfGroups, $"&metrics={names}&dimensions=ageGroup,gender", cancellationToken));
        if (!tables.Succeeded)
        {
            return tables.Failure;
        }

        var rows = tables.Value.SelectMany(ReportRow.Of).ToList();
        AddShares(InsightMetric.ViewersByAge, rows, row => row.Text("ageGroup") is { } age ? AgeOf(age) : null, name);
        AddShares(InsightMetric.ViewersByGender, rows, row => row.Text("gender") is { } gender ? GenderOf(gender) : null, name);
        _sheet.Miss(InsightMetric.ViewersByAge, WhyMissing(batch, name));
        _sheet.Miss(InsightMetric.ViewersByGender, WhyMissing(batch, name));
        return null;
    }

    private async Task<PlatformFailure?> ReadCountriesAsync(CancellationToken cancellationToken)
    {
        const string name = "views";
        var batch = new MetricBatch([name]);
        var tables = await batch.AskAsync(names => AskAsync(FirstOfGroups, $"&metrics={names}&dimensions=country&sort=-{names}", cancellationToken));
        if (!tables.Succeeded)
        {
            return tables.Failure;
        }

        foreach (var row in tables.Value.SelectMany(ReportRow.Of).Take(MostCountries))
        {
            if (WireText.Id(row.Text("country")) is { } country)
            {
                _sheet.Add(InsightMetric.ViewsByCountry, _today, country, row.Number(name));
            }
        }

        _sheet.Miss(InsightMetric.ViewsByCountry, WhyMissing(batch, name));
        return null;
    }

    private DateOnly FirstOfGroups => _today.AddDays(1 - DaysOfGroups);

    private void AddShares(InsightMetric metric, List<ReportRow> rows, Func<ReportRow, string?> sliceOf, string name)
    {
        foreach (var slice in rows.Where(row => row.Number(name) is not null).GroupBy(sliceOf, StringComparer.Ordinal))
        {
            if (slice.Key is not null)
            {
                _sheet.Add(metric, _today, slice.Key, Math.Round(slice.Sum(row => row.Number(name)!.Value), 4));
            }
        }
    }

    private async Task<(Result<ReportTable, PlatformFailure> Answer, bool IsAboutMetrics)> AskAsync(DateOnly first, string query, CancellationToken cancellationToken)
    {
        var isAboutMetrics = false;
        var answer = await http.GetAsync(
            string.Create(CultureInfo.InvariantCulture, $"/v2/reports?ids=channel%3D%3DMINE&startDate={first:yyyy-MM-dd}&endDate={_today:yyyy-MM-dd}{query}"),
            PlatformCredential.Bearer(consent.AccessToken),
            YouTubeJson.Default.ReportTable,
            refusal =>
            {
                var failure = YouTubeFailures.ReadConsent(refusal);
                isAboutMetrics = failure.Kind == FailureKind.InvalidRequest;
                return failure;
            },
            cancellationToken);
        return (answer, isAboutMetrics);
    }

    private static MetricGap WhyMissing(MetricBatch batch, string name) => batch.Refuses(name) ? MetricGap.NotSupported : MetricGap.NoDataYet;

    /// <summary>As others write it: <c>age25-34</c> is 25-34, <c>age65-</c> is 65+.</summary>
    private static string? AgeOf(string group)
    {
        var age = group.StartsWith("age", StringComparison.Ordinal) ? group[3..] : group;
        return WireText.Id(age) is null ? null : age.EndsWith('-') ? age[..^1] + "+" : age;
    }

    private static string GenderOf(string gender) => gender.ToLowerInvariant() switch
    {
        "female" => "female",
        "male" => "male",
        _ => "other",
    };
}
