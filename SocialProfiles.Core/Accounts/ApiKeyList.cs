using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>A key as the settings page shows it.</summary>
/// <param name="CreatedAt">UTC.</param>
/// <param name="CreatedBy">Who made it, as the activity says; null where it says nothing.</param>
public sealed record ApiKeyRow(Guid Id, string Name, string Prefix, bool IsReadOnly, DateTimeOffset CreatedAt, string? CreatedBy);

/// <summary>Reads the keys that work, newest first.</summary>
public sealed class ApiKeyList(Database database)
{
    public Task<List<ApiKeyRow>> GetAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            async db =>
            {
                var keys = await db.ApiKeys.Where(x => x.RevokedAt == null).OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id).ToListAsync(cancellationToken);
                var names = keys.ConvertAll(key => key.Name);
                var made = await db.Activity.Where(x => x.Action == ActivityAction.ApiKeyCreated && names.Contains(x.Subject)).OrderBy(x => x.Key)
                    .Select(x => new { x.Subject, x.Actor }).ToListAsync(cancellationToken);

                // Two keys that work never have one name, so the last one of a name is this one.
                var makers = made.GroupBy(x => x.Subject, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Actor, StringComparer.Ordinal);
                return keys.ConvertAll(key => new ApiKeyRow(key.Id, key.Name, key.Prefix, key.IsReadOnly, key.CreatedAt, makers.GetValueOrDefault(key.Name)));
            },
            cancellationToken);
}
