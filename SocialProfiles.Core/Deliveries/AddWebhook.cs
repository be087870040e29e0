using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <param name="Secret">What its webhooks are signed with. Shown once.</param>
public sealed record AddedWebhook(Guid Id, string Name, string Secret);

/// <summary>Adds an endpoint.</summary>
public sealed class AddWebhook(Database database, TokenVault vault, SealingHealth sealing, IOptions<DeliveryOptions> options, ActivityLog activity, TimeProvider time)
{
    /// <summary>Endpoints at most.</summary>
    public const int Most = 20;

    /// <returns>The endpoint and its secret; or <see cref="InvalidError"/> for <c>name</c> or <c>url</c>, <see cref="ConflictError"/>.</returns>
    public async Task<Result<AddedWebhook, UseCaseError>> ExecuteAsync(WebhookRequest request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var read = request.Read(options.Value.AllowLocalWebhooks);
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        if (!sealing.IsWell)
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        var (name, url) = read.Value;
        var secret = WebhookSecret.New();
        return await database.WriteAsync<Result<AddedWebhook, UseCaseError>>(
            async db =>
            {
                var names = await db.WebhookEndpoints.Select(x => x.Name).ToListAsync(cancellationToken);
                if (names.Count >= Most)
                {
                    return new ConflictError($"You already have {Most} endpoints, the maximum. Delete one first.");
                }

                if (names.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    return new InvalidError("name", "An endpoint with this name already exists. Choose another name.");
                }

                var now = time.GetUtcNow();
                var id = Guid.CreateVersion7(now);
                db.WebhookEndpoints.Add(new WebhookEndpoint
                {
                    Id = id,
                    IsSandbox = db.IsSandbox,
                    Name = name,
                    Url = url,
                    SealedSecret = vault.SealSecret(id, secret),
                    IsOn = true,
                    CreatedAt = now,
                    SecretMadeAt = now,
                });
                activity.Add(db, actor, ActivityAction.WebhookAdded, name, detail: $"At {new Uri(url).IdnHost}.");
                return new AddedWebhook(id, name, secret);
            },
            cancellationToken);
    }
}
