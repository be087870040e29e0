using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Intelligence;

/// <summary>Reads a talent's numbers, cached until one of the connections changes.</summary>
public sealed class TalentIntelligenceQuery(Database database, IntelligenceCache cache, TimeProvider time)
{
    private const int MaxPosts = 200;

    public Task<TalentIntelligence> GetAsync(Guid talentId, CancellationToken cancellationToken) =>
        cache.GetAsync(talentId, () => database.ReadAsync(db => ComputeAsync(db, talentId, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), cancellationToken), cancellationToken));

    private static async Task<TalentIntelligence> ComputeAsync(SocialProfilesDbContext db, Guid talentId, DateOnly today, CancellationToken cancellationToken)
    {
        var accounts = await (
            from connection in db.Connections
            join profile in db.Profiles on connection.Key equals profile.ConnectionKey
            where connection.TalentId == talentId
            select new { connection.Key, connection.Platform, connection.Handle, Profile = profile }).ToListAsync(cancellationToken);
        var keys = accounts.Select(account => account.Key).ToArray();
        var stored = from post in db.Posts
                     join found in db.PostInsights
                         on new { post.ConnectionKey, post.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
                     from more in insights.DefaultIfEmpty()
                     where keys.Contains(post.ConnectionKey)
                     select new { Post = post, More = more };
        var sums = await stored
            .Select(x => new { x.Post.ConnectionKey, Views = x.Post.Views ?? x.More.Views, x.Post.Likes, x.Post.Comments, Shares = x.Post.Shares ?? x.More.Shares })
            .GroupBy(post => post.ConnectionKey)
            .Select(posts => new AccountSums(
                posts.Key,
                posts.Count(),
                posts.Sum(post => post.Views <= Believable.Most ? post.Views : null),
                posts.Count(post => post.Views <= Believable.Most),
                posts.Sum(post => (post.Likes <= Believable.Most ? post.Likes ?? 0 : 0) + (post.Comments <= Believable.Most ? post.Comments ?? 0 : 0) + (post.Shares <= Believable.Most ? post.Shares ?? 0 : 0)),
                posts.Count(post => post.Likes != null || post.Comments != null || post.Shares != null)))
            .ToDictionaryAsync(sum => sum.ConnectionKey, cancellationToken);
        var posts = await stored.OrderByDescending(x => x.Post.PublishedAt).Take(MaxPosts).ToListAsync(cancellationToken);

        var byKey = accounts.ToDictionary(account => account.Key);
        var rate = EngagementRate.Of(accounts.Select(account =>
            (account.Profile.Followers, sums.GetValueOrDefault(account.Key)?.Interactions, sums.GetValueOrDefault(account.Key)?.PostsWithInteractions ?? 0)));
        return new TalentIntelligence
        {
            Followers = Sum(accounts.Select(account => account.Profile.FollowersMetric)),
            Posts = Sum(accounts.Select(account => account.Profile.PostsMetric)),
            Views = new Total(
                sums.Values.Any(sum => sum.PostsWithViews > 0) ? sums.Values.Sum(sum => sum.Views ?? 0) : null,
                sums.Values.Sum(sum => sum.PostsWithViews),
                sums.Values.Sum(sum => sum.Posts)),
            EngagementRate = rate.Value,
            EngagementUnknownBecause = rate.UnknownBecause,
            LatestPosts = [.. posts.Select(x => new IntelligencePost(byKey[x.Post.ConnectionKey].Platform, byKey[x.Post.ConnectionKey].Handle, x.Post, x.More))],
            Private = await PrivateNumbersReading.ReadAsync(db, accounts.ConvertAll(account => (account.Key, account.Platform, account.Handle)), today, cancellationToken),
            SyncedConnections = accounts.Count,
        };
    }

    private static Total Sum(IEnumerable<Metric> metrics)
    {
        var all = metrics.ToArray();
        var known = all.Where(metric => metric.Value <= Believable.Most).ToArray();
        return new Total(known.Length == 0 ? null : known.Sum(metric => metric.Value), known.Length, all.Length, known.Any(metric => metric.IsRounded));
    }

    private sealed record AccountSums(long ConnectionKey, int Posts, long? Views, int PostsWithViews, long Interactions, int PostsWithInteractions);
}
