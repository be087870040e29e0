using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <param name="Key">The whole key. Shown once and kept nowhere.</param>
public sealed record CreatedApiKey(ApiKey Stored, string Key);

/// <summary>Makes a key for the HTTP API.</summary>
public sealed class CreateApiKey(Database database, ApiKeyDirectory directory, ActivityLog activity, TimeProvider time)
{
    public const int MaxNameLength = 60;

    /// <returns>The key; or <see cref="InvalidError"/> for its name.</returns>
    public async Task<Result<CreatedApiKey, UseCaseError>> ExecuteAsync(string? name, bool isReadOnly, Actor actor, CancellationToken cancellationToken)
    {
        var readName = string.Join(' ', (name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var refusal = readName switch
        {
            "" => "Name the key after the tool that will use it.",
            { Length: > MaxNameLength } => $"Shorten the name to {MaxNameLength} characters.",
            _ when readName.Any(char.IsControl) => "The name contains characters that can't be shown. Type it again.",
            _ => null,
        };
        if (refusal is not null)
        {
            return new InvalidError("name", refusal);
        }

        var key = ApiKeyText.Generate();
        var stored = Store(readName, key, isReadOnly, time.GetUtcNow());
        var result = await database.WriteAsync<Result<CreatedApiKey, UseCaseError>>(
            async db =>
            {
                if (await db.ApiKeys.AnyAsync(x => x.RevokedAt == null && x.Name == readName, cancellationToken))
                {
                    return new InvalidError("name", "A key with this name already exists. Choose another name, or revoke that key first.");
                }

                Add(db, stored, actor);
                return new CreatedApiKey(stored, key);
            },
            cancellationToken);
        directory.Forget();
        return result;
    }

    /// <summary>
    /// Takes a key that the configuration holds (<c>Setup:ApiKey</c>). Does nothing where it was taken before, also where it
    /// has been revoked since: a restart does not bring it back.
    /// </summary>
    public async Task<bool> AdoptAsync(string key, string name, CancellationToken cancellationToken)
    {
        var stored = Store(name, key, isReadOnly: false, time.GetUtcNow());
        var isNew = await database.WriteAsync(
            async db =>
            {
                if (await db.ApiKeys.AnyAsync(x => x.Hash == stored.Hash, cancellationToken))
                {
                    return false;
                }

                Add(db, stored, Actor.System);
                return true;
            },
            cancellationToken);
        directory.Forget();
        return isNew;
    }

    private static ApiKey Store(string name, string key, bool isReadOnly, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        Hash = ApiKeyText.Hash(key),
        Prefix = ApiKeyText.Prefix(key),
        IsReadOnly = isReadOnly,
        CreatedAt = now,
    };

    private void Add(SocialProfilesDbContext db, ApiKey stored, Actor actor)
    {
        db.ApiKeys.Add(stored);
        activity.Add(db, actor, ActivityAction.ApiKeyCreated, stored.Name, detail: stored.IsReadOnly ? "Read only." : null);
    }
}
