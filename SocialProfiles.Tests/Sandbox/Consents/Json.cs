using System.Text.Json.Nodes;

namespace SocialProfiles.Tests.Sandbox.Consents;

/// <summary>Short ways into a platform's answer.</summary>
internal static class Json
{
    public static string Text(this JsonObject body, string name) => body[name]?.ToString() ?? "";

    public static long Number(this JsonObject body, string name) => body[name]!.GetValue<long>();

    /// <summary>Code and subcode of an error of the Graph API: <c>190/463</c>.</summary>
    public static string GraphError(this JsonObject body) =>
        body["error"] is { } error ? $"{error["code"]}{(error["error_subcode"] is { } subcode ? $"/{subcode}" : "")}" : "none";

    /// <summary>Reason of an error of Google's data APIs, <c>none</c> for no error.</summary>
    public static string GoogleError(this JsonObject body) => body["error"]?["errors"]?[0]?["reason"]?.ToString() ?? "none";

    /// <summary>Code of an answer of TikTok's, <c>ok</c> for no error.</summary>
    public static string TikTokError(this JsonObject body) => body["error"]!["code"]!.ToString();
}
