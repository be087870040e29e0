using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Intelligence;

/// <summary>The numbers and times by which posts can be ordered.</summary>
public enum PostColumn
{
    Published,
    Views,
    Likes,
    Comments,
    Shares,
    Reach,
    Saves,
}

/// <summary>Which posts of a talent, and how many of them.</summary>
/// <param name="Column">Unknown numbers come last, whichever way round.</param>
/// <param name="Skip">Posts to leave out, 0 or more.</param>
/// <param name="Take">Posts to give, 1 to 200.</param>
public sealed record PostsRequest(PostColumn Column = PostColumn.Published, bool Descending = true, int Skip = 0, int Take = 20)
{
    /// <summary>Those published in it; null for all, those without a date included.</summary>
    public IntelligencePeriod? Period { get; init; }

    /// <summary>Of one platform; null for all.</summary>
    public string? Platform { get; init; }

    /// <summary>Of these accounts only; null for all.</summary>
    public IReadOnlyCollection<Guid>? Connections { get; init; }

    /// <summary>Of one kind; null for all.</summary>
    public PostKind? Kind { get; init; }

    /// <summary>This one only; null for all.</summary>
    public PostKey? Post { get; init; }
}

/// <param name="Total">Posts that match, over all pages.</param>
/// <param name="HasInsights">Whether a permission shows more of any post of the talent.</param>
public sealed record PostsPage(IReadOnlyList<IntelligencePost> Posts, int Total, bool HasInsights);

/// <summary>Reads a talent's posts, a page at a time.</summary>
public sealed class TalentPosts(Database database, PlatformCatalog catalog, AgencyClock clock)
{
    public async Task<PostsPage> GetAsync(Guid talentId, PostsRequest request, CancellationToken cancellationToken)
    {
        var days = await clock.GetDaysAsync(cancellationToken);
        return await database.ReadAsync(db => PageAsync(db, talentId, request, days, cancellationToken), cancellationToken);
    }

    /// <summary>One post of the talent; null where there is none of that key.</summary>
    public async Task<IntelligencePost?> FindAsync(Guid talentId, PostKey post, CancellationToken cancellationToken) =>
        (await GetAsync(talentId, new PostsRequest(Take: 1) { Post = post }, cancellationToken)).Posts.SingleOrDefault();

    /// <summary>Why nothing is known of a post that only a consent shows: the platform never says it, nobody allowed it, or it has not been read yet.</summary>
    internal static MetricGap WhyNoPostInsights(PlatformCatalog catalog, string platform, ConnectionType type, string? scopes) =>
        catalog.ConsentOf(platform)?.Terms.PostInsights is not { } scope ? MetricGap.NotSupported
        : type == ConnectionType.OAuth && scope.IsIn((scopes ?? "").Split(' ')) ? MetricGap.NoDataYet
        : MetricGap.NotGranted;

    private async Task<PostsPage> PageAsync(SocialProfilesDbContext db, Guid talentId, PostsRequest request, AgencyDays days, CancellationToken cancellationToken)
    {
        var connections = await (
            from connection in db.Connections
            join granted in db.Consents on connection.Key equals granted.ConnectionKey into consents
            from consent in consents.DefaultIfEmpty()
            where connection.TalentId == talentId
            select new { connection.Key, connection.Id, connection.Platform, connection.Handle, connection.Type, Scopes = consent == null ? null : consent.Scopes }).ToListAsync(cancellationToken);
        var scope = new IntelligenceScope(request.Platform, request.Post is { } post ? [post.ConnectionId] : request.Connections);
        var keys = connections.Where(connection => scope.Has(connection.Platform, connection.Id)).Select(connection => connection.Key).ToArray();
        var matching = Matching(db, keys, request, days);
        var total = await matching.CountAsync(cancellationToken);
        var rows = await Ordered(db, matching, request).Skip(request.Skip).Take(request.Take).ToListAsync(cancellationToken);
        var hasInsights = await db.PostInsights.AnyAsync(x => keys.Contains(x.ConnectionKey), cancellationToken);
        var sources = await db.MetricSources.ToDictionaryAsync(source => source.Key, cancellationToken);
        var breaks = await PlatformBreaks.ReadAsync(db, since: null, cancellationToken);
        var of = connections.ToDictionary(connection => connection.Key);
        return new PostsPage(
            rows.ConvertAll(row =>
            {
                var connection = of[row.Post.ConnectionKey];
                var whyNoMore = WhyNoPostInsights(catalog, connection.Platform, connection.Type, connection.Scopes);
                return new IntelligencePost(connection.Platform, connection.Handle, row.Post, row.More, whyNoMore)
                {
                    ConnectionId = connection.Id,
                    Source = sources.GetValueOrDefault(row.Post.Source),
                    Broken = breaks.Of(connection.Platform, connection.Type == ConnectionType.OAuth),
                };
            }),
            total,
            hasInsights);
    }

    private static IQueryable<StoredPost> Matching(SocialProfilesDbContext db, long[] keys, PostsRequest request, AgencyDays days)
    {
        var posts = db.Posts.Where(post => keys.Contains(post.ConnectionKey));
        if (request.Period is { } period)
        {
            var (from, to) = (days.StartOf(period.From), days.EndOf(period.To));
            posts = posts.Where(post => post.PublishedAt >= from && post.PublishedAt < to);
        }

        if (request.Post is { } wanted)
        {
            posts = posts.Where(post => post.PlatformPostId == wanted.PlatformPostId);
        }

        if (request.Kind is { } kind)
        {
            posts = posts.Where(post => post.Kind == kind);
        }

        return from post in posts
               join found in db.PostInsights on new { post.ConnectionKey, post.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
               from more in insights.DefaultIfEmpty()
               join connection in db.Connections on post.ConnectionKey equals connection.Key
               select new StoredPost { Post = post, More = more, Connection = connection };
    }

    private static IQueryable<StoredPost> Ordered(SocialProfilesDbContext db, IQueryable<StoredPost> posts, PostsRequest request)
    {
        var ordered = request.Column switch
        {
            PostColumn.Views => By(posts, request, Trusted(db, CanaryMetric.PostViews, x => x.Post.Views ?? x.More!.Views)),
            PostColumn.Likes => By(posts, request, Trusted(db, CanaryMetric.PostLikes, x => x.Post.Likes)),
            PostColumn.Comments => By(posts, request, Trusted(db, CanaryMetric.PostComments, x => x.Post.Comments)),
            PostColumn.Shares => By(posts, request, Trusted(db, CanaryMetric.PostShares, x => x.Post.Shares ?? x.More!.Shares)),
            PostColumn.Reach => By(posts, request, x => x.More!.Reach),
            PostColumn.Saves => By(posts, request, x => x.More!.Saves),
            _ => By(posts, request, x => x.Post.PublishedAt),
        };
        return ordered.ThenByDescending(x => x.Post.PublishedAt).ThenBy(x => x.Post.PlatformPostId);
    }

    /// <summary>A number that can't be trusted is unknown in the order too, by the same rule as <see cref="BrokenMetrics.Trusted"/>.</summary>
    private static Expression<Func<StoredPost, long?>> Trusted(SocialProfilesDbContext db, CanaryMetric metric, Expression<Func<StoredPost, long?>> key)
    {
        var breaks = db.BreaksOf(metric);
        Expression<Func<StoredPost, bool>> isBroken = x => breaks.Any(b =>
            b.Until == null && b.Since <= x.Post.NumbersAt && b.Platform == x.Connection.Platform && b.ByPermission == (x.Connection.Type == ConnectionType.OAuth));
        var test = ReplacingExpressionVisitor.Replace(isBroken.Parameters[0], key.Parameters[0], isBroken.Body);
        return Expression.Lambda<Func<StoredPost, long?>>(Expression.Condition(test, Expression.Constant(null, typeof(long?)), key.Body), key.Parameters);
    }

    private static IOrderedQueryable<StoredPost> By<TKey>(IQueryable<StoredPost> posts, PostsRequest request, Expression<Func<StoredPost, TKey>> key)
    {
        var isUnknown = Expression.Lambda<Func<StoredPost, bool>>(Expression.Equal(key.Body, Expression.Constant(null, key.Body.Type)), key.Parameters);
        var knownFirst = posts.OrderBy(isUnknown);
        return request.Descending ? knownFirst.ThenByDescending(key) : knownFirst.ThenBy(key);
    }

    private sealed class StoredPost
    {
        public required SocialPost Post { get; init; }

        public PostInsight? More { get; init; }

        public required Connection Connection { get; init; }
    }
}
