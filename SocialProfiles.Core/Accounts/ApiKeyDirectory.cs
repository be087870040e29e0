using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>Whose a key is.</summary>
public sealed record ApiKeyOwner(Guid Id, string Name, bool IsReadOnly);

/// <summary>
/// Finds out whose a key is, thousands of times a second: all keys that work, by hash, in memory. Wrong keys cost no
/// query either. Making or revoking one in this process counts at once, in another one after half a minute.
/// </summary>
public sealed class ApiKeyDirectory(Database database, TimeProvider time)
{
    private static readonly TimeSpan _keptFor = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private Contents? _contents;
    private int _version;

    /// <returns>Null where the key is unknown or revoked.</returns>
    public async ValueTask<ApiKeyOwner?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var contents = Volatile.Read(ref _contents);
        if (contents is null || time.GetUtcNow() - contents.ReadAt > _keptFor)
        {
            contents = await ReadAsync(cancellationToken);
        }

        var hash = ApiKeyText.Hash(key);
        return contents.Keys.TryGetValue(Convert.ToHexString(hash), out var found) && CryptographicOperations.FixedTimeEquals(found.Hash, hash)
            ? found.Owner
            : null;
    }

    /// <summary>The keys changed; call after the commit.</summary>
    internal void Forget()
    {
        lock (_lock)
        {
            _version++;
            _contents = null;
        }
    }

    private async Task<Contents> ReadAsync(CancellationToken cancellationToken)
    {
        var version = Volatile.Read(ref _version);
        var keys = await database.ReadAsync(db => db.ApiKeys.Where(x => x.RevokedAt == null).ToListAsync(cancellationToken), cancellationToken);
        var contents = new Contents(
            keys.ToDictionary(
                stored => Convert.ToHexString(stored.Hash),
                stored => (stored.Hash, new ApiKeyOwner(stored.Id, stored.Name, stored.IsReadOnly)),
                StringComparer.Ordinal),
            time.GetUtcNow());
        lock (_lock)
        {
            // Where a key changed while we read, what we have may be older than the change: good for this call, not for the next.
            if (version == _version)
            {
                _contents = contents;
            }
        }

        return contents;
    }

    private sealed record Contents(IReadOnlyDictionary<string, (byte[] Hash, ApiKeyOwner Owner)> Keys, DateTimeOffset ReadAt);
}
