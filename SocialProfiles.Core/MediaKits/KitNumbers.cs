using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.MediaKits;

/// <summary>All that a kit of a talent could show now.</summary>
/// <param name="Everything">With every number, and the most-seen posts of the period.</param>
/// <param name="HasPrivate">The profiles of which something is there by the talent's permission alone.</param>
public sealed record KitMaterial(KitContent Everything, IReadOnlySet<Guid> HasPrivate);

/// <summary>Reads what a kit can show: the same numbers as the talent's page, and where each of them comes from.</summary>
public sealed class KitNumbers(Database database, TalentIntelligenceQuery intelligence, AgencyDirectory agency, AgencyClock clock, PlatformCatalog catalog, TimeProvider time)
{
    /// <summary>Posts that are offered, most seen first.</summary>
    public const int MostPosts = 24;

    private const string NoPosts = "No posts in this period.";

    private static readonly InsightMetric[] _audience =
    [
        InsightMetric.FollowersByCountry, InsightMetric.FollowersByAge, InsightMetric.FollowersByGender,
        InsightMetric.ViewsByCountry, InsightMetric.ViewersByAge, InsightMetric.ViewersByGender,
    ];

    /// <param name="days">Days of the period, today included, 1 to 365.</param>
    /// <returns>Null where there is no such talent.</returns>
    public async Task<KitMaterial?> GetAsync(Guid talentId, int days, CancellationToken cancellationToken)
    {
        var name = await agency.GetNameAsync(cancellationToken);
        var zone = await clock.GetDaysAsync(cancellationToken);
        var now = time.GetUtcNow();
        var period = IntelligencePeriod.Last(days, zone.Of(now));
        var numbers = await intelligence.GetAsync(talentId, period, cancellationToken);
        return await database.ReadAsync(
            async db =>
            {
                var talent = await db.Talents.Where(x => x.Id == talentId).Select(x => x.Name).SingleOrDefaultAsync(cancellationToken);
                if (talent is null)
                {
                    return null;
                }

                var read = await ReadAsync(db, talentId, numbers, zone.StartOf(period.From), cancellationToken);
                return read with
                {
                    Everything = read.Everything with
                    {
                        TalentName = talent,
                        AgencyName = name.Value,
                        AsOf = now,
                        AsOfDay = period.To,
                        From = period.From,
                        Days = days,
                        TimeZone = zone.Zone.Id,
                    },
                };
            },
            cancellationToken);
    }

    private async Task<KitMaterial> ReadAsync(SocialProfilesDbContext db, Guid talentId, TalentIntelligence numbers, DateTimeOffset start, CancellationToken cancellationToken)
    {
        var keys = await db.Connections.Where(x => x.TalentId == talentId).ToDictionaryAsync(x => x.Key, x => x.Id, cancellationToken);
        var rows = await (
            from post in db.Posts
            join found in db.PostInsights
                on new { post.ConnectionKey, post.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
            from more in insights.DefaultIfEmpty()
            where keys.Keys.Contains(post.ConnectionKey) && post.PublishedAt >= start && post.Kind != PostKind.Story
            select new PostRow(post, more == null ? null : more.Views, more == null ? null : more.Shares, more == null ? null : more.ReadAt)).ToListAsync(cancellationToken);
        var insightRows = await db.Insights.Where(x => keys.Keys.Contains(x.ConnectionKey) && _audience.Contains(x.Metric) && x.Value != null).ToListAsync(cancellationToken);
        var byPermission = await db.MetricSources.Where(x => x.ByPermission).Select(x => x.Key).ToListAsync(cancellationToken);
        var audiences = insightRows.ToLookup(row => keys[row.ConnectionKey]);
        var accounts = numbers.Accounts.ToDictionary(account => account.ConnectionId);
        rows = rows.ConvertAll(row => accounts.TryGetValue(keys[row.Post.ConnectionKey], out var account) && account.Breaks.Count > 0 ? row with { Broken = new BrokenMetrics(account.Breaks) } : row);
        var posts = rows.ToLookup(row => keys[row.Post.ConnectionKey]);
        var reported = await SelfReportedList.OfTalentAsync(db, talentId, cancellationToken);
        return new KitMaterial(
            new KitContent
            {
                TalentName = "",
                AsOf = default,
                AsOfDay = default,
                From = default,
                Days = 0,
                TimeZone = "",
                Profiles = [.. numbers.Accounts.Select(account => new KitProfile(
                    account.ConnectionId, account.Platform, catalog.NameOf(account.Platform), account.Handle, Numbers(account, posts[account.ConnectionId]),
                    posts[account.ConnectionId].FirstOrDefault(row => row.Post.PlatformPostId == account.Posts.Best?.PlatformPostId) is { } best ? Of(account, best, byPermission) : null,
                    Audience(audiences[account.ConnectionId])))],
                Posts = [.. InOrder(rows.Where(row => accounts.ContainsKey(keys[row.Post.ConnectionKey]))).Take(MostPosts).Select(row => Of(accounts[keys[row.Post.ConnectionKey]], row, byPermission))],
                SelfReported = [.. reported.Select(x => new KitSelfReported(x.Id, x.Platform, catalog.NameOf(x.Platform), x.Handle, x.Metric, x.Value, x.Day, x.Note))],
            },
            accounts.Keys.Where(id => audiences[id].Any() || posts[id].Any(row => row.IsPrivate)).ToHashSet());
    }

    private static IReadOnlyList<KitNumber> Numbers(AccountIntelligence account, IEnumerable<PostRow> rows)
    {
        var (read, byPermission, posts) = (account.LastSyncedAt, account.IsByConsent, account.Posts);
        var (followers, growth, rate) = (account.Followers, account.Growth, account.Posts.ByFollowers);

        // By permission they are read less often than the profile.
        var viewsRead = rows.Where(row => row.Views is <= Believable.Most).Max(row => row.HasPrivateViews ? row.PrivateReadAt : read);
        return
        [
            new(KitFigure.Followers, followers.Value, followers.Gap, null, followers.IsRounded, read, byPermission),
            growth.Absolute is { } gained
                ? new(KitFigure.Growth, gained, IsRounded: followers.IsRounded, ReadAt: read, ByPermission: byPermission, Rate: growth.Fraction)
                : new(KitFigure.Growth, null, followers.Gap, followers.Value is null ? null : "Nothing was read when the period began."),
            new(KitFigure.EngagementRate, rate.Value, UnknownBecause: posts.Count == 0 ? NoPosts : rate.UnknownBecause, ReadAt: read, ByPermission: byPermission, Posts: rate.Posts),
            new(KitFigure.MedianViews, posts.MedianViews, UnknownBecause: posts.MedianViews is not null ? null : posts.Count == 0 ? NoPosts : "The views of these posts aren't known.",
                ReadAt: viewsRead, ByPermission: byPermission, Posts: posts.ViewedPosts),
        ];
    }

    /// <summary>Most seen first; of posts whose views aren't known, most liked first.</summary>
    private static IEnumerable<PostRow> InOrder(IEnumerable<PostRow> posts) => posts
        .Where(row => row.Views is null or <= Believable.Most)
        .OrderByDescending(row => row.Views ?? -1).ThenByDescending(row => row.Likes ?? -1).ThenByDescending(row => row.Post.PublishedAt).ThenBy(row => row.Post.PlatformPostId, StringComparer.Ordinal);

    private static List<KitAudience> Audience(IEnumerable<AccountInsight> rows)
    {
        List<KitAudience> audience = [];
        foreach (var metric in rows.GroupBy(row => row.Metric).OrderBy(metric => Array.IndexOf(_audience, metric.Key)))
        {
            // An audience is a state and not a flow: its newest reading counts.
            var day = metric.Max(row => row.Day);
            var groups = metric.Where(row => row.Day == day).ToArray();
            var all = groups.Sum(row => row.Value!.Value);
            if (all > 0)
            {
                audience.Add(new KitAudience(
                    metric.Key, DateOnly.FromDayNumber(day), groups.Max(row => row.ReadAt),
                    [.. groups.OrderByDescending(row => row.Value).Take(AudienceGroups.MostOf(metric.Key)).Select(row => new KitGroup(row.Slice, row.Value!.Value / all))]));
            }
        }

        return audience;
    }

    private KitPost Of(AccountIntelligence account, PostRow row, List<int> byPermission) => new(
        account.ConnectionId, account.Platform, catalog.NameOf(account.Platform), account.Handle, row.Post.PlatformPostId, row.Post.Kind,
        string.IsNullOrWhiteSpace(row.Post.Text) ? null : row.Post.Text, catalog.LinkOf(account.Platform, row.Post.Permalink), row.Post.PublishedAt,
        row.Views, row.Likes, row.Comments, row.Shares,
        row.Post.NumbersAt > DateTimeOffset.UnixEpoch ? row.Post.NumbersAt : account.LastSyncedAt,
        row.IsPrivate || (row.Post.Source == 0 ? account.IsByConsent : byPermission.Contains(row.Post.Source)))
    {
        HasUntrusted = row.HasUntrusted,
    };

    private sealed record PostRow(SocialPost Post, long? PrivateViews, long? PrivateShares, DateTimeOffset? PrivateReadAt)
    {
        public BrokenMetrics Broken { get; init; } = BrokenMetrics.None;

        public long? Views => Trusted(CanaryMetric.PostViews, Post.Views ?? PrivateViews);

        public long? Likes => Trusted(CanaryMetric.PostLikes, Post.Likes);

        public long? Comments => Trusted(CanaryMetric.PostComments, Post.Comments);

        public long? Shares => Trusted(CanaryMetric.PostShares, Post.Shares ?? PrivateShares);

        public bool HasUntrusted => Views != (Post.Views ?? PrivateViews) || Likes != Post.Likes || Comments != Post.Comments || Shares != (Post.Shares ?? PrivateShares);

        public bool HasPrivateViews => Post.Views is null && PrivateViews is not null;

        public bool IsPrivate => HasPrivateViews || (Post.Shares is null && PrivateShares is not null);

        private long? Trusted(CanaryMetric metric, long? read) => read is null ? null : Broken.Trusted(metric, new Metric(read, MetricGap.None), Post.NumbersAt).Value;
    }
}
