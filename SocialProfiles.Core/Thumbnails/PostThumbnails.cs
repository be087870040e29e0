using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Pictures;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Thumbnails;

/// <summary>
/// The picture of a post: from the disk, or at the first look from its platform. Browsers never ask a platform themselves. Who may see
/// it is for the caller to know.
/// </summary>
public sealed class PostThumbnails : IDisposable
{
    /// <summary>Bytes of a picture.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    /// <summary>Pixels of the longer side.</summary>
    public const int MostPixels = 4096;

    // Of one platform, over all who look. Each has turns of its own: one that is slow keeps no other waiting.
    private const int AtOnce = 4;
    private const int MostFailures = 10_000;

    // An address that failed is mostly one that has expired.
    private static readonly TimeSpan _pause = TimeSpan.FromMinutes(15);

    private readonly Database _database;
    private readonly IPictureSource _source;
    private readonly ThumbnailFiles _files;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(Guid Connection, string Post), Lazy<Task<Picture?>>> _fetching = new();
    private readonly ConcurrentDictionary<string, long> _failed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    internal PostThumbnails(Database database, IPictureSource source, ThumbnailFiles files, TimeProvider time) =>
        (_database, _source, _files, _time) = (database, source, files, time);

    /// <param name="connectionId">Of the profile.</param>
    /// <param name="post">The platform's id of the post.</param>
    /// <returns>Null where there is no such post, it has no picture, or none came.</returns>
    public async Task<Picture?> GetAsync(Guid connectionId, string post, CancellationToken cancellationToken)
    {
        var found = await _database.ReadAsync(
            db => (from connection in db.Connections
                   join stored in db.Posts on connection.Key equals stored.ConnectionKey
                   where connection.Id == connectionId && stored.PlatformPostId == post
                   select new { connection.Platform, stored.ThumbnailUrl }).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);
        if (found is null)
        {
            return null;
        }

        return await _files.ReadAsync(connectionId, post, _time.GetUtcNow(), cancellationToken) is { } kept ? kept
            : found.ThumbnailUrl is { } address ? await FetchAsync(connectionId, post, found.Platform, address).WaitAsync(cancellationToken)
            : null;
    }

    public void Dispose()
    {
        foreach (var turns in _turns.Values)
        {
            turns.Dispose();
        }
    }

    /// <summary>Fetches it and keeps it, once however many ask. Nobody's leaving stops it.</summary>
    internal Task<Picture?> FetchAsync(Guid connectionId, string post, string platform, string address) =>
        _failed.TryGetValue(address, out var at) && _time.GetElapsedTime(at) < _pause
            ? Task.FromResult<Picture?>(null)
            : _fetching.GetOrAdd((connectionId, post), _ => new(() => FetchOnceAsync(connectionId, post, platform, address))).Value;

    /// <returns>Null where it is no picture, or too large.</returns>
    internal static Picture? Read(ReadOnlySpan<byte> bytes) => Picture.Read(bytes, "The picture", MostBytes, MostPixels).Picture;

    private async Task<Picture?> FetchOnceAsync(Guid connectionId, string post, string platform, string address)
    {
        try
        {
            var turns = _turns.GetOrAdd(platform, _ => new(AtOnce));
            await turns.WaitAsync(CancellationToken.None);
            try
            {
                var picture = await _source.ReadAsync(platform, address, MostBytes, CancellationToken.None) is { } bytes ? Read(bytes) : null;
                if (picture is null)
                {
                    NoteFailure(address);
                    return null;
                }

                await KeepAsync(connectionId, post, picture);
                return picture;
            }
            finally
            {
                turns.Release();
            }
        }
        finally
        {
            _fetching.TryRemove((connectionId, post), out _);
        }
    }

    private void NoteFailure(string address)
    {
        if (_failed.Count >= MostFailures)
        {
            _failed.Clear();
        }

        _failed[address] = _time.GetTimestamp();
    }

    private async Task KeepAsync(Guid connectionId, string post, Picture picture)
    {
        await _files.SaveAsync(connectionId, post, picture.Bytes, _time.GetUtcNow(), CancellationToken.None);
        try
        {
            // A profile that went while its picture was fetched takes it along.
            if (!await _database.ReadAsync(db => db.Connections.IgnoreQueryFilters().AnyAsync(x => x.Id == connectionId, CancellationToken.None), CancellationToken.None))
            {
                _files.Forget(connectionId);
            }
        }
        catch (Exception fault) when (StorageException.IsOfDatabase(fault))
        {
            // The picture came all the same. If its profile is gone, the picture goes at night.
        }
    }
}
