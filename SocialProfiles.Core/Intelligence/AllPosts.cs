using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Intelligence;

/// <summary>Which posts of all.</summary>
/// <param name="TalentId">Of one talent; null for all who are not archived.</param>
/// <param name="Platform">Of one platform; null for all.</param>
/// <param name="Period">Published in it; null for all, those without a date included.</param>
/// <param name="Kind">Of one kind; null for all.</param>
public sealed record AllPostsRequest(Guid? TalentId = null, string? Platform = null, IntelligencePeriod? Period = null, PostKind? Kind = null);

/// <summary>A post with whose it is.</summary>
/// <param name="IsByConsent">Whether the profile is read with the talent's permission.</param>
public sealed record ListedPost(string Talent, bool IsByConsent, IntelligencePost Post);

/// <summary>Reads any number of posts, those of a few profiles after another and nothing held between two of them, in the order in which they lie in the file.</summary>
public sealed class AllPosts(Database database, PlatformCatalog catalog, AgencyClock clock)
{
    /// <summary>Profiles of which the posts are read at once.</summary>
    public const int Batch = 10;

    public async IAsyncEnumerable<IReadOnlyList<ListedPost>> ReadAsync(AllPostsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var days = await clock.GetDaysAsync(cancellationToken);
        var breaks = await database.ReadAsync(db => PlatformBreaks.ReadAsync(db, since: null, cancellationToken), cancellationToken);
        long after = 0;
        while (true)
        {
            var last = after;
            var keys = await database.ReadAsync(db => Profiles(db, request).Where(key => key > last).OrderBy(key => key).Take(Batch).ToListAsync(cancellationToken), cancellationToken);
            if (keys.Count == 0)
            {
                yield break;
            }

            var posts = await database.ReadAsync(db => Posts(db, keys, request, days).ToListAsync(cancellationToken), cancellationToken);
            if (posts.Count > 0)
            {
                yield return posts.ConvertAll(found => Listed(found, breaks));
            }

            after = keys[^1];
        }
    }

    private static IQueryable<long> Profiles(SocialProfilesDbContext db, AllPostsRequest request)
    {
        var connections = db.Connections.Where(x => request.Platform == null || x.Platform == request.Platform);
        connections = request.TalentId is { } talentId ? connections.Where(x => x.TalentId == talentId) : connections.Where(x => x.Talent!.ArchivedAt == null);
        return connections.Select(x => x.Key);
    }

    private static IQueryable<FoundPost> Posts(SocialProfilesDbContext db, List<long> keys, AllPostsRequest request, AgencyDays days)
    {
        var posts = db.Posts.Where(x => keys.Contains(x.ConnectionKey));
        if (request.Period is { } period)
        {
            var (from, to) = (days.StartOf(period.From), days.EndOf(period.To));
            posts = posts.Where(x => x.PublishedAt >= from && x.PublishedAt < to);
        }

        if (request.Kind is { } kind)
        {
            posts = posts.Where(x => x.Kind == kind);
        }

        return from post in posts
               join connection in db.Connections on post.ConnectionKey equals connection.Key
               join talent in db.Set<Talent>() on connection.TalentId equals talent.Id
               join granted in db.Consents on connection.Key equals granted.ConnectionKey into consents
               from consent in consents.DefaultIfEmpty()
               join found in db.PostInsights
                   on new { post.ConnectionKey, post.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
               from more in insights.DefaultIfEmpty()
               orderby post.ConnectionKey, post.PlatformPostId
               select new FoundPost(talent.Name, connection.Id, connection.Platform, connection.Handle, connection.Type, consent == null ? null : consent.Scopes, post, more);
    }

    private ListedPost Listed(FoundPost found, PlatformBreaks breaks)
    {
        var isByConsent = found.Type == ConnectionType.OAuth;
        var whyNoMore = TalentPosts.WhyNoPostInsights(catalog, found.Platform, found.Type, found.Scopes);
        return new ListedPost(found.Talent, isByConsent, new IntelligencePost(found.Platform, found.Handle, found.Post, found.More, whyNoMore)
        {
            ConnectionId = found.ConnectionId,
            Broken = breaks.Of(found.Platform, isByConsent),
        });
    }

    private sealed record FoundPost(string Talent, Guid ConnectionId, string Platform, string Handle, ConnectionType Type, string? Scopes, SocialPost Post, PostInsight? More);
}
