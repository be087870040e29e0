using System.Globalization;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>
/// One reading of the numbers that only the owner sees (developers.facebook.com/documentation/instagram-platform,
/// instagram-user insights and instagram-media insights). Made anew for each reading.
/// </summary>
/// <param name="http">Where a consenting account is read.</param>
/// <param name="version">Of the API.</param>
/// <param name="consent">The owner's.</param>
/// <param name="accountId">The account's lasting id.</param>
/// <param name="now">UTC.</param>
internal sealed class InstagramInsights(PlatformHttp http, string version, ConsentAccess consent, string accountId, DateTimeOffset now)
{
    /// <summary>A call each.</summary>
    private const int MostPosts = 25;

    /// <summary>A call each too: totals are counted over the whole time that is asked about.</summary>
    private const int MostDays = 7;

    /// <summary>
    /// Meta keeps 30 days of new followers, and takes no longer span, to the second. Thirty days with the end of summer
    /// time among them are an hour longer.
    /// </summary>
    private const int MostDaysOfFollowers = 29;

    private const string NewFollowers = "follower_count";
    private const string Demographics = "follower_demographics";

    private static readonly (string Name, InsightMetric Metric)[] _totals =
    [
        ("reach", InsightMetric.Reach),
        ("views", InsightMetric.Views),
        ("accounts_engaged", InsightMetric.AccountsEngaged),
        ("total_interactions", InsightMetric.Interactions),
        ("likes", InsightMetric.Likes),
        ("comments", InsightMetric.Comments),
        ("shares", InsightMetric.Shares),
        ("saves", InsightMetric.Saves),
    ];

    private static readonly (string Name, InsightMetric Metric)[] _groups =
    [
        ("age", InsightMetric.FollowersByAge),
        ("gender", InsightMetric.FollowersByGender),
        ("country", InsightMetric.FollowersByCountry),
        ("city", InsightMetric.FollowersByCity),
    ];

    private readonly InsightSheet _sheet = new();
    private readonly DateOnly _today = PacificDay.Of(now);

    public static IReadOnlyList<InsightMetric> Metrics { get; } = [.. _totals.Select(one => one.Metric), InsightMetric.NewFollowers, .. _groups.Select(one => one.Metric)];

    /// <param name="posts">Newest first; the first 25 of them are asked about.</param>
    /// <param name="since">First day.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Result<PlatformInsights, PlatformFailure>> ReadAsync(IReadOnlyList<PlatformPost> posts, DateOnly since, CancellationToken cancellationToken)
    {
        if (!consent.Has(InstagramScopes.Insights))
        {
            return InsightSheet.NotGranted(Metrics);
        }

        try
        {
            var failure = await ReadTotalsAsync(since, cancellationToken)
                ?? await ReadNewFollowersAsync(since, cancellationToken)
                ?? await ReadGroupsAsync(cancellationToken)
                ?? await ReadPostsAsync(posts.Take(MostPosts), cancellationToken);
            return failure switch
            {
                null => _sheet.ToInsights(),
                // The scope was taken away since; the account itself is still open to us.
                { Kind: FailureKind.MissingScope } => InsightSheet.NotGranted(Metrics),
                _ => _sheet.ToPart(failure, Metrics),
            };
        }
        catch (OperationCanceledException)
        {
            return _sheet.ToPart(InsightSheet.OutOfTime, Metrics);
        }
    }

    /// <summary>Whole days only, newest first: today is not over.</summary>
    private async Task<PlatformFailure?> ReadTotalsAsync(DateOnly since, CancellationToken cancellationToken)
    {
        var first = Later(since, _today.AddDays(-MostDays));
        if (first >= _today)
        {
            return null;
        }

        var batch = new MetricBatch(_totals.Select(one => one.Name));
        for (var day = _today.AddDays(-1); day >= first; day = day.AddDays(-1))
        {
            var answers = await AskAsync(batch, accountId, $"&metric_type=total_value&period=day{Span(day, day.AddDays(1))}", cancellationToken);
            if (!answers.Succeeded)
            {
                return answers.Failure;
            }

            foreach (var insight in answers.Value)
            {
                if (Array.Find(_totals, one => one.Name == insight.Name) is { Name: not null } known)
                {
                    _sheet.Add(known.Metric, day, "", insight.Number);
                }
            }
        }

        foreach (var (name, metric) in _totals)
        {
            _sheet.Miss(metric, WhyMissing(batch, name));
        }

        return null;
    }

    private async Task<PlatformFailure?> ReadNewFollowersAsync(DateOnly since, CancellationToken cancellationToken)
    {
        var first = Later(since, _today.AddDays(-MostDaysOfFollowers));
        if (first >= _today)
        {
            return null;
        }

        var batch = new MetricBatch([NewFollowers]);
        var answers = await AskAsync(batch, accountId, $"&period=day{Span(first, _today)}", cancellationToken);
        if (!answers.Succeeded)
        {
            return answers.Failure;
        }

        foreach (var value in answers.Value.Where(insight => insight.Name == NewFollowers).SelectMany(insight => insight.Values ?? []))
        {
            // The end of a day is the beginning of the next one.
            if (value?.EndTime is { } end && PacificDay.Of(end.AddSeconds(-1)) is var day && day >= first && day < _today)
            {
                _sheet.Add(InsightMetric.NewFollowers, day, "", value.Value);
            }
        }

        _sheet.Miss(InsightMetric.NewFollowers, WhyMissing(batch, NewFollowers));
        return null;
    }

    /// <summary>Who the followers are. Accounts with fewer than 100 of them get an empty answer.</summary>
    private async Task<PlatformFailure?> ReadGroupsAsync(CancellationToken cancellationToken)
    {
        foreach (var (breakdown, metric) in _groups)
        {
            var batch = new MetricBatch([Demographics]);
            var answers = await AskAsync(batch, accountId, $"&period=lifetime&timeframe=this_month&metric_type=total_value&breakdown={breakdown}", cancellationToken);
            if (!answers.Succeeded)
            {
                return answers.Failure;
            }

            foreach (var group in answers.Value.SelectMany(insight => insight.TotalValue?.Breakdowns ?? []).SelectMany(one => one?.Results ?? []))
            {
                if (group?.DimensionValues is [{ } name, ..] && WireText.Cut(name) is { } slice)
                {
                    _sheet.Add(metric, _today, metric == InsightMetric.FollowersByGender ? GenderOf(slice) : slice, group.Value);
                }
            }

            _sheet.Miss(metric, WhyMissing(batch, Demographics));
        }

        return null;
    }

    private async Task<PlatformFailure?> ReadPostsAsync(IEnumerable<PlatformPost> posts, CancellationToken cancellationToken)
    {
        // A metric may be refused for reels and not for the rest, or the other way about.
        var reels = new MetricBatch(InstagramPostInsights.Metrics);
        var stories = new MetricBatch(InstagramPostInsights.StoryMetrics);
        var others = new MetricBatch(InstagramPostInsights.Metrics);
        foreach (var post in posts)
        {
            var batch = post.Kind switch { PostKind.ShortVideo => reels, PostKind.Story => stories, _ => others };
            GraphError? said = null;
            var answers = await AskAsync(batch, post.Id, "", cancellationToken, error => said = error);
            if (answers.Succeeded)
            {
                _sheet.Add(post.Id, InstagramPostInsights.Of(answers.Value, batch, post.Kind));
            }
            else if (InstagramPostInsights.OfRefusal(said) is { } insights)
            {
                _sheet.Add(post.Id, insights);
            }
            // A post that is gone since it was listed, or not ours to read, keeps what it has.
            else if (answers.Failure.Kind is not (FailureKind.NotFound or FailureKind.MissingScope))
            {
                return answers.Failure;
            }
        }

        return null;
    }

    /// <param name="said">Told of each refusal.</param>
    private async Task<Result<List<GraphInsight>, PlatformFailure>> AskAsync(MetricBatch batch, string id, string query, CancellationToken cancellationToken, Action<GraphError?>? said = null)
    {
        var answers = await batch.AskAsync(async names =>
        {
            var isAboutMetrics = false;
            var answer = await http.GetAsync(
                $"/{version}/{id}/insights?metric={names}{query}",
                PlatformCredential.Bearer(consent.AccessToken),
                InstagramJson.Default.GraphInsightList,
                refusal =>
                {
                    var error = InstagramFailures.ErrorOf(refusal);
                    said?.Invoke(error);
                    isAboutMetrics = error is not null && InstagramFailures.MayNameAField(error) && !InstagramPostInsights.IsBeforeTheAccount(error);
                    return InstagramFailures.Read(refusal, error, id == accountId ? GraphEdge.AccountList : GraphEdge.Post);
                },
                cancellationToken);
            return (answer, isAboutMetrics);
        });
        return answers.Succeeded ? answers.Value.SelectMany(list => list.Data ?? []).OfType<GraphInsight>().ToList() : answers.Failure;
    }

    private static string Span(DateOnly first, DateOnly end) => string.Create(
        CultureInfo.InvariantCulture, $"&since={PacificDay.StartOf(first).ToUnixTimeSeconds()}&until={PacificDay.StartOf(end).ToUnixTimeSeconds()}");

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static MetricGap WhyMissing(MetricBatch batch, string name) => batch.Refuses(name) ? MetricGap.NotSupported : MetricGap.NoDataYet;

    private static string GenderOf(string letter) => letter switch
    {
        "F" => "female",
        "M" => "male",
        _ => "other",
    };
}
