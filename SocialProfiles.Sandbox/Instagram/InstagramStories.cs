using System.Globalization;
using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>
/// What an account shows for a day: one story in every eight hours, gone after 24. Their insights stay for as long, and below five
/// viewers there are none. Source: developers.facebook.com/docs/instagram-platform, instagram-user stories.
/// </summary>
internal static class InstagramStories
{
    private const int Prefix = 16;
    private const int FewestViewers = 5;
    private static readonly TimeSpan _each = TimeSpan.FromHours(8);
    private static readonly TimeSpan _life = TimeSpan.FromHours(24);
    private static readonly string[] _known = ["id", "caption", "media_type", "media_product_type", "media_url", "thumbnail_url", "permalink", "shortcode", "timestamp", "username"];
    private static readonly string[] _metrics = ["views", "reach", "shares", "total_interactions", "replies", "navigation", "profile_visits", "follows"];

    public static SandboxAnswer List(SandboxAccount account, HttpRequest request, DateTimeOffset now)
    {
        var wanted = GraphField.Parse(request.Query["fields"].ToString() is { Length: > 0 } fields ? fields : "id");
        if (wanted is null)
        {
            return InstagramErrors.SyntaxError();
        }

        if (wanted.Fields.FirstOrDefault(field => !_known.Contains(field.Name)) is { } unknown)
        {
            return InstagramErrors.UnknownField(unknown.Name);
        }

        return SandboxAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. Numbers(account, now).Select(number => Write(account, number, wanted))]) });
    }

    /// <summary>The insights of a story; null for an id that is no story of the account that is still shown.</summary>
    public static SandboxAnswer? Insights(SandboxAccount account, string id, HttpRequest request, DateTimeOffset now)
    {
        var found = Numbers(account, now).Where(number => Id(account, number) == id).ToList();
        if (found is not [var story])
        {
            return null;
        }

        var metrics = request.Query["metric"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (metrics.Length == 0)
        {
            return InstagramErrors.BadParameter("The parameter metric is required");
        }

        if (InstagramErrors.UnknownMetric(metrics, _metrics) is { } unknown)
        {
            return unknown;
        }

        var reach = (long)(account.Followers * SeedOf(account, story).For("reach").Between(0.02, 0.1) * Math.Min(1, (now - At(story)) / _life));
        return reach < FewestViewers ? InstagramErrors.NotEnoughViewers() : SandboxAnswer.Ok(new JsonObject
        {
            ["data"] = new JsonArray([.. metrics.Select(metric => Insight(id, metric, reach))]),
        });
    }

    private static JsonObject Insight(string id, string metric, long reach)
    {
        var insight = InstagramInsight.New(id, metric, "lifetime");
        insight["values"] = new JsonArray(new JsonObject
        {
            ["value"] = metric switch
            {
                "views" => reach + (reach / 5),
                "reach" => reach,
                _ => reach / 100,
            },
        });
        return insight;
    }

    private static IEnumerable<long> Numbers(SandboxAccount account, DateTimeOffset now)
    {
        if (account.PostCount == 0)
        {
            yield break;
        }

        for (var number = now.Ticks / _each.Ticks; now - At(number) < _life; number--)
        {
            yield return number;
        }
    }

    private static JsonObject Write(SandboxAccount account, long number, GraphField wanted)
    {
        var story = new JsonObject();
        foreach (var field in wanted.Fields)
        {
            JsonNode? value = field.Name switch
            {
                "media_type" => "IMAGE",
                "media_product_type" => "STORY",
                "media_url" => CreatorVoice.Picture(SeedOf(account, number), 320, 568),
                "permalink" => $"https://www.instagram.com/stories/{account.Handle}/{Id(account, number)}",
                "timestamp" => At(number).ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
                "username" => account.Handle,
                _ => null,
            };
            if (value is not null)
            {
                story[field.Name] = value;
            }
        }

        story["id"] = Id(account, number);
        return story;
    }

    private static DateTimeOffset At(long number) => new(number * _each.Ticks, TimeSpan.Zero);

    private static string Id(SandboxAccount account, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{SeedOf(account, number).Number % 1_000_000_000_000_000:D15}");

    private static Seed SeedOf(SandboxAccount account, long number) => account.Seed.For("story").For(number);
}
