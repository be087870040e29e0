using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>A key that somebody sent, and what it may do now.</summary>
/// <param name="Access">Already bounded by its owner's role.</param>
/// <param name="RequestsPerMinute">0 for no limit; null for the general one.</param>
/// <param name="Refusal">Why it doesn't work although it is known, as a sentence; null where it works.</param>
public sealed record ApiKeyOwner(Guid Id, string Name, ApiKeyAccess Access, int? RequestsPerMinute = null, string? Refusal = null);

/// <summary>
/// Finds out whose a key is, thousands of times a second: all keys that aren't revoked, by hash, in memory. Wrong keys cost no
/// query either. What changes in this process (a key, its owner's role) counts at once, in another one after half a minute.
/// </summary>
public sealed class ApiKeyDirectory
{
    private static readonly TimeSpan _keptFor = TimeSpan.FromSeconds(30);

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private Contents? _contents;
    private int _version;

    public ApiKeyDirectory(Database database, PeopleSignal people, TimeProvider time)
    {
        (_database, _time) = (database, time);

        // For as long as the process lives, as this does.
        _ = people.Subscribe(Forget);
    }

    /// <returns>Null where the key is unknown or revoked.</returns>
    public async ValueTask<ApiKeyOwner?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var contents = Volatile.Read(ref _contents);
        if (contents is null || now - contents.ReadAt > _keptFor)
        {
            contents = await ReadAsync(cancellationToken);
        }

        var hash = ApiKeyText.Hash(key);
        return contents.Keys.TryGetValue(Convert.ToHexString(hash), out var found) && CryptographicOperations.FixedTimeEquals(found.Hash, hash)
            ? Now(found, now)
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

    private static ApiKeyOwner Now(Known known, DateTimeOffset now) => known switch
    {
        { Until: { } until } when until <= now => known.Owner with { Refusal = "This API key was renewed, and its old secret no longer works. Use the new secret." },
        { ExpiresAt: { } end } when end <= now => known.Owner with { Refusal = "This API key has expired. Renew it in Settings, API keys." },
        { IsOwnerGone: true } => known.Owner with { Refusal = "The person who owns this API key was deactivated. Make a new key in Settings, API keys." },
        _ => known.Owner,
    };

    private async Task<Contents> ReadAsync(CancellationToken cancellationToken)
    {
        var version = Volatile.Read(ref _version);
        var keys = await _database.ReadAsync(
            db => (from key in db.ApiKeys
                   where key.RevokedAt == null
                   join user in db.Set<Person>() on key.OwnerId equals user.Id into users
                   from owner in users.DefaultIfEmpty()
                   select new KeyOfSomebody(key, owner == null ? null : owner.Role, owner == null ? key.OwnerId != null : owner.DeactivatedAt != null)).ToListAsync(cancellationToken),
            cancellationToken);
        Dictionary<string, Known> known = new(StringComparer.Ordinal);
        foreach (var (key, role, isOwnerGone) in keys)
        {
            var access = role is { } of && ApiKeyAccesses.MostOf(of) < key.Access ? ApiKeyAccesses.MostOf(of) : key.Access;
            var owner = new ApiKeyOwner(key.Id, key.Name, access, key.RequestsPerMinute);
            known[Convert.ToHexString(key.Hash)] = new Known(key.Hash, owner, key.ExpiresAt, null, isOwnerGone);
            if (key is { FormerHash: { } former, FormerUntil: { } until })
            {
                known.TryAdd(Convert.ToHexString(former), new Known(former, owner, key.ExpiresAt, until, isOwnerGone));
            }
        }

        var contents = new Contents(known, _time.GetUtcNow());
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

    private sealed record KeyOfSomebody(ApiKey Key, Role? Role, bool IsOwnerGone);

    private sealed record Known(byte[] Hash, ApiKeyOwner Owner, DateTimeOffset? ExpiresAt, DateTimeOffset? Until, bool IsOwnerGone);

    private sealed record Contents(IReadOnlyDictionary<string, Known> Keys, DateTimeOffset ReadAt);
}
