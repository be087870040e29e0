using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>
/// Insights of an account: days, totals of days, and who follows. One metric that does not fit refuses the whole call.
/// Source: developers.facebook.com/docs/instagram-platform/api-reference/instagram-user/insights, and bodies that others recorded.
/// </summary>
internal static class InstagramInsights
{
    /// <summary>Fewer followers, and Instagram says nothing about who they are.</summary>
    public const int FewestFollowers = 100;

    private const int MostDays = 30;
    private const string TotalValue = "total_value";

    private static readonly string[] _daily = ["reach", "follower_count"];

    private static readonly string[] _totals =
    [
        "reach", "views", "accounts_engaged", "total_interactions", "likes", "comments", "shares", "saves", "replies",
        "profile_links_taps", "follows_and_unfollows",
    ];

    private static readonly string[] _demographics = ["follower_demographics", "engaged_audience_demographics"];
    private static readonly string[] _known = [.. _totals.Union(_daily, StringComparer.Ordinal).Union(_demographics, StringComparer.Ordinal)];
    private static readonly string[] _splits = ["follow_type", "media_product_type"];

    public static SandboxAnswer Answer(SandboxAccount account, HttpRequest request, DateTimeOffset now)
    {
        var metrics = List(request, "metric");
        if (metrics.Length == 0)
        {
            return InstagramErrors.BadParameter("The parameter metric is required");
        }

        if (InstagramErrors.UnknownMetric(metrics, _known) is { } unknown)
        {
            return unknown;
        }

        var isTotal = request.Query["metric_type"] == TotalValue;
        return request.Query["period"].ToString() switch
        {
            "lifetime" when isTotal && metrics.All(_demographics.Contains) => Demographics(account, metrics, request),
            "day" when metrics.Any(_demographics.Contains) => InstagramErrors.BadParameter("Incompatible period (day) with a demographic metric"),
            "day" => Days(account, metrics, isTotal, request, now),
            _ => InstagramErrors.BadParameter("period must be one of the following values: day, lifetime, and fit the metrics"),
        };
    }

    private static SandboxAnswer Days(SandboxAccount account, string[] metrics, bool isTotal, HttpRequest request, DateTimeOffset now)
    {
        if (metrics.Except(isTotal ? _totals : _daily, StringComparer.Ordinal).ToList() is { Count: > 0 } others)
        {
            return InstagramErrors.BadParameter(isTotal
                ? $"The following metrics ({string.Join(", ", others)}) cannot be used with metric_type=total_value"
                : $"The following metrics ({string.Join(", ", others)}) should be specified with parameter metric_type=total_value");
        }

        var today = PacificTime.DayOf(now);
        if (!TryReadTime(request, "since", PacificTime.Begin(today.AddDays(-1)), out var since) || !TryReadTime(request, "until", PacificTime.Begin(today), out var until) || since > until)
        {
            return InstagramErrors.BadParameter("since and until must be Unix timestamps, since before until");
        }

        if (until - since > TimeSpan.FromDays(MostDays))
        {
            return InstagramErrors.BadParameter("There cannot be more than 30 days (2592000 s) between since and until");
        }

        if (metrics.Contains("follower_count", StringComparer.Ordinal) && since < PacificTime.Begin(today.AddDays(-MostDays)))
        {
            return InstagramErrors.BadParameter("(follower_count) metric only supports querying data for the last 30 days excluding the current day");
        }

        var breakdown = request.Query["breakdown"].ToString();
        if (breakdown.Length > 0 && (!isTotal || !_splits.Contains(breakdown)))
        {
            return InstagramErrors.BadParameter("breakdown must be one of the following values that fit the metrics: follow_type, media_product_type");
        }

        var days = DaysBetween(account, since, until, now);
        var data = new JsonArray();
        foreach (var metric in metrics)
        {
            if ((isTotal ? Total(account, metric, days, breakdown) : Series(account, metric, days)) is { } insight)
            {
                data.Add(insight);
            }
        }

        var body = new JsonObject { ["data"] = data };
        if (data.Count > 0)
        {
            body["paging"] = Windows(request, since, until);
        }

        return SandboxAnswer.Ok(body);
    }

    // A day counts to the window in which it ends, and is there once it is over.
    private static List<(DateOnly Day, SandboxDay Numbers)> DaysBetween(SandboxAccount account, DateTimeOffset since, DateTimeOffset until, DateTimeOffset now)
    {
        var days = new List<(DateOnly, SandboxDay)>();
        for (var day = PacificTime.DayOf(since); PacificTime.Begin(day.AddDays(1)) is var end && end <= until && end <= now; day = day.AddDays(1))
        {
            if (end > since && SandboxDay.Of("instagram", account.Handle, day) is { } numbers)
            {
                days.Add((day, numbers));
            }
        }

        return days;
    }

    private static JsonObject? Series(SandboxAccount account, string metric, List<(DateOnly Day, SandboxDay Numbers)> days)
    {
        if (metric is "follower_count" ? account.Followers < FewestFollowers : account.PostCount == 0)
        {
            return null;
        }

        // Followers of the day are those that are new, not how many there are.
        var values = days.Select(day => new JsonObject
        {
            ["value"] = (long)(metric is "follower_count" ? day.Numbers.Won : day.Numbers.Reach),
            ["end_time"] = PacificTime.Begin(day.Day.AddDays(1)).ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
        });
        var insight = InstagramInsight.New(InstagramIds.Account(account), metric, "day");
        insight["values"] = new JsonArray([.. values]);
        return days.Count > 0 ? insight : null;
    }

    // What is missing is left out, and is no 0: an account without posts has no numbers of posts.
    private static JsonObject? Total(SandboxAccount account, string metric, List<(DateOnly Day, SandboxDay Numbers)> days, string breakdown)
    {
        var isAboutFollowers = metric is "follows_and_unfollows";
        if (days.Count == 0 || (account.PostCount == 0 && !isAboutFollowers))
        {
            return null;
        }

        var sum = days.Aggregate(SandboxDay.Nothing, (total, day) => total.Add(day.Numbers));
        var total = new JsonObject();
        var value = (long)(metric switch
        {
            "reach" => sum.Reach,
            "views" => sum.Views,
            "accounts_engaged" => sum.Engaged,
            "total_interactions" => sum.Interactions,
            "likes" => sum.Likes,
            "comments" => sum.Comments,
            "shares" => sum.Shares,
            "saves" => sum.Saves,
            "replies" => sum.Replies,
            "profile_links_taps" => sum.LinkTaps,
            _ => sum.Won + sum.Lost,
        });

        // Without its breakdown this one says nothing at all.
        if (!isAboutFollowers || breakdown is "follow_type")
        {
            total["value"] = value;
        }

        if (breakdown.Length > 0 && (!isAboutFollowers || breakdown is "follow_type"))
        {
            var first = isAboutFollowers ? (long)sum.Won : (long)(value * 0.6);
            var (one, other) = breakdown is "media_product_type" ? ("REELS", "POST") : ("FOLLOWER", "NON_FOLLOWER");
            total["breakdowns"] = InstagramInsight.Breakdowns([breakdown], [([one], first), ([other], value - first)]);
        }

        var insight = InstagramInsight.New(InstagramIds.Account(account), metric, "day");
        insight["total_value"] = total;
        return insight;
    }

    private static SandboxAnswer Demographics(SandboxAccount account, string[] metrics, HttpRequest request)
    {
        var keys = List(request, "breakdown");
        if (keys.Length is 0 or > 2 || Array.Exists(keys, key => Groups(account, key) is null))
        {
            return InstagramErrors.BadParameter("breakdown must be one of the following values: age, city, country, gender");
        }

        var data = new JsonArray();
        if (account.Followers >= FewestFollowers)
        {
            foreach (var metric in metrics)
            {
                var people = account.Followers * (metric is "follower_demographics" ? 1 : 0.2);
                var groups = keys.Select(key => Groups(account, key)!).ToList();
                var results = groups.Count == 1
                    ? groups[0].Select(group => (Values: (string[])[group.Name], group.Share))
                    : groups[0].SelectMany(group => groups[1].Select(other => (Values: (string[])[group.Name, other.Name], Share: group.Share * other.Share)));
                var insight = InstagramInsight.New(InstagramIds.Account(account), metric, "lifetime");
                insight["total_value"] = new JsonObject
                {
                    ["breakdowns"] = InstagramInsight.Breakdowns(keys, results.OrderByDescending(group => group.Share).Take(45).Select(group => (group.Values, (long)(people * group.Share)))),
                };
                data.Add(insight);
            }
        }

        return SandboxAnswer.Ok(new JsonObject { ["data"] = data });
    }

    private static IReadOnlyList<(string Name, double Share)>? Groups(SandboxAccount account, string key)
    {
        var audience = new Audience(account.Seed);
        return key switch
        {
            "age" => audience.Ages,
            "gender" => audience.Genders,
            "country" => audience.Countries,
            "city" => audience.Cities,
            _ => null,
        };
    }

    // The neighbouring windows of time: no cursors, though they look like them, and they never end.
    private static JsonObject Windows(HttpRequest request, DateTimeOffset since, DateTimeOffset until)
    {
        var width = until - since;
        return new JsonObject { ["previous"] = Window(request, since - width, since), ["next"] = Window(request, until, until + width) };
    }

    private static string Window(HttpRequest request, DateTimeOffset since, DateTimeOffset until)
    {
        var token = request.Bearer() ?? request.Query["access_token"].ToString();
        var address = $"{request.Scheme}://{request.Host}{request.Path}?access_token={Uri.EscapeDataString(token)}";
        foreach (var name in new[] { "metric", "period", "metric_type", "breakdown" })
        {
            if (request.Query.TryGetValue(name, out var value))
            {
                address += $"&{name}={Uri.EscapeDataString(value.ToString())}";
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{address}&since={since.ToUnixTimeSeconds()}&until={until.ToUnixTimeSeconds()}");
    }

    private static string[] List(HttpRequest request, string name) =>
        request.Query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool TryReadTime(HttpRequest request, string name, DateTimeOffset otherwise, out DateTimeOffset time)
    {
        time = otherwise;
        if (!request.Query.TryGetValue(name, out var text))
        {
            return true;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 4_102_444_800)
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return true;
    }
}
