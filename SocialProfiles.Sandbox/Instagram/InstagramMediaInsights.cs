using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>
/// Insights of one post. Which metrics there are depends on what kind of post it is, and one too many refuses the whole call.
/// Source: developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights.
/// </summary>
internal static class InstagramMediaInsights
{
    private static readonly string[] _ofAll = ["views", "reach", "shares", "total_interactions", "reposts", "likes", "comments", "saved"];
    private static readonly string[] _ofReels = [.. _ofAll, "ig_reels_avg_watch_time", "ig_reels_video_view_total_time", "reels_skip_rate"];
    private static readonly string[] _ofFeed = [.. _ofAll, "profile_visits", "profile_activity", "follows"];

    public static SandboxAnswer Answer(SandboxAccount account, SandboxPost post, HttpRequest request)
    {
        var metrics = request.Query["metric"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (metrics.Length == 0)
        {
            return InstagramErrors.BadParameter("The parameter metric is required");
        }

        var known = InstagramMedia.KindOf(post) is MediaKind.Reel ? _ofReels : _ofFeed;
        if (InstagramErrors.UnknownMetric(metrics, known) is { } unknown)
        {
            return unknown;
        }

        if (InstagramMedia.IsFromBefore(account, post))
        {
            return InstagramErrors.FromBefore();
        }

        // Numbers come late. What is not there yet is missing, and not 0.
        var isYoung = post.Views < 10;
        var id = InstagramMedia.Id(account, post);
        var insights = isYoung ? [] : metrics.Select(metric =>
        {
            var insight = InstagramInsight.New(id, metric, "lifetime");
            insight["values"] = new JsonArray(new JsonObject { ["value"] = Value(post, metric) });
            return insight;
        });
        return SandboxAnswer.Ok(new JsonObject { ["data"] = new JsonArray([.. insights]) });
    }

    private static JsonNode Value(SandboxPost post, string metric)
    {
        var averageWatched = post.Seed.For("watched").Between(2_500, 14_000);
        return metric switch
        {
            "views" => post.Views,
            "reach" => post.Viewers,
            "shares" => post.Shares,
            "total_interactions" => post.Likes + post.Comments + post.Shares + post.Saves,
            "reposts" => post.Shares / 4,
            "likes" => post.Likes,
            "comments" => post.Comments,
            "saved" => post.Saves,
            "ig_reels_avg_watch_time" => averageWatched,
            "ig_reels_video_view_total_time" => averageWatched * post.Views,
            "reels_skip_rate" => Math.Round(post.Seed.For("skipped").Between(20.0, 60.0), 1),
            "profile_visits" => post.Viewers / 50,
            "profile_activity" => post.Viewers / 200,
            _ => post.Viewers / 400,
        };
    }
}
