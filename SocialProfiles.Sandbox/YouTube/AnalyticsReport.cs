using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>One table of YouTube Analytics: columns, and a row for every group that has something in it.</summary>
internal sealed class AnalyticsReport(SandboxAccount account, DateOnly start, DateOnly end, VideoIds videoIds)
{
    private const string Percentage = "viewerPercentage";
    private const int MostVideos = 200;

    /// <summary>What can be counted; true where it is a mean.</summary>
    private static readonly Dictionary<string, bool> _metrics = new(StringComparer.Ordinal)
    {
        ["views"] = false,
        ["estimatedMinutesWatched"] = false,
        ["averageViewDuration"] = false,
        ["averageViewPercentage"] = true,
        ["likes"] = false,
        ["comments"] = false,
        ["shares"] = false,
        ["subscribersGained"] = false,
        ["subscribersLost"] = false,
    };

    public SandboxAnswer Answer(HttpRequest request)
    {
        var metrics = List(request, "metrics");
        if (metrics.Length == 0)
        {
            return YouTubeErrors.MissingParameter("metrics");
        }

        if (Array.Find(metrics, metric => metric != Percentage && !_metrics.ContainsKey(metric)) is { } unknown)
        {
            return YouTubeErrors.UnknownIdentifier(unknown, "metrics");
        }

        var dimensions = List(request, "dimensions");
        var isAboutViewers = metrics is [Percentage];
        var rows = string.Join(',', dimensions) switch
        {
            "" when !isAboutViewers => Whole(metrics),
            "day" when !isAboutViewers => ByDay(metrics),
            "country" when !isAboutViewers => ByCountry(metrics),
            "video" when !isAboutViewers && IsTopList(request) => ByVideo(metrics),
            "ageGroup" when isAboutViewers => Groups(Ages()),
            "gender" when isAboutViewers => Groups(Genders()),
            "ageGroup,gender" when isAboutViewers => Ages().SelectMany(age => Genders().Select(gender => Row([age.Name, gender.Name], [Rounded(age.Share * gender.Share * 100)]))),
            _ => null,
        };
        return rows is null || metrics.Contains(Percentage, StringComparer.Ordinal) != isAboutViewers
            ? YouTubeErrors.UnsupportedQuery()
            : Table(request, dimensions, metrics, [.. rows]);
    }

    private static SandboxAnswer Table(HttpRequest request, string[] dimensions, string[] metrics, List<object[]> rows)
    {
        foreach (var sort in List(request, "sort").Reverse())
        {
            var column = Array.IndexOf([.. dimensions, .. metrics], sort.TrimStart('-'));
            if (column < 0)
            {
                return YouTubeErrors.UnknownIdentifier(sort, "sort");
            }

            rows = [.. sort.StartsWith('-') ? rows.OrderByDescending(row => row[column]) : rows.OrderBy(row => row[column])];
        }

        if (int.TryParse(request.Query["maxResults"], NumberStyles.None, CultureInfo.InvariantCulture, out var most))
        {
            rows = [.. rows.Take(most)];
        }

        var columns = dimensions.Select(name => Column(name, "DIMENSION", "STRING"))
            .Concat(metrics.Select(name => Column(name, "METRIC", name is Percentage || _metrics[name] ? "FLOAT" : "INTEGER")));
        var body = new JsonObject { ["kind"] = "youtubeAnalytics#resultTable", ["columnHeaders"] = new JsonArray([.. columns]) };

        // Nothing to tell, no rows: not even an empty list.
        if (rows.Count > 0)
        {
            body["rows"] = new JsonArray([.. rows.Select(row => new JsonArray([.. row.Select(value => value is string text ? JsonValue.Create(text) : JsonValue.Create((double)value))]))]);
        }

        return SandboxAnswer.Ok(body);
    }

    private IEnumerable<object[]> Whole(string[] metrics) => Sum() is { } sum ? [Row([], Values(metrics, sum, 1))] : [];

    private IEnumerable<object[]> ByDay(string[] metrics) => Days().Select(day => Row([day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)], Values(metrics, day.Numbers, 1)));

    private IEnumerable<object[]> ByCountry(string[] metrics) =>
        Sum() is { } sum ? new Audience(account.Seed).Countries.Select(country => Row([country.Name], Values(metrics, sum, country.Share))) : [];

    // What the counters of each video say at the end of the time, less what they said at its beginning.
    private IEnumerable<object[]> ByVideo(string[] metrics)
    {
        videoIds.Remember(account);
        var before = SandboxAccounts.Find("youtube", account.Handle, PacificTime.Begin(start));
        var after = SandboxAccounts.Find("youtube", account.Handle, PacificTime.Begin(end.AddDays(1)));
        var seconds = account.Seed.For("seconds").Between(40.0, 300.0);
        foreach (var post in after.PostsBefore(null, MostVideos))
        {
            var earlier = before.Post(post.Slot);
            var views = post.Views - earlier.Views;
            if (views > 0)
            {
                yield return Row([videoIds.Of(account, post)], metrics.Select(metric => (double)(metric switch
                {
                    "views" => views,
                    "estimatedMinutesWatched" => (long)(views * seconds / 60),
                    "averageViewDuration" => (long)seconds,
                    "averageViewPercentage" => Watched(),
                    "likes" => Math.Max(0, post.Likes - earlier.Likes),
                    "comments" => Math.Max(0, post.Comments - earlier.Comments),
                    "shares" => post.Shares - earlier.Shares,
                    _ => 0,
                })));
            }
        }
    }

    private double[] Values(string[] metrics, SandboxDay numbers, double share) => [.. metrics.Select(metric => metric switch
    {
        "views" => Math.Floor(numbers.Views * share),
        "estimatedMinutesWatched" => Math.Floor(numbers.WatchMinutes * share),
        "averageViewDuration" => numbers.Views > 0 ? Math.Floor(numbers.WatchMinutes * 60 / numbers.Views) : 0,
        "averageViewPercentage" => Watched(),
        "likes" => Math.Floor(numbers.Likes * share),
        "comments" => Math.Floor(numbers.Comments * share),
        "shares" => Math.Floor(numbers.Shares * share),
        "subscribersGained" => Math.Floor(numbers.Won * share),
        _ => Math.Floor(numbers.Lost * share),
    })];

    /// <summary>How much of a video people see, in per cent.</summary>
    private double Watched() => Rounded(account.Seed.For("watched").Between(35.0, 65.0));

    private SandboxDay? Sum() => Days() is { Count: > 0 } days ? days.Aggregate(SandboxDay.Nothing, (total, day) => total.Add(day.Numbers)) : null;

    // Days without anything are missing.
    private List<(DateOnly Day, SandboxDay Numbers)> Days()
    {
        var days = new List<(DateOnly, SandboxDay)>();
        for (var day = start; day <= end; day = day.AddDays(1))
        {
            if (SandboxDay.Of("youtube", account.Handle, day) is { Views: > 0 } numbers)
            {
                days.Add((day, numbers));
            }
        }

        return days;
    }

    // Few viewers, and nobody says who they are.
    private IEnumerable<(string Name, double Share)> Ages() => account.Followers < 100 || account.PostCount == 0
        ? []
        : new Audience(account.Seed).Ages.Select(age => (age.Name is "65+" ? "age65-" : $"age{age.Name}", age.Share));

    private IEnumerable<(string Name, double Share)> Genders() => account.Followers < 100 || account.PostCount == 0
        ? []
        : new Audience(account.Seed).Genders.Select(gender => (gender.Name switch { "F" => "female", "M" => "male", _ => "user_specified" }, gender.Share));

    private static IEnumerable<object[]> Groups(IEnumerable<(string Name, double Share)> groups) => groups.Select(group => Row([group.Name], [Rounded(group.Share * 100)]));

    private static object[] Row(string[] names, IEnumerable<double> values) => [.. names, .. values.Cast<object>()];

    private static double Rounded(double share) => Math.Round(share, 1);

    private static bool IsTopList(HttpRequest request) =>
        request.Query["sort"].ToString() is ['-', ..] && int.TryParse(request.Query["maxResults"], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most is >= 1 and <= MostVideos;

    private static JsonObject Column(string name, string kind, string type) => new() { ["name"] = name, ["columnType"] = kind, ["dataType"] = type };

    private static string[] List(HttpRequest request, string name) =>
        request.Query[name].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
