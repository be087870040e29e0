using System.Text.Json.Nodes;

namespace SocialProfiles.Web.Api;

/// <summary>What a call is shown with in its description: a body, and values of its query string.</summary>
/// <param name="Body">Null for a call without one.</param>
/// <param name="Query">By the name of the parameter.</param>
internal sealed record ApiExample(JsonNode? Body, IReadOnlyDictionary<string, string> Query)
{
    private static readonly JsonNode _talent = JsonValue.Create("0198f2c4-1a2b-7c3d-8e4f-5a6b7c8d9e0f");
    private static readonly JsonNode _connection = JsonValue.Create("0198f2c4-2b3c-7d4e-9f50-6b7c8d9e0f1a");

    /// <summary>An id as they look; made up.</summary>
    public static JsonNode IdOf(string? parameter) => (parameter == "connectionId" ? _connection : _talent).DeepClone();
}

internal static class ApiExamples
{
    /// <param name="body">JSON.</param>
    public static RouteHandlerBuilder WithBodyExample(this RouteHandlerBuilder call, string body) =>
        call.WithMetadata(new ApiExample(JsonNode.Parse(body), new Dictionary<string, string>(StringComparer.Ordinal)));

    public static RouteHandlerBuilder WithQueryExample(this RouteHandlerBuilder call, params (string Name, string Value)[] query) =>
        call.WithMetadata(new ApiExample(null, query.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal)));
}
