using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Accounts;

/// <param name="Key">The whole key. Shown once and kept nowhere.</param>
public sealed record CreatedApiKey(ApiKey Stored, string Key);

/// <param name="Name">After the tool that will use it.</param>
/// <param name="Days">After so many days it expires; null for never.</param>
/// <param name="RequestsPerMinute">0 for no limit, null for the general one.</param>
public sealed record ApiKeyRequest(string? Name, ApiKeyAccess Access = ApiKeyAccess.Read, int? Days = 90, int? RequestsPerMinute = null);

/// <summary>Makes a key for the HTTP API; it belongs to whoever makes it.</summary>
public sealed class CreateApiKey(Database database, ApiKeyDirectory directory, ActivityLog activity, TimeProvider time)
{
    public const int MaxNameLength = 60;

    public const int MaxDays = 3650;

    public const int MaxRequestsPerMinute = 1_000_000;

    /// <returns>The key; or <see cref="InvalidError"/> for its <c>name</c>, <c>access</c>, <c>days</c> or <c>requestsPerMinute</c>.</returns>
    public async Task<Result<CreatedApiKey, UseCaseError>> ExecuteAsync(ApiKeyRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var line = OneLine.Read(request.Name);
        var name = line.Value;
        if (Refusal(line, request) is { } refusal)
        {
            return refusal;
        }

        var key = ApiKeyText.Generate();
        var result = await database.WriteAsync<Result<CreatedApiKey, UseCaseError>>(
            async db =>
            {
                if (await ActingPerson.OfAsync(db, actor, cancellationToken) is not { Id: { } ownerId } owner)
                {
                    return new ConflictError("You need to be signed in to make an API key. Sign in and try again.");
                }

                if (ApiKeyAccesses.MostOf(owner.Role) < request.Access)
                {
                    return new InvalidError("access", $"Your role allows keys with {ApiKeyAccesses.MostOf(owner.Role).Word()} access at most.");
                }

                if (await db.ApiKeys.AnyAsync(x => x.RevokedAt == null && x.Name == name, cancellationToken))
                {
                    return new InvalidError("name", "A key with this name already exists. Choose another name, or revoke that key first.");
                }

                var stored = Store(name, key, request, ownerId, time.GetUtcNow());
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
        var stored = Store(name, key, new ApiKeyRequest(name, ApiKeyAccess.Admin, Days: null), null, time.GetUtcNow());
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

    private static InvalidError? Refusal(OneLine name, ApiKeyRequest request) => (name, request) switch
    {
        ({ Fault: not LineFault.None }, _) => new("name", name.Refusal("The name")!),
        ({ Value: "" }, _) => new("name", "Name the key after the tool that will use it."),
        ({ Value.Length: > MaxNameLength }, _) => new("name", $"Shorten the name to {MaxNameLength} characters."),
        _ when !Enum.IsDefined(request.Access) => new("access", "Choose read, write or admin."),
        (_, { Days: < 1 or > MaxDays }) => new("days", $"A key can last 1 to {MaxDays} days."),
        (_, { RequestsPerMinute: < 0 or > MaxRequestsPerMinute }) => new("requestsPerMinute", string.Create(CultureInfo.InvariantCulture, $"Use a whole number from 0 (no limit) to {MaxRequestsPerMinute}.")),
        _ => null,
    };

    private static ApiKey Store(string name, string key, ApiKeyRequest request, Guid? ownerId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = name,
        Hash = ApiKeyText.Hash(key),
        Prefix = ApiKeyText.Prefix(key),
        Access = request.Access,
        OwnerId = ownerId,
        ExpiresAt = request.Days is { } days ? now.AddDays(days) : null,
        RequestsPerMinute = request.RequestsPerMinute,
        CreatedAt = now,
    };

    private void Add(SocialProfilesDbContext db, ApiKey stored, Actor actor)
    {
        db.ApiKeys.Add(stored);
        var end = stored.ExpiresAt is { } at ? $"expires on {at.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}" : "never expires";
        activity.Add(db, actor, ActivityAction.ApiKeyCreated, stored.Name, detail: $"With {stored.Access.Word()} access; {end}.");
    }
}
