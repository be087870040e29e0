using System.Text.Json.Serialization;

namespace SocialProfiles.Bench.Bare;

internal sealed record BareReply(BareAccount BusinessDiscovery);

internal sealed record BareAccount(string Id, string? Username, string? Name, string? Biography, string? ProfilePictureUrl, long? FollowersCount, long? FollowsCount, long? MediaCount, BareMedia? Media);

internal sealed record BareMedia(List<BarePost> Data, BarePaging? Paging);

internal sealed record BarePost(string Id, string? Caption, string? MediaUrl, string? Permalink, string Timestamp, long? LikeCount, long? CommentsCount);

internal sealed record BarePaging(BareCursors? Cursors);

internal sealed record BareCursors(string? After);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BareReply))]
internal sealed partial class BareJson : JsonSerializerContext;
