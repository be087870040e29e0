using System.Text.Json;
using System.Text.Json.Serialization;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.SelfReported;

namespace SocialProfiles.Core.MediaKits;

/// <summary>What a number of a profile says.</summary>
public enum KitFigure
{
    /// <summary>Followers, as last read.</summary>
    Followers,

    /// <summary>Followers gained over the period.</summary>
    Growth,

    /// <summary>Interactions of a post by followers, the mean over the posts of the period; a fraction.</summary>
    EngagementRate,

    /// <summary>Views of a post, the median over the posts of the period.</summary>
    MedianViews,
}

/// <summary>
/// One number of a profile.
/// </summary>
/// <param name="Value">Null is unknown, never 0.</param>
/// <param name="Gap">Why the platform does not give it; <see cref="MetricGap.None"/> where it does.</param>
/// <param name="UnknownBecause">Why it is unknown for another reason, as a sentence.</param>
/// <param name="IsRounded">Rounded by its platform.</param>
/// <param name="ReadAt">When it was read from the platform, UTC; of what is worked out, when its newest part was.</param>
/// <param name="ByPermission">Read with the talent's permission; else as everybody sees it.</param>
/// <param name="Posts">Of how many posts it is made; null where it is of none.</param>
/// <param name="Rate">Growth as a fraction of what there was before; null for others.</param>
public sealed record KitNumber(
    KitFigure Figure, double? Value, MetricGap Gap = MetricGap.None, string? UnknownBecause = null, bool IsRounded = false, DateTimeOffset? ReadAt = null, bool ByPermission = false, int? Posts = null, double? Rate = null);

/// <summary>One profile of the talent.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="PlatformName">As it was called when the kit was made.</param>
public sealed record KitProfile(Guid ConnectionId, string Platform, string PlatformName, string Handle, IReadOnlyList<KitNumber> Numbers, KitPost? BestPost, IReadOnlyList<KitAudience> Audience);

/// <summary>The groups of an audience, largest first. Only the talent's permission shows them.</summary>
/// <param name="Day">The day that it is for, as the platform counts days.</param>
/// <param name="ReadAt">When it was read, UTC; null where that was not noted.</param>
public sealed record KitAudience(InsightMetric Metric, DateOnly Day, DateTimeOffset? ReadAt, IReadOnlyList<KitGroup> Groups);

/// <param name="Share">Of all groups, a fraction.</param>
public sealed record KitGroup(string Name, double Share);

/// <summary>One post with its numbers. A number that is null is unknown, and left out.</summary>
/// <param name="Id">The platform's id, unique in its profile.</param>
/// <param name="Text">Caption; null where there is none.</param>
/// <param name="Link">Where it is to be seen, on its platform's own hosts; null where that is not known.</param>
/// <param name="PublishedAt">UTC.</param>
/// <param name="ReadAt">When the numbers were read, UTC.</param>
/// <param name="ByPermission">Read with the talent's permission; else as everybody sees them.</param>
public sealed record KitPost(
    Guid ConnectionId, string Platform, string PlatformName, string Handle, string Id, PostKind Kind, string? Text, string? Link, DateTimeOffset? PublishedAt,
    long? Views, long? Likes, long? Comments, long? Shares, DateTimeOffset? ReadAt, bool ByPermission)
{
    /// <summary>Numbers are left out because the platform's answers couldn't be trusted when they were read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasUntrusted { get; init; }
}

/// <summary>A number that the agency entered itself.</summary>
/// <param name="Value">In the metric's unit.</param>
/// <param name="Day">The agency's day that it is for.</param>
public sealed record KitSelfReported(Guid Id, string Platform, string PlatformName, string Handle, SelfReportedMetric Metric, double Value, DateOnly Day, string? Note);

/// <summary>All that a media kit says, as it was when the kit was made. Stored as JSON and never changed.</summary>
public sealed record KitContent
{
    private static readonly JsonSerializerOptions _json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public required string TalentName { get; init; }

    /// <summary>Null where the agency had none.</summary>
    public string? AgencyName { get; init; }

    /// <summary>A line of the agency's own; null where there is none.</summary>
    public string? Intro { get; init; }

    /// <summary>When the numbers were put together, UTC.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The agency's day of <see cref="AsOf"/>.</summary>
    public required DateOnly AsOfDay { get; init; }

    /// <summary>First of the agency's days of the period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Days of the period, the last one included.</summary>
    public required int Days { get; init; }

    /// <summary>IANA id of the zone in which days are counted.</summary>
    public required string TimeZone { get; init; }

    public IReadOnlyList<KitProfile> Profiles { get; init; } = [];

    public IReadOnlyList<KitPost> Posts { get; init; } = [];

    public IReadOnlyList<KitSelfReported> SelfReported { get; init; } = [];

    public bool IsEmpty => Posts.Count == 0 && SelfReported.Count == 0 && Profiles.All(profile => profile is { Numbers.Count: 0, BestPost: null, Audience.Count: 0 });

    /// <summary>Whether a post is in it.</summary>
    public bool Shows(Guid connectionId, string post) =>
        Posts.Concat(Profiles.Select(profile => profile.BestPost).OfType<KitPost>()).Any(shown => shown.ConnectionId == connectionId && shown.Id == post);

    internal string ToJson() => JsonSerializer.Serialize(this, _json);

    internal static KitContent FromJson(string json) => JsonSerializer.Deserialize<KitContent>(json, _json)!;
}
