using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>A key as the settings page shows it. Times are UTC.</summary>
/// <param name="Access">What it was given.</param>
/// <param name="Now">What it may do now: less where its owner's role allows less.</param>
/// <param name="Owner">E-mail of its owner; null for the key of the configuration.</param>
/// <param name="IsOwnerGone">Its owner was deactivated, so it doesn't work.</param>
/// <param name="LastUsedAt">To a minute or so; null where it never was used.</param>
/// <param name="FormerUntil">Until when the secret before works too; null where it doesn't.</param>
public sealed record ApiKeyRow(
    Guid Id, string Name, string Prefix, ApiKeyAccess Access, ApiKeyAccess Now, string? Owner, bool IsOwnerGone, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt,
    int? RequestsPerMinute, DateTimeOffset? LastUsedAt, string? LastUsedFrom, DateTimeOffset? FormerUntil);

/// <summary>Reads the keys that aren't revoked, newest first; expired ones too, until somebody renews or revokes them.</summary>
public sealed class ApiKeyList(Database database, ApiKeyUses uses, TimeProvider time)
{
    /// <param name="owner">Only those of the person with this e-mail; null for all.</param>
    public async Task<List<ApiKeyRow>> GetAsync(CancellationToken cancellationToken, string? owner = null)
    {
        var keys = await database.ReadAsync(
            db => (from key in db.ApiKeys
                   where key.RevokedAt == null
                   join user in db.Set<Person>() on key.OwnerId equals user.Id into users
                   from person in users.DefaultIfEmpty()
                   where owner == null || person.Email == owner
                   orderby key.CreatedAt descending, key.Id descending
                   select new { Key = key, Person = person }).ToListAsync(cancellationToken),
            cancellationToken);
        var now = time.GetUtcNow();
        return keys.ConvertAll(x => Row(x.Key, x.Person, now));
    }

    private ApiKeyRow Row(ApiKey key, Person? person, DateTimeOffset now)
    {
        var last = uses.Of(key.Id);
        var most = person is null ? key.Access : ApiKeyAccesses.MostOf(person.Role);
        return new ApiKeyRow(
            key.Id, key.Name, key.Prefix, key.Access, most < key.Access ? most : key.Access, person?.Email, person is null ? key.OwnerId is not null : person.DeactivatedAt is not null,
            key.CreatedAt, key.ExpiresAt, key.RequestsPerMinute, last?.At ?? key.LastUsedAt, last?.Address ?? key.LastUsedFrom, key.FormerUntil > now ? key.FormerUntil : null);
    }
}
