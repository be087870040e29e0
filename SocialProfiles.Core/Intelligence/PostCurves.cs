using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Figures;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Intelligence;

/// <summary>How often a post had been viewed at an age.</summary>
/// <param name="Age">After its publication.</param>
/// <param name="Views">Null where nothing was read near that age, what was read can't be trusted, or the post is not that old.</param>
/// <param name="ReadAt">When that was read, UTC.</param>
/// <param name="Median">Of the account's newest posts at the same age; null where too few are known.</param>
/// <param name="Posts">Of how many posts the median is made.</param>
public sealed record CurvePoint(TimeSpan Age, long? Views, DateTimeOffset? ReadAt, double? Median, int Posts);

/// <summary>Reads the curve of a post's views, against the account's own median.</summary>
public sealed class PostCurves(Database database)
{
    /// <summary>How many of the account's newest posts the median is made of at most.</summary>
    public const int MostPosts = 30;

    /// <summary>From how many posts on it says something.</summary>
    public const int FewestPosts = 3;

    /// <returns>A point for each of <see cref="PostCurve.Ages"/>; null where there is no such post, or it has no date.</returns>
    public Task<IReadOnlyList<CurvePoint>?> GetAsync(PostKey post, CancellationToken cancellationToken) =>
        database.ReadAsync(db => ReadAsync(db, post, cancellationToken), cancellationToken);

    private static async Task<IReadOnlyList<CurvePoint>?> ReadAsync(SocialProfilesDbContext db, PostKey wanted, CancellationToken cancellationToken)
    {
        var account = await db.Connections.Where(x => x.Id == wanted.ConnectionId).Select(x => new { x.Key, x.LastSyncedAt, x.Platform, x.Type }).SingleOrDefaultAsync(cancellationToken);
        if (account is null)
        {
            return null;
        }

        var posts =
            from x in db.Posts
            join found in db.PostInsights on new { x.ConnectionKey, x.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
            from more in insights.DefaultIfEmpty()
            where x.ConnectionKey == account.Key && x.Kind != PostKind.Story && x.PublishedAt != null
            select new { x.PlatformPostId, x.PublishedAt, x.NumbersAt, Views = x.Views ?? more.Views };
        var newest = await posts.OrderByDescending(x => x.PublishedAt).Take(MostPosts + 1).ToListAsync(cancellationToken);
        var post = newest.Find(x => x.PlatformPostId == wanted.PlatformPostId)
            ?? await posts.SingleOrDefaultAsync(x => x.PlatformPostId == wanted.PlatformPostId, cancellationToken);
        if (post is null)
        {
            return null;
        }

        var broken = (await PlatformBreaks.ReadAsync(db, DateTimeOffset.UnixEpoch, cancellationToken)).Of(account.Platform, account.Type == ConnectionType.OAuth);
        var others = newest.Where(x => x.PlatformPostId != post.PlatformPostId).Take(MostPosts).ToList();
        var ids = others.Append(post).Select(x => x.PlatformPostId).ToArray();
        var former = (await db.PostReadings.Where(x => x.ConnectionKey == account.Key && ids.Contains(x.PlatformPostId)).OrderBy(x => x.FirstReadAt).ToListAsync(cancellationToken))
            .ToLookup(x => x.PlatformPostId, StringComparer.Ordinal);
        var own = CurveOf(post.PlatformPostId, post.PublishedAt!.Value, post.NumbersAt, post.Views);
        var curves = others.ConvertAll(x => CurveOf(x.PlatformPostId, x.PublishedAt!.Value, x.NumbersAt, x.Views));
        return [.. PostCurve.Ages.Select((age, i) =>
        {
            var known = curves.Select(curve => curve[i].Views).OfType<long>().ToArray();
            return new CurvePoint(age, own[i].Views, own[i].ReadAt, known.Length < FewestPosts ? null : Median.Of(known), known.Length);
        })];

        List<(long? Views, DateTimeOffset? ReadAt)> CurveOf(string id, DateTimeOffset publishedAt, DateTimeOffset numbersAt, long? views)
        {
            var readings = former[id].Select(x => (Span: new ReadingSpan(x.FirstReadAt, x.LastReadAt), x.Views)).ToList();

            // The present numbers reach to the last sync.
            var last = account.LastSyncedAt is { } synced && synced > numbersAt ? synced : numbersAt;
            readings.Add((new ReadingSpan(numbersAt, last), views));
            var spans = readings.ConvertAll(reading => reading.Span);
            return [.. PostCurve.Ages.Select(age =>
                publishedAt + age <= last && PostCurve.IndexAt(spans, publishedAt, age) is { } index
                    ? (readings[index].Views <= Believable.Most && !broken.WasBroken(CanaryMetric.PostViews, spans[index].First) ? readings[index].Views : null, (DateTimeOffset?)spans[index].First)
                    : (null, null))];
        }
    }
}
