using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
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

/// <summary>Reads what a kit can show, from what was read of the talent's profiles.</summary>
public sealed class KitNumbers(Database database, AgencyDirectory agency, AgencyClock clock, PlatformCatalog catalog, TimeProvider time)
{
    /// <summary>Posts that are offered, most seen first.</summary>
    public const int MostPosts = 24;

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
        return await database.ReadAsync(db => ReadAsync(db, talentId, days, name, zone, cancellationToken), cancellationToken);
    }

    private async Task<KitMaterial?> ReadAsync(SocialProfilesDbContext db, Guid talentId, int days, AgencyName name, AgencyDays zone, CancellationToken cancellationToken)
    {
        var talent = await db.Talents.SingleOrDefaultAsync(x => x.Id == talentId, cancellationToken);
        if (talent is null)
        {
            return null;
        }

        var now = time.GetUtcNow();
        var today = zone.Of(now);
        var from = today.AddDays(1 - days);
        var start = zone.StartOf(from);
        var accounts = await (
            from connection in db.Connections
            join profile in db.Profiles on connection.Key equals profile.ConnectionKey
            where connection.TalentId == talentId
            orderby connection.Key
            select new Account(connection, profile)).ToListAsync(cancellationToken);
        var keys = accounts.ConvertAll(account => account.Connection.Key);
        var rows = await (
            from post in db.Posts
            join found in db.PostInsights
                on new { post.ConnectionKey, post.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
            from more in insights.DefaultIfEmpty()
            where keys.Contains(post.ConnectionKey) && post.PublishedAt >= start && post.Kind != PostKind.Story
            select new PostRow(post, more == null ? null : more.Views, more == null ? null : more.Shares)).ToListAsync(cancellationToken);
        var audiences = (await db.Insights.Where(x => keys.Contains(x.ConnectionKey) && _audience.Contains(x.Metric) && x.Value != null).ToListAsync(cancellationToken)).ToLookup(row => row.ConnectionKey);
        var earlier = await EarlierAsync(db, keys, start, cancellationToken);
        var posts = rows.ToLookup(row => row.Post.ConnectionKey);
        List<KitProfile> profiles = [];
        foreach (var account in accounts)
        {
            var own = posts[account.Connection.Key].ToArray();
            profiles.Add(new KitProfile(
                account.Connection.Id, account.Connection.Platform, NameOf(account.Connection.Platform), account.Connection.Handle,
                Numbers(account, own, earlier.GetValueOrDefault(account.Connection.Key)),
                Best(own) is { } best ? Of(account, best) : null,
                Audience(audiences[account.Connection.Key])));
        }

        var byKey = accounts.ToDictionary(account => account.Connection.Key);
        return new KitMaterial(
            new KitContent
            {
                TalentName = talent.Name,
                AgencyName = name.Value,
                AsOf = now,
                AsOfDay = today,
                From = from,
                Days = days,
                TimeZone = zone.Zone.Id,
                Profiles = profiles,
                Posts = [.. InOrder(rows).Take(MostPosts).Select(row => Of(byKey[row.Post.ConnectionKey], row))],
                SelfReported = [.. (await SelfReportedList.OfTalentAsync(db, talentId, cancellationToken))
                    .Select(x => new KitSelfReported(x.Id, x.Platform, NameOf(x.Platform), x.Handle, x.Metric, x.Value, x.Day, x.Note))],
            },
            accounts.Where(account => audiences[account.Connection.Key].Any() || posts[account.Connection.Key].Any(row => row.IsPrivate)).Select(account => account.Connection.Id).ToHashSet());
    }

    /// <summary>Followers at the beginning of the period: what was read last before it, else nothing.</summary>
    private static async Task<Dictionary<long, long>> EarlierAsync(SocialProfilesDbContext db, List<long> keys, DateTimeOffset start, CancellationToken cancellationToken)
    {
        // A day off is close enough to be called the beginning; what is older would be the growth of a longer time.
        var near = start.AddDays(-1);
        var until = start.AddDays(1);
        var found = await db.Snapshots.Where(x => keys.Contains(x.ConnectionKey) && x.TakenAt >= near && x.TakenAt <= until && x.Followers != null).ToListAsync(cancellationToken);
        return found.GroupBy(x => x.ConnectionKey).ToDictionary(x => x.Key, x => x.MinBy(reading => (reading.TakenAt - start).Duration())!.Followers!.Value);
    }

    private static IReadOnlyList<KitNumber> Numbers(Account account, PostRow[] posts, long? before)
    {
        var (connection, profile) = account;
        var read = connection.LastSyncedAt;
        var byPermission = connection.Type == ConnectionType.OAuth;
        var followers = profile.FollowersMetric;
        var rated = posts.Where(row => row.Post is { Likes: not null, Comments: not null }).ToArray();
        var rate = EngagementRate.Of([(followers.Value, rated.Sum(row => (double)row.Post.Likes!.Value + row.Post.Comments!.Value + (row.Shares ?? 0)), rated.Length)]);
        var viewed = posts.Where(row => row.Views <= Believable.Most).ToArray();
        return
        [
            new(KitFigure.Followers, followers.Value, followers.Gap, null, followers.IsRounded, read, byPermission),
            followers.Value is { } now && before is { } then
                ? new(KitFigure.Growth, now - then, IsRounded: followers.IsRounded, ReadAt: read, ByPermission: byPermission, Rate: then > 0 ? (double)(now - then) / then : null)
                : new(KitFigure.Growth, null, followers.Gap, followers.Value is null ? null : "Nothing was read at the beginning of the period."),
            new(KitFigure.EngagementRate, rate.Value, UnknownBecause: posts.Length == 0 ? "No posts in this period." : rate.UnknownBecause, ReadAt: read, ByPermission: byPermission, Posts: rate.Posts),
            new(KitFigure.MedianViews, Median.Of(viewed.Select(row => row.Views!.Value)), UnknownBecause: viewed.Length > 0 ? null : posts.Length == 0 ? "No posts in this period." : "The views of these posts aren't known.",
                ReadAt: read, ByPermission: byPermission || viewed.Any(row => row.IsPrivate), Posts: viewed.Length),
        ];
    }

    private static PostRow? Best(IEnumerable<PostRow> posts) => InOrder(posts).FirstOrDefault(row => row.Views is not null || row.Post.Likes is not null);

    /// <summary>Most seen first; of posts whose views aren't known, most liked first.</summary>
    private static IEnumerable<PostRow> InOrder(IEnumerable<PostRow> posts) => posts
        .Where(row => row.Views is null or <= Believable.Most)
        .OrderByDescending(row => row.Views ?? -1).ThenByDescending(row => row.Post.Likes ?? -1).ThenByDescending(row => row.Post.PublishedAt).ThenBy(row => row.Post.PlatformPostId, StringComparer.Ordinal);

    private static IReadOnlyList<KitAudience> Audience(IEnumerable<AccountInsight> rows)
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
                    metric.Key, DateOnly.FromDayNumber(day),
                    [.. groups.OrderByDescending(row => row.Value).Take(AudienceGroups.Most).Select(row => new KitGroup(row.Slice, row.Value!.Value / all))]));
            }
        }

        return audience;
    }

    private KitPost Of(Account account, PostRow row) => new(
        account.Connection.Id, account.Connection.Platform, NameOf(account.Connection.Platform), account.Connection.Handle, row.Post.PlatformPostId, row.Post.Kind,
        string.IsNullOrWhiteSpace(row.Post.Text) ? null : row.Post.Text, LinkOf(account.Connection.Platform, row.Post), row.Post.PublishedAt,
        row.Views, row.Post.Likes, row.Post.Comments, row.Shares, account.Connection.LastSyncedAt, account.Connection.Type == ConnectionType.OAuth);

    private string NameOf(string platform) => catalog.TryGet(platform, out var known) ? known.Name : platform;

    private string? LinkOf(string platform, SocialPost post) =>
        Uri.TryCreate(post.Permalink, UriKind.Absolute, out var link) && link.Scheme is "https" or "http"
        && catalog.TryGet(platform, out var known) && known.OwnsHost(link.Host.ToLowerInvariant()) ? post.Permalink : null;

    private sealed record Account(Connection Connection, SocialProfile Profile);

    private sealed record PostRow(SocialPost Post, long? PrivateViews, long? PrivateShares)
    {
        public long? Views => Post.Views ?? PrivateViews;

        public long? Shares => Post.Shares ?? PrivateShares;

        public bool IsPrivate => (Post.Views is null && PrivateViews is not null) || (Post.Shares is null && PrivateShares is not null);
    }
}
