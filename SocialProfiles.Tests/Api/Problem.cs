using System.Net;
using System.Text;
using System.Text.Json;

namespace SocialProfiles.Tests.Api;

/// <summary>Problem details as a tool reads them.</summary>
internal sealed record Problem(JsonElement Root)
{
    public string Detail => Root.GetProperty("detail").GetString()!;

    public string[] Fields => [.. Root.GetProperty("errors").EnumerateObject().Select(error => error.Name)];

    /// <summary>Checks that an answer is a problem of this status and nothing but JSON.</summary>
    public static async Task<Problem> OfAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal((int)status, root.GetProperty("status").GetInt32());
        Assert.NotEqual("", root.GetProperty("title").GetString());
        return new Problem(root);
    }

    public string Error(string field) => Root.GetProperty("errors").GetProperty(field)[0].GetString()!;
}

internal static class Json
{
    public static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }
}
