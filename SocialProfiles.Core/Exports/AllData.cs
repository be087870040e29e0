using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.History;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Exports;

/// <summary>A table of the agency's data, to take along.</summary>
/// <param name="Name">Of its file: <c>talents</c>.</param>
/// <param name="Columns">In the order of the cells.</param>
/// <param name="Rows">Cells are text, numbers, <see cref="DateTimeOffset"/>s in UTC, days, true or false; null where nothing is known.</param>
public sealed record ExportTable(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>Everything that was read and entered about talents, with no secret in it. Read a few profiles at a time, so that any amount takes little memory.</summary>
public sealed class AllData(Database database)
{
    private const int Batch = 50;

    /// <summary>Nothing is read before a table's rows are. Archived talents are among them.</summary>
    public IReadOnlyList<ExportTable> Tables(CancellationToken cancellationToken) =>
    [
        new("talents", ["talentId", "name", "tags", "createdAt", "archivedAt"], TalentsAsync(cancellationToken)),
        new(
            "profiles",
            ["profileId", "talentId", "platform", "handle", "url", "type", "state", "failure", "connectedAt", "lastSyncedAt", "displayName", "biography", "followers", "following", "posts", "views", "likes"],
            ProfilesAsync(cancellationToken)),
        new(
            "posts",
            ["profileId", "postId", "kind", "publishedAt", "text", "url", "durationSeconds", "views", "likes", "comments", "shares", "numbersAt"],
            OfConnectionsAsync(PostsAsync, cancellationToken)),
        new("profile-history", ["profileId", "firstReadAt", "lastReadAt", "followers", "following", "posts", "views", "likes", "imported"], OfConnectionsAsync(ReadingsAsync, cancellationToken)),
        new("daily-gains", ["profileId", "day", "views", "likes", "comments", "shares"], OfConnectionsAsync(GainsAsync, cancellationToken)),
    ];

    private async IAsyncEnumerable<IReadOnlyList<object?>> TalentsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var talents = await database.ReadAsync(db => db.Talents.OrderBy(x => x.SortName).ThenBy(x => x.Id).ToListAsync(cancellationToken), cancellationToken);
        foreach (var talent in talents)
        {
            yield return [talent.Id.ToString(), talent.Name, string.Join('|', talent.Tags), talent.CreatedAt, talent.ArchivedAt];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> ProfilesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = 0;
        while (true)
        {
            var last = after;
            var rows = await database.ReadAsync(
                db => (
                    from connection in db.Connections
                    where connection.Key > last
                    join found in db.Profiles on connection.Key equals found.ConnectionKey into profiles
                    from profile in profiles.DefaultIfEmpty()
                    orderby connection.Key
                    select new { Connection = connection, Profile = profile }).Take(Batch).ToListAsync(cancellationToken),
                cancellationToken);
            foreach (var row in rows)
            {
                var (of, read) = (row.Connection, row.Profile);
                yield return
                [
                    of.Id.ToString(), of.TalentId.ToString(), of.Platform, of.Handle, of.ProfileUrl, of.Type.ToString(), of.Status.ToString(), of.Failure?.ToString(), of.CreatedAt, of.LastSyncedAt,
                    read?.DisplayName, read?.Biography, read?.Followers, read?.Following, read?.Posts, read?.Views, read?.Likes,
                ];
            }

            if (rows.Count < Batch)
            {
                yield break;
            }

            after = rows[^1].Connection.Key;
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> OfConnectionsAsync(
        Func<SocialProfilesDbContext, List<long>, Dictionary<long, string>, Task<List<object?[]>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long after = 0;
        while (true)
        {
            var last = after;
            var ids = await database.ReadAsync(
                db => db.Connections.Where(x => x.Key > last).OrderBy(x => x.Key).Take(Batch).Select(x => new { x.Key, x.Id }).ToListAsync(cancellationToken), cancellationToken);
            if (ids.Count == 0)
            {
                yield break;
            }

            foreach (var row in await database.ReadAsync(db => read(db, ids.ConvertAll(x => x.Key), ids.ToDictionary(x => x.Key, x => x.Id.ToString())), cancellationToken))
            {
                yield return row;
            }

            after = ids[^1].Key;
        }
    }

    private static async Task<List<object?[]>> PostsAsync(SocialProfilesDbContext db, List<long> keys, Dictionary<long, string> ids) =>
        (await db.Posts.Where(x => keys.Contains(x.ConnectionKey)).OrderBy(x => x.ConnectionKey).ThenBy(x => x.PlatformPostId).ToListAsync())
        .ConvertAll<object?[]>(x =>
            [ids[x.ConnectionKey], x.PlatformPostId, x.Kind.ToString(), x.PublishedAt, x.Text, x.Permalink, x.DurationSeconds, x.Views, x.Likes, x.Comments, x.Shares, x.NumbersAt]);

    private static async Task<List<object?[]>> ReadingsAsync(SocialProfilesDbContext db, List<long> keys, Dictionary<long, string> ids) =>
        (await db.ProfileReadings.Where(x => keys.Contains(x.ConnectionKey)).OrderBy(x => x.ConnectionKey).ThenBy(x => x.FirstReadAt).ToListAsync())
        .ConvertAll<object?[]>(x => [ids[x.ConnectionKey], x.FirstReadAt, x.LastReadAt, x.Followers, x.Following, x.Posts, x.Views, x.Likes, x.IsImported]);

    private static async Task<List<object?[]>> GainsAsync(SocialProfilesDbContext db, List<long> keys, Dictionary<long, string> ids) =>
        (await db.DailyGains.Where(x => keys.Contains(x.ConnectionKey)).OrderBy(x => x.ConnectionKey).ThenBy(x => x.Day).ToListAsync())
        .ConvertAll<object?[]>(x => [ids[x.ConnectionKey], DateOnly.FromDayNumber(x.Day), x.Views, x.Likes, x.Comments, x.Shares]);
}
