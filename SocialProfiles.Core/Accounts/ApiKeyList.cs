using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>A key as the settings page shows it.</summary>
/// <param name="CreatedAt">UTC.</param>
public sealed record ApiKeyRow(Guid Id, string Name, string Prefix, bool IsReadOnly, DateTimeOffset CreatedAt);

/// <summary>Reads the keys that work, newest first.</summary>
public sealed class ApiKeyList(Database database)
{
    public Task<List<ApiKeyRow>> GetAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.ApiKeys
                .Where(x => x.RevokedAt == null)
                .OrderByDescending(x => x.CreatedAt).ThenByDescending(x => x.Id)
                .Select(x => new ApiKeyRow(x.Id, x.Name, x.Prefix, x.IsReadOnly, x.CreatedAt))
                .ToListAsync(cancellationToken),
            cancellationToken);
}
