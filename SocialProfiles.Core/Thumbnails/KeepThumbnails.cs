using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Thumbnails;

/// <summary>
/// Looks after the pictures on the disk: fetches, soon after a sync, those that will be looked at and whose addresses expire, and deletes
/// those of profiles that are gone.
/// </summary>
public sealed class KeepThumbnails
{
    /// <summary>Of a profile, the newest: a page of its posts.</summary>
    internal const int Newest = 20;

    /// <summary>Of a profile, the most viewed.</summary>
    internal const int MostViewed = 6;

    // Bounds of a look, the second for each platform. What is left is fetched after the profile's next sync, or when somebody looks.
    private const int MostProfiles = 200;
    private const int MostFetched = 60;

    private readonly ChangedProfiles _changed;
    private readonly Database _database;
    private readonly IPictureSource _source;
    private readonly PostThumbnails _thumbnails;
    private readonly ThumbnailFiles _files;

    internal KeepThumbnails(ChangedProfiles changed, Database database, IPictureSource source, PostThumbnails thumbnails, ThumbnailFiles files) =>
        (_changed, _database, _source, _thumbnails, _files) = (changed, database, source, thumbnails, files);

    /// <summary>Looks at what changed since the last look.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var changed = _changed.Take(MostProfiles);
        if (changed.Count == 0)
        {
            return;
        }

        // Of both worlds: what is hidden in this one is not gone.
        var present = await _database.ReadAsync(
            db => db.Connections.IgnoreQueryFilters().Where(x => changed.Contains(x.Id)).Select(x => new { x.Id, x.Key, x.Platform, x.Status }).ToListAsync(cancellationToken), cancellationToken);
        foreach (var gone in changed.Except(present.Select(x => x.Id)))
        {
            _files.Forget(gone);
        }

        // Side by side, or one that is slow would keep the others' pictures waiting until their addresses have expired.
        await Task.WhenAll(present.Where(x => x.Status == SyncStatus.Ready && _source.Expires(x.Platform)).GroupBy(x => x.Platform, StringComparer.Ordinal)
            .Select(platform => FetchAsync(platform.Key, [.. platform.Select(x => (x.Id, x.Key))], cancellationToken)));
    }

    /// <summary>Deletes pictures of profiles and posts that are gone, those that are damaged, and what is too much. Fetches nothing.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _files.Profiles())
        {
            var posts = await _database.ReadAsync(
                async db => await db.Connections.IgnoreQueryFilters().Where(x => x.Id == id).Select(x => (long?)x.Key).SingleOrDefaultAsync(cancellationToken) is { } key
                    ? await db.Posts.Where(x => x.ConnectionKey == key).Select(x => x.PlatformPostId).ToListAsync(cancellationToken)
                    : null,
                cancellationToken);
            if (posts is null)
            {
                _files.Forget(id);
            }
            else
            {
                _files.KeepOnly(id, posts);
            }
        }

        // Well below what stops fetching, or it would stop again at once, or for good.
        if (!_files.HasRoom)
        {
            _files.Trim(ThumbnailFiles.MostBytes / 2);
        }

        foreach (var id in _files.Profiles())
        {
            await _files.DeleteDamagedAsync(id, cancellationToken);
        }
    }

    private async Task FetchAsync(string platform, IReadOnlyList<(Guid Id, long Key)> profiles, CancellationToken cancellationToken)
    {
        var left = MostFetched;
        foreach (var (id, key) in profiles)
        {
            if (left <= 0 || !_files.HasRoom)
            {
                return;
            }

            var posts = await _database.ReadAsync(db => WantedAsync(db, key, cancellationToken), cancellationToken);
            var missing = posts.Where(post => !_files.Has(id, post.Id)).Take(left).ToList();
            left -= missing.Count;
            await Task.WhenAll(missing.Select(post => _thumbnails.FetchAsync(id, post.Id, platform, post.Address))).WaitAsync(cancellationToken);
        }
    }

    private static async Task<IReadOnlyList<(string Id, string Address)>> WantedAsync(SocialProfilesDbContext db, long key, CancellationToken cancellationToken)
    {
        var posts = db.Posts.Where(x => x.ConnectionKey == key && x.ThumbnailUrl != null).Select(x => new { x.PlatformPostId, x.ThumbnailUrl, x.PublishedAt, x.Views });
        var newest = await posts.OrderByDescending(x => x.PublishedAt).Take(Newest).ToListAsync(cancellationToken);
        var best = await posts.OrderByDescending(x => x.Views).Take(MostViewed).ToListAsync(cancellationToken);
        return [.. newest.Concat(best).DistinctBy(x => x.PlatformPostId, StringComparer.Ordinal).Select(x => (x.PlatformPostId, x.ThumbnailUrl!))];
    }
}
