using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Platforms.TikTok;

// Shapes of developers.tiktok.com/doc/embed-videos and …/embed-creator-profiles (oEmbed), …/tiktok-api-v2-get-user-info,
// …/tiktok-api-v2-video-list, and of the error envelope of …/tiktok-api-v2-error-handling. Every member may be missing.
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

internal sealed class TikTokUserReply
{
    public TikTokUserData? Data { get; set; }

    /// <summary>Always there; its code is <c>ok</c> when all is well.</summary>
    public TikTokError? Error { get; set; }
}

internal sealed class TikTokUserData
{
    public TikTokUserInfo? User { get; set; }
}

internal sealed class TikTokUserInfo
{
    [JsonConverter(typeof(IdConverter))]
    public string? OpenId { get; set; }

    public string? AvatarUrl { get; set; }

    public string? DisplayName { get; set; }

    public string? Username { get; set; }

    public string? BioDescription { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? FollowerCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? FollowingCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? LikesCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? VideoCount { get; set; }
}

/// <param name="Cursor">Milliseconds since 1970: videos older than that.</param>
internal sealed record TikTokVideoQuestion(int MaxCount, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Cursor);

internal sealed class TikTokVideoReply
{
    public TikTokVideoPage? Data { get; set; }

    public TikTokError? Error { get; set; }
}

internal sealed class TikTokVideoPage
{
    [JsonConverter(typeof(ItemsConverter<TikTokVideo>))]
    public IReadOnlyList<TikTokVideo?>? Videos { get; set; }

    /// <summary>Milliseconds since 1970.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long? Cursor { get; set; }

    public bool? HasMore { get; set; }
}

internal sealed class TikTokVideo
{
    [JsonConverter(typeof(IdConverter))]
    public string? Id { get; set; }

    /// <summary>Seconds since 1970.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long? CreateTime { get; set; }

    public string? Title { get; set; }

    public string? VideoDescription { get; set; }

    /// <summary>Seconds.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long? Duration { get; set; }

    public string? CoverImageUrl { get; set; }

    public string? ShareUrl { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? LikeCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? CommentCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? ShareCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? ViewCount { get; set; }
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
[JsonSerializable(typeof(TikTokUserReply))]
[JsonSerializable(typeof(TikTokVideoQuestion))]
[JsonSerializable(typeof(TikTokVideoReply))]
[JsonSerializable(typeof(TikTokVideo))]
internal sealed partial class TikTokJson : JsonSerializerContext;
