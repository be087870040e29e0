using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Platforms.YouTube;

// Shapes of developers.google.com/youtube/v3/docs: channels, playlistItems, videos, errors. All statistics are strings.
// Every member may be missing.
// Classes with setters rather than records: the deserialiser boxes every argument of a larger constructor.

internal sealed class ChannelList
{
    public IReadOnlyList<Channel?>? Items { get; set; }
}

internal sealed class Channel
{
    public string? Id { get; set; }

    public ChannelSnippet? Snippet { get; set; }

    public ChannelContent? ContentDetails { get; set; }

    public ChannelStatistics? Statistics { get; set; }
}

internal sealed class ChannelSnippet
{
    public string? Title { get; set; }

    public string? Description { get; set; }

    public string? CustomUrl { get; set; }

    public Thumbnails? Thumbnails { get; set; }
}

internal sealed class Thumbnails
{
    public Thumbnail? Default { get; set; }

    public Thumbnail? Medium { get; set; }

    public Thumbnail? High { get; set; }
}

internal sealed class Thumbnail
{
    public string? Url { get; set; }
}

internal sealed class ChannelContent
{
    public RelatedPlaylists? RelatedPlaylists { get; set; }
}

internal sealed class RelatedPlaylists
{
    public string? Uploads { get; set; }
}

internal sealed class ChannelStatistics
{
    [JsonConverter(typeof(CountConverter))]
    public long? ViewCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? SubscriberCount { get; set; }

    public bool? HiddenSubscriberCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? VideoCount { get; set; }
}

internal sealed class PlaylistPage
{
    [JsonConverter(typeof(ItemsConverter<PlaylistItem>))]
    public IReadOnlyList<PlaylistItem?>? Items { get; set; }

    public string? NextPageToken { get; set; }
}

internal sealed class PlaylistItem
{
    public PlaylistItemContent? ContentDetails { get; set; }
}

internal sealed class PlaylistItemContent
{
    public string? VideoId { get; set; }

    /// <summary>When the video came out, which is not when it came into the list.</summary>
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? VideoPublishedAt { get; set; }
}

internal sealed class VideoList
{
    [JsonConverter(typeof(ItemsConverter<Video>))]
    public IReadOnlyList<Video?>? Items { get; set; }
}

internal sealed class Video
{
    public string? Id { get; set; }

    public VideoSnippet? Snippet { get; set; }

    public VideoContent? ContentDetails { get; set; }

    public VideoStatistics? Statistics { get; set; }

    public VideoStatus? Status { get; set; }
}

internal sealed class VideoSnippet
{
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? PublishedAt { get; set; }

    public string? Title { get; set; }

    public Thumbnails? Thumbnails { get; set; }
}

internal sealed class VideoContent
{
    public string? Duration { get; set; }
}

internal sealed class VideoStatus
{
    public string? PrivacyStatus { get; set; }
}

internal sealed class VideoStatistics
{
    [JsonConverter(typeof(CountConverter))]
    public long? ViewCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? LikeCount { get; set; }

    [JsonConverter(typeof(CountConverter))]
    public long? CommentCount { get; set; }
}

/// <summary>A table of developers.google.com/youtube/analytics/reference/reports/query. Its rows are left out where there is no data.</summary>
internal sealed class ReportTable
{
    public IReadOnlyList<ReportColumn?>? ColumnHeaders { get; set; }

    public IReadOnlyList<IReadOnlyList<ReportCell>?>? Rows { get; set; }
}

/// <summary>A dimension's name or a metric's number; both null for anything else.</summary>
[JsonConverter(typeof(ReportCellConverter))]
internal readonly record struct ReportCell(string? Text, double? Number);

internal sealed class ReportCellConverter : JsonConverter<ReportCell>
{
    public override ReportCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new ReportCell(reader.GetString(), null);
            case JsonTokenType.Number:
                return new ReportCell(null, reader.TryGetDouble(out var number) && double.IsFinite(number) ? number : null);
            default:
                reader.Skip();
                return default;
        }
    }

    public override void Write(Utf8JsonWriter writer, ReportCell value, JsonSerializerOptions options) => throw new NotSupportedException();
}

internal sealed class ReportColumn
{
    public string? Name { get; set; }
}

internal sealed class GoogleErrorReply
{
    public GoogleError? Error { get; set; }
}

internal sealed class GoogleError
{
    public string? Message { get; set; }

    public string? Status { get; set; }

    public IReadOnlyList<GoogleErrorItem?>? Errors { get; set; }

    public IReadOnlyList<GoogleErrorItem?>? Details { get; set; }
}

internal sealed class GoogleErrorItem
{
    public string? Reason { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ChannelList))]
[JsonSerializable(typeof(PlaylistPage))]
[JsonSerializable(typeof(VideoList))]
[JsonSerializable(typeof(PlaylistItem))]
[JsonSerializable(typeof(Video))]
[JsonSerializable(typeof(ReportTable))]
[JsonSerializable(typeof(GoogleErrorReply))]
internal sealed partial class YouTubeJson : JsonSerializerContext;
