using System.Text.Json.Nodes;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>What all insights have in common on the wire.</summary>
internal static class InstagramInsight
{
    /// <param name="owner">Id of the account or the post.</param>
    public static JsonObject New(string owner, string metric, string period)
    {
        var title = string.Concat(metric[..1].ToUpperInvariant(), metric.Replace('_', ' ').AsSpan(1));
        return new JsonObject
        {
            ["name"] = metric,
            ["period"] = period,
            ["title"] = title,
            ["description"] = $"{title}.",
            ["id"] = $"{owner}/insights/{metric}/{period}",
        };
    }

    public static JsonArray Breakdowns(IEnumerable<string> keys, IEnumerable<(string[] Values, long Value)> results)
    {
        var written = results.Select(result => new JsonObject
        {
            ["dimension_values"] = Texts(result.Values),
            ["value"] = result.Value,
        });
        return [new JsonObject { ["dimension_keys"] = Texts(keys), ["results"] = new JsonArray([.. written]) }];
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
