using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>When a key was used last, UTC, and from which network address.</summary>
public sealed record ApiKeyUse(DateTimeOffset At, string? Address);

/// <summary>
/// Notes the last use of each key in memory, off the way of the request, and stores all of them together once a minute. A crash
/// forgets that minute.
/// </summary>
public sealed class ApiKeyUses(Database database, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, ApiKeyUse> _fresh = new();

    /// <summary>Costs no write.</summary>
    public void Note(Guid keyId, string? address) => _fresh[keyId] = new ApiKeyUse(time.GetUtcNow(), address);

    /// <summary>What isn't stored yet; null where nothing is.</summary>
    public ApiKeyUse? Of(Guid keyId) => _fresh.GetValueOrDefault(keyId);

    /// <summary>Stores what was noted since the last time.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        var uses = _fresh.ToArray();
        if (uses.Length == 0)
        {
            return;
        }

        await database.WriteAsync(
            async db =>
            {
                foreach (var (id, use) in uses)
                {
                    await db.ApiKeys.Where(x => x.Id == id).ExecuteUpdateAsync(
                        x => x.SetProperty(key => key.LastUsedAt, use.At).SetProperty(key => key.LastUsedFrom, use.Address), cancellationToken);
                }

                return true;
            },
            cancellationToken);
        foreach (var use in uses)
        {
            // Stays where it was used again meanwhile.
            _fresh.TryRemove(use);
        }
    }
}
