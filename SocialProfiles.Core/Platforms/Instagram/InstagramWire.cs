using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Platforms.Instagram;

// Shapes of developers.facebook.com/docs/instagram-platform, business_discovery, and of …/reference/me, …/instagram-user/media,
// …/instagram-user/insights and …/instagram-media/insights, as of 2026.
// Every member may be missing.
// Classes with setters rather than records: the deserialiser boxes every argument of a larger constructor.

internal sealed class GraphReply
{
    public GraphAccount? BusinessDiscovery { get; set; }
}

internal sealed class GraphAccount
{
    [JsonConverter(typeof(IdConverter))]
    public string? Id { get; set; }

    [JsonConverter(typeof(IdConverter))]
    public string? UserId { get; set; }

    public string? Username { get; set; }

    public string? Name { get; set; }

    public string? Biography { get; set; }

    public string? ProfilePictureUrl { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? FollowersCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? FollowsCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? MediaCount { get; set; }

    public GraphMediaPage? Media { get; set; }
}

internal sealed class GraphMediaPage
{
    [JsonConverter(typeof(ItemsConverter<GraphMedia>))]
    public IReadOnlyList<GraphMedia?>? Data { get; set; }

    public GraphPaging? Paging { get; set; }
}

internal sealed class GraphMedia
{
    [JsonConverter(typeof(IdConverter))]
    public string? Id { get; set; }

    public string? Caption { get; set; }

    public string? MediaType { get; set; }

    public string? MediaProductType { get; set; }

    public string? MediaUrl { get; set; }

    public string? ThumbnailUrl { get; set; }

    public string? Permalink { get; set; }

    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? Timestamp { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? LikeCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? CommentsCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? ViewCount { get; set; }
}

internal sealed class GraphPaging
{
    public GraphCursors? Cursors { get; set; }

    /// <summary>Whether there is a next page. Its address holds the access token and is never taken over.</summary>
    [JsonConverter(typeof(PresenceConverter))]
    public bool? Next { get; set; }
}

internal sealed class GraphCursors
{
    public string? After { get; set; }
}

internal sealed class GraphInsightList
{
    public IReadOnlyList<GraphInsight?>? Data { get; set; }
}

internal sealed class GraphInsight
{
    public string? Name { get; set; }

    /// <summary>One value for each day, or a single one.</summary>
    public IReadOnlyList<GraphInsightValue?>? Values { get; set; }

    /// <summary>One value for all of the time that was asked about.</summary>
    public GraphInsightTotal? TotalValue { get; set; }

    public double? Number => TotalValue?.Value ?? (Values is [{ } only] ? only.Value : null);
}

internal sealed class GraphInsightValue
{
    [JsonConverter(typeof(NumberConverter))]
    public double? Value { get; set; }

    /// <summary>The end of the day that the value is for.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? EndTime { get; set; }
}

internal sealed class GraphInsightTotal
{
    [JsonConverter(typeof(NumberConverter))]
    public double? Value { get; set; }

    public IReadOnlyList<GraphBreakdown?>? Breakdowns { get; set; }
}

internal sealed class GraphBreakdown
{
    public IReadOnlyList<GraphBreakdownResult?>? Results { get; set; }
}

internal sealed class GraphBreakdownResult
{
    public IReadOnlyList<string?>? DimensionValues { get; set; }

    [JsonConverter(typeof(NumberConverter))]
    public double? Value { get; set; }
}

internal sealed class GraphErrorReply
{
    public GraphError? Error { get; set; }
}

internal sealed class GraphError
{
    /// <summary>English; read for the name of a refused field, never kept.</summary>
    public string? Message { get; set; }

    public string? Type { get; set; }

    public int? Code { get; set; }

    public int? ErrorSubcode { get; set; }

    public bool? IsTransient { get; set; }

    public string? FbtraceId { get; set; }
}

internal sealed class GraphUsage
{
    [JsonConverter(typeof(CountConverter))]
    public long? EstimatedTimeToRegainAccess { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GraphReply))]
[JsonSerializable(typeof(GraphMedia))]
[JsonSerializable(typeof(GraphErrorReply))]
[JsonSerializable(typeof(GraphTokenReply))]
[JsonSerializable(typeof(GraphMediaPage))]
[JsonSerializable(typeof(GraphInsightList))]
[JsonSerializable(typeof(InstagramTokenReply))]
[JsonSerializable(typeof(InstagramTokenError))]
[JsonSerializable(typeof(Dictionary<string, List<GraphUsage>>))]
internal sealed partial class InstagramJson : JsonSerializerContext;
