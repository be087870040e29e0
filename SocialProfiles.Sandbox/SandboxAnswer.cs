using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialProfiles.Sandbox;

/// <summary>An imitated platform's answer.</summary>
internal sealed record SandboxAnswer(int Status, JsonObject Body)
{
    /// <summary>Nothing comes but the status.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Seconds for a Retry-After header; null for none.</summary>
    public int? RetryAfterSeconds { get; init; }

    // The platforms escape no more than JSON demands: "+0000" arrives as it is.
    private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SandboxAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);

    public static SandboxAnswer Nothing() => new(StatusCodes.Status200OK, []) { IsEmpty = true };

    public byte[] ToBytes()
    {
        if (IsEmpty)
        {
            return [];
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, _plain))
        {
            Body.WriteTo(writer);
        }

        return stream.ToArray();
    }
}
