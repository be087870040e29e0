using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Platforms.TikTok;

// Shapes of developers.tiktok.com/doc/embed-videos and …/embed-creator-profiles (oEmbed), and of the error envelope of
// developers.tiktok.com/doc/tiktok-api-v2-error-handling. Every member may be missing.
// Classes with setters rather than records: the deserialiser boxes every argument of a larger constructor.

internal sealed class TikTokEmbed
{
    public string? AuthorName { get; set; }

    public string? AuthorUniqueId { get; set; }

    public string? AuthorUrl { get; set; }

    public string? EmbedType { get; set; }

    public string? ThumbnailUrl { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? Code { get; set; }

    public TikTokError? Error { get; set; }
}

internal sealed class TikTokErrorReply
{
    public TikTokError? Error { get; set; }
}

internal sealed class TikTokError
{
    [JsonConverter(typeof(IdConverter))]
    public string? Code { get; set; }

    [JsonConverter(typeof(IdConverter))]
    public string? LogId { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TikTokEmbed))]
[JsonSerializable(typeof(TikTokErrorReply))]
internal sealed partial class TikTokJson : JsonSerializerContext;
