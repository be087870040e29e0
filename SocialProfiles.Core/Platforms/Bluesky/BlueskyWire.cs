using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Platforms.Bluesky;

// Shapes of the lexicons app.bsky.actor.defs#profileViewDetailed, app.bsky.feed.getAuthorFeed, app.bsky.feed.defs#feedViewPost
// and #postView, and app.bsky.embed.* (github.com/bluesky-social/atproto, lexicons). Every member may be missing.
// Classes with setters rather than records: the deserialiser boxes every argument of a larger constructor.

internal sealed class BlueskyProfile
{
    public string? Did { get; set; }

    public string? Handle { get; set; }

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public string? Avatar { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? FollowersCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? FollowsCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? PostsCount { get; set; }
}

internal sealed class BlueskyFeed
{
    [JsonConverter(typeof(ItemsConverter<BlueskyFeedItem>))]
    public IReadOnlyList<BlueskyFeedItem?>? Feed { get; set; }

    public string? Cursor { get; set; }
}

internal sealed class BlueskyFeedItem
{
    public BlueskyPost? Post { get; set; }

    /// <summary>Why the item is in the list, where that is not that the account wrote it just so.</summary>
    public BlueskyReason? Reason { get; set; }
}

internal sealed class BlueskyReason
{
    [JsonPropertyName("$type")]
    public string? Type { get; set; }
}

internal sealed class BlueskyPost
{
    /// <summary><c>at://did/app.bsky.feed.post/key</c>.</summary>
    public string? Uri { get; set; }

    public BlueskyRecord? Record { get; set; }

    public BlueskyEmbed? Embed { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? IndexedAt { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? LikeCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? ReplyCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? RepostCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? QuoteCount { get; set; }
}

internal sealed class BlueskyRecord
{
    public string? Text { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? CreatedAt { get; set; }
}

/// <summary>One of app.bsky.embed.images#view, video#view, external#view, record#view and recordWithMedia#view, told apart by its type.</summary>
internal sealed class BlueskyEmbed
{
    [JsonPropertyName("$type")]
    public string? Type { get; set; }

    [JsonConverter(typeof(ItemsConverter<BlueskyImage>))]
    public IReadOnlyList<BlueskyImage?>? Images { get; set; }

    /// <summary>Of a video.</summary>
    public string? Thumbnail { get; set; }

    public BlueskyExternal? External { get; set; }

    /// <summary>What is beside a quoted post.</summary>
    public BlueskyEmbed? Media { get; set; }
}

internal sealed class BlueskyImage
{
    public string? Thumb { get; set; }
}

internal sealed class BlueskyExternal
{
    public string? Thumb { get; set; }
}

internal sealed class BlueskyError
{
    [JsonConverter(typeof(IdConverter))]
    public string? Error { get; set; }

    [JsonConverter(typeof(IdConverter))]
    public string? Message { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BlueskyProfile))]
[JsonSerializable(typeof(BlueskyFeed))]
[JsonSerializable(typeof(BlueskyFeedItem))]
[JsonSerializable(typeof(BlueskyImage))]
[JsonSerializable(typeof(BlueskyError))]
internal sealed partial class BlueskyJson : JsonSerializerContext;
