using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Intelligence;

/// <summary>Which posts of all.</summary>
/// <param name="TalentId">Of one talent; null for all who are not archived.</param>
/// <param name="Platform">Of one platform; null for all.</param>
/// <param name="Period">Published in it; null for all, those without a date included.</param>
public sealed record AllPostsRequest(Guid? TalentId = null, string? Platform = null, IntelligencePeriod? Period = null);

/// <summary>A post with whose it is.</summary>
/// <param name="IsByConsent">Whether the profile is read with the talent's permission.</param>
public sealed record ListedPost(string Talent, string Platform, string Handle, bool IsByConsent, SocialPost Post, PostInsight? More);

/// <summary>Reads any number of posts, a batch after another and nothing held between two of them, in the order in which they lie in the file.</summary>
public sealed class AllPosts(Database database, AgencyClock clock)
{
    /// <summary>Posts that are read at once.</summary>
    public const int Batch = 500;

    public async IAsyncEnumerable<IReadOnlyList<ListedPost>> ReadAsync(AllPostsRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var days = await clock.GetDaysAsync(cancellationToken);
        (long Account, string Id) after = (0, "");
        while (true)
        {
            var (account, id) = after;
            var batch = await database.ReadAsync(db => Posts(db, request, days, account, id).Take(Batch).ToListAsync(cancellationToken), cancellationToken);
            if (batch.Count > 0)
            {
                yield return batch;
            }

            if (batch.Count < Batch)
            {
                yield break;
            }

            after = (batch[^1].Post.ConnectionKey, batch[^1].Post.PlatformPostId);
        }
    }

    private static IQueryable<ListedPost> Posts(SocialProfilesDbContext db, AllPostsRequest request, AgencyDays days, long account, string id)
    {
        var connections = db.Connections.Where(x => x.Key >= account && (request.Platform == null || x.Platform == request.Platform));
        connections = request.TalentId is { } talentId ? connections.Where(x => x.TalentId == talentId) : connections.Where(x => x.Talent!.ArchivedAt == null);
        var posts = db.Set<SocialPost>().Where(x => x.ConnectionKey > account || (x.ConnectionKey == account && string.Compare(x.PlatformPostId, id) > 0));
        if (request.Period is { } period)
        {
            var (from, to) = (days.StartOf(period.From), days.EndOf(period.To));
            posts = posts.Where(x => x.PublishedAt >= from && x.PublishedAt < to);
        }

        return from connection in connections
               join talent in db.Set<Talent>() on connection.TalentId equals talent.Id
               join post in posts on connection.Key equals post.ConnectionKey
               join found in db.Set<PostInsight>()
                   on new { post.ConnectionKey, post.PlatformPostId } equals new { found.ConnectionKey, found.PlatformPostId } into insights
               from more in insights.DefaultIfEmpty()
               orderby post.ConnectionKey, post.PlatformPostId
               select new ListedPost(talent.Name, connection.Platform, connection.Handle, connection.Type == ConnectionType.OAuth, post, more);
    }
}
