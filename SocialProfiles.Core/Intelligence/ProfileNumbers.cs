using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Intelligence;

/// <summary>What is known of one profile of a talent on the roster, as one row, so that profiles can be searched, ranked and compared alike. Times are UTC.</summary>
public sealed record ProfileNumbers
{
    /// <summary>Of the connection.</summary>
    public required long Key { get; init; }

    public required Guid TalentId { get; init; }

    public required string TalentName { get; init; }

    /// <summary>For the order.</summary>
    internal string SortName { get; init; } = "";

    internal string TagText { get; init; } = "";

    /// <summary>Key of the platform.</summary>
    public required string Platform { get; init; }

    public required string Handle { get; init; }

    public required string ProfileUrl { get; init; }

    public required ConnectionType Type { get; init; }

    public required SyncStatus Status { get; init; }

    /// <summary>End of the last sync that succeeded; null when none did.</summary>
    public DateTimeOffset? LastSyncedAt { get; init; }

    /// <summary>False before the first good sync: nothing is known yet, for that reason.</summary>
    public required bool IsRead { get; init; }

    /// <summary>What is believable of <see cref="FollowersMetric"/>; null unknown.</summary>
    public long? Followers { get; init; }

    internal long? AnyFollowers { get; init; }

    internal long Gaps { get; init; }

    /// <summary>The platform's follower counts can't be trusted now.</summary>
    internal bool IsBroken { get; init; }

    /// <inheritdoc cref="SocialProfile.RecentEngagementRate"/>
    public double? EngagementRate { get; init; }

    /// <inheritdoc cref="SocialProfile.RecentPosts"/>
    public int RecentPosts { get; init; }

    /// <inheritdoc cref="SocialProfile.RecentMedianViews"/>
    public double? MedianViews { get; init; }

    public DateTimeOffset? LastPostAt { get; init; }

    /// <inheritdoc cref="SocialProfile.PostsGap"/>
    public MetricGap PostsGap { get; init; }

    /// <summary>The platform's numbers can't be trusted now of which engagement is computed.</summary>
    internal bool RatesBroken { get; init; }

    /// <summary>The platform's views of posts can't be trusted now.</summary>
    internal bool ViewsBroken { get; init; }

    /// <summary>Why <see cref="EngagementRate"/> is unknown; <see cref="MetricGap.None"/> where it is known, or no post has the numbers for it.</summary>
    public MetricGap EngagementGap => EngagementRate is not null ? MetricGap.None : FollowersMetric is { Gap: not MetricGap.None and var gap } ? gap : GapOfPosts(RatesBroken);

    /// <summary>The same of <see cref="MedianViews"/>.</summary>
    public MetricGap ViewsGap => MedianViews is not null ? MetricGap.None : GapOfPosts(ViewsBroken);

    /// <summary>Followers at the start of the windows, as <see cref="Growth.Of"/> wants them.</summary>
    internal long? WeekStart { get; init; }

    internal long? MonthStart { get; init; }

    /// <summary>With the reason where it is unknown, and whether it is rounded.</summary>
    public Metric FollowersMetric => AnyFollowers > Believable.Most || (IsBroken && AnyFollowers is not null) ? Metric.Unknown(MetricGap.Unbelievable) : MetricGaps.Unpack(Gaps, 0, AnyFollowers);

    /// <summary>Only the link is kept, and nothing is fetched.</summary>
    public bool IsLinkOnly => Status == SyncStatus.Ready && LastSyncedAt is null;

    public Growth WeekGrowth => Growth.Of(Growth.WeekDays, Followers, WeekStart);

    public Growth MonthGrowth => Growth.Of(Growth.MonthDays, Followers, MonthStart);

    private MetricGap GapOfPosts(bool isBroken) => PostsGap == MetricGap.None && isBroken ? MetricGap.Unbelievable : PostsGap;

    public IReadOnlyList<string> Tags => Talent.TagsOf(TagText);

    /// <summary>The profiles of all talents who are not in the archive.</summary>
    /// <param name="now">UTC, the end of the windows.</param>
    internal static IQueryable<ProfileNumbers> Query(SocialProfilesDbContext db, DateTimeOffset now)
    {
        var week = now.AddDays(-Growth.WeekDays);
        var month = now.AddDays(-Growth.MonthDays);
        var weekFrom = week - Growth.Tolerance;
        var monthFrom = month - Growth.Tolerance;
        var current = now - Growth.Tolerance;

        var followers = db.BreaksOf(CanaryMetric.Followers);

        // A scalar sub-query is one step into the key of the readings; a joined one would make the database number all of them.
        return from judged in db.JudgedConnections
               let connection = judged.Connection
               join talent in db.Talents on connection.TalentId equals talent.Id
               join found in db.Profiles on connection.Key equals found.ConnectionKey into profiles
               from profile in profiles.DefaultIfEmpty()
               where talent.ArchivedAt == null
               select new ProfileNumbers
               {
                   Key = connection.Key,
                   TalentId = talent.Id,
                   TalentName = talent.Name,
                   SortName = talent.SortName,
                   TagText = talent.TagText,
                   Platform = connection.Platform,
                   Handle = connection.Handle,
                   ProfileUrl = connection.ProfileUrl,
                   Type = connection.Type,
                   Status = connection.Status,
                   LastSyncedAt = connection.LastSyncedAt,
                   IsRead = profile != null,
                   AnyFollowers = profile == null ? null : profile.Followers,
                   IsBroken = judged.FollowersBroken,
                   Followers = profile == null || profile.Followers > Believable.Most || judged.FollowersBroken ? null : profile.Followers,
                   Gaps = profile == null ? 0 : profile.Gaps,
                   EngagementRate = profile == null || judged.RatesBroken ? null : profile.RecentEngagementRate,
                   RecentPosts = profile == null ? 0 : profile.RecentPosts,
                   MedianViews = profile == null || judged.ViewsBroken ? null : profile.RecentMedianViews,
                   LastPostAt = profile == null ? null : profile.LastPostAt,
                   PostsGap = profile == null ? MetricGap.None : profile.PostsGap,
                   RatesBroken = judged.RatesBroken,
                   ViewsBroken = judged.ViewsBroken,
                   WeekStart = connection.LastSyncedAt < current ? Growth.NotComparable : db.Set<ProfileReading>()
                       .Where(x => x.ConnectionKey == connection.Key && x.Source != ProfileReading.ImportedSource && x.FirstReadAt <= week && x.LastReadAt >= weekFrom)
                       .OrderByDescending(x => x.FirstReadAt).Select(x => x.Followers <= Believable.Most && !followers.Any(b => b.Platform == connection.Platform && b.ByPermission == (connection.Type == ConnectionType.OAuth)
                           && b.Since <= x.FirstReadAt && (b.Until == null || b.Until > x.FirstReadAt))
                           ? x.Followers : Growth.NotKnown).FirstOrDefault(),
                   MonthStart = connection.LastSyncedAt < current ? Growth.NotComparable : db.Set<ProfileReading>()
                       .Where(x => x.ConnectionKey == connection.Key && x.Source != ProfileReading.ImportedSource && x.FirstReadAt <= month && x.LastReadAt >= monthFrom)
                       .OrderByDescending(x => x.FirstReadAt).Select(x => x.Followers <= Believable.Most && !followers.Any(b => b.Platform == connection.Platform && b.ByPermission == (connection.Type == ConnectionType.OAuth)
                           && b.Since <= x.FirstReadAt && (b.Until == null || b.Until > x.FirstReadAt))
                           ? x.Followers : Growth.NotKnown).FirstOrDefault(),
               };
    }
}
