using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Intelligence;

/// <summary>Reads a talent's numbers, cached until one of the connections changes.</summary>
public sealed class TalentIntelligenceQuery(Database database, IntelligenceCache cache, PlatformCatalog catalog, TimeProvider time)
{
    private const int MaxPosts = 200;

    public Task<TalentIntelligence> GetAsync(Guid talentId, CancellationToken cancellationToken) =>
        cache.GetAsync(talentId, () => database.ReadAsync(db => ComputeAsync(db, talentId, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancellationToken), cancellationToken));

    private async Task<TalentIntelligence> ComputeAsync(SocialProfilesDbContext db, Guid talentId, DateOnly today, CancellationToken cancellationToken)
    {
        var accounts = await (
            from connection in db.Connections
            join profile in db.Profiles on connection.Key equals profile.ConnectionKey
            join granted in db.Consents on connection.Key equals granted.ConnectionKey into consents
            from consent in consents.DefaultIfEmpty()
            where connection.TalentId == talentId
            select new { connection.Key, connection.Platform, connection.Handle, connection.Type, Profile = profile, Scopes = consent == null ? null : consent.Scopes }).ToListAsync(cancellationToken);
        var keys = accounts.Select(account => account.Key).ToArray();
        var stored = from post in db.Posts
                     join found in db.PostInsights
                         on new { post.ConnectionKey, post.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
                     from more in insights.DefaultIfEmpty()
                     where keys.Contains(post.ConnectionKey)
                     select new { Post = post, More = more };
        var sums = await stored
            .Select(x => new { x.Post.ConnectionKey, x.Post.Kind, Views = x.Post.Views ?? x.More.Views, x.Post.Likes, x.Post.Comments, Shares = x.Post.Shares ?? x.More.Shares })
            .GroupBy(post => post.ConnectionKey)
            .Select(posts => new AccountSums(
                posts.Key,
                posts.Count(),
                posts.Sum(post => post.Views <= Believable.Most ? post.Views : null),
                posts.Count(post => post.Views <= Believable.Most),
                // As a double: it is divided anyway, and cannot overflow.
                posts.Where(post => post.Likes != null && post.Comments != null).Sum(post => (double)post.Likes! + (double)post.Comments! + (double)(post.Shares ?? 0)),
                posts.Count(post => post.Likes != null && post.Comments != null),
                posts.Count(post => post.Kind != PostKind.Story)))
            .ToDictionaryAsync(sum => sum.ConnectionKey, cancellationToken);
        var posts = await stored.OrderByDescending(x => x.Post.PublishedAt).Take(MaxPosts).ToListAsync(cancellationToken);

        var byKey = accounts.ToDictionary(account => account.Key);
        var rate = EngagementRate.Of(accounts.Select(account =>
            (account.Profile.Followers, sums.GetValueOrDefault(account.Key)?.Interactions ?? 0, sums.GetValueOrDefault(account.Key)?.PostsWithInteractions ?? 0)));
        var whyNoMore = accounts.ToDictionary(account => account.Key, account => WhyNoPostInsights(account.Platform, account.Type, account.Scopes));
        return new TalentIntelligence
        {
            Followers = Sum(accounts.Select(account => account.Profile.FollowersMetric)),
            Posts = Sum(accounts.Select(account => account.Profile.PostsMetric)),
            Views = new Total(
                sums.Values.Any(sum => sum.PostsWithViews > 0) ? sums.Values.Sum(sum => sum.Views ?? 0) : null,
                sums.Values.Sum(sum => sum.PostsWithViews),
                sums.Values.Sum(sum => sum.Posts)),
            Likes = Sum(accounts.Select(account => account.Profile.LikesMetric).Where(likes => likes.Gap != MetricGap.NotSupported)),
            Engagement = rate,
            StoredPosts = sums.Values.Sum(sum => sum.WithoutStories),
            Lists = [.. accounts.Select(account => new AccountPosts(account.Platform, account.Handle, account.Type == ConnectionType.OAuth, account.Profile.PostReading))],
            LatestPosts = [.. posts.Select(x => new IntelligencePost(byKey[x.Post.ConnectionKey].Platform, byKey[x.Post.ConnectionKey].Handle, x.Post, x.More, whyNoMore[x.Post.ConnectionKey]))],
            Private = await PrivateNumbersReading.ReadAsync(db, accounts.ConvertAll(account => (account.Key, account.Platform, account.Handle)), today, cancellationToken),
            SyncedConnections = accounts.Count,
        };
    }

    /// <summary>Why nothing is known of a post that only a consent shows: the platform never says it, nobody allowed it, or it has not been read yet.</summary>
    private MetricGap WhyNoPostInsights(string platform, ConnectionType type, string? scopes) =>
        catalog.ConsentOf(platform)?.Terms.PostInsights is not { } scope ? MetricGap.NotSupported
        : type == ConnectionType.OAuth && scope.IsIn((scopes ?? "").Split(' ')) ? MetricGap.NoDataYet
        : MetricGap.NotGranted;

    private static Total Sum(IEnumerable<Metric> metrics)
    {
        var all = metrics.ToArray();
        var known = all.Where(metric => metric.Value <= Believable.Most).ToArray();
        return new Total(known.Length == 0 ? null : known.Sum(metric => metric.Value), known.Length, all.Length, known.Any(metric => metric.IsRounded));
    }

    private sealed record AccountSums(long ConnectionKey, int Posts, long? Views, int PostsWithViews, double Interactions, int PostsWithInteractions, int WithoutStories);
}
