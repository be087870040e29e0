using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Changes an endpoint: its name and address, whether it is on, its secret; or deletes it.</summary>
public sealed class ChangeWebhook(Database database, TokenVault vault, SealingHealth sealing, NoticeBoard notices, IOptions<DeliveryOptions> options, ActivityLog activity, TimeProvider time)
{
    private static readonly NotFoundError _gone = new("This endpoint was deleted. Reload the page.");

    /// <returns>Its name; or <see cref="InvalidError"/> for <c>name</c> or <c>url</c>, <see cref="NotFoundError"/>.</returns>
    public async Task<Result<string, UseCaseError>> EditAsync(Guid endpointId, WebhookRequest request, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var read = request.Read(options.Value.AllowLocalWebhooks);
        if (!read.Succeeded)
        {
            return read.Failure;
        }

        var (name, url) = read.Value;
        return await WriteAsync<string>(
            endpointId,
            async (db, endpoint) =>
            {
                var others = await db.WebhookEndpoints.Where(x => x.Id != endpointId).Select(x => x.Name).ToListAsync(cancellationToken);
                if (others.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    return new InvalidError("name", "An endpoint with this name already exists. Choose another name.");
                }

                if (endpoint.Name != name || endpoint.Url != url)
                {
                    (endpoint.Name, endpoint.Url) = (name, url);
                    activity.Add(db, actor, ActivityAction.WebhookChanged, name, detail: $"At {new Uri(url).IdnHost}.");
                    await WakeAsync(db, endpointId, cancellationToken);
                }

                return name;
            },
            cancellationToken);
    }

    /// <returns>Its name; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<string, UseCaseError>> TurnAsync(Guid endpointId, bool isOn, Actor actor, CancellationToken cancellationToken) =>
        WriteAsync<string>(
            endpointId,
            async (db, endpoint) =>
            {
                if (endpoint.IsOn != isOn)
                {
                    endpoint.IsOn = isOn;
                    endpoint.GoneAt = null;
                    activity.Add(db, actor, ActivityAction.WebhookChanged, endpoint.Name, detail: isOn ? "Turned on." : "Turned off.");
                    await notices.CloseAsync(db, endpointId, cancellationToken);
                }

                return endpoint.Name;
            },
            cancellationToken);

    /// <summary>Makes a new secret; the old one signs nothing from now on.</summary>
    /// <returns>The secret, to be shown once; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public async Task<Result<AddedWebhook, UseCaseError>> RenewSecretAsync(Guid endpointId, Actor actor, CancellationToken cancellationToken)
    {
        if (!sealing.IsWell)
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        var secret = WebhookSecret.New();
        return await WriteAsync<AddedWebhook>(
            endpointId,
            (db, endpoint) =>
            {
                endpoint.SealedSecret = vault.SealSecret(endpointId, secret);
                endpoint.SecretMadeAt = time.GetUtcNow();
                activity.Add(db, actor, ActivityAction.WebhookChanged, endpoint.Name, detail: "New secret.");
                return Task.FromResult<Result<AddedWebhook, UseCaseError>>(new AddedWebhook(endpointId, endpoint.Name, secret));
            },
            cancellationToken);
    }

    /// <summary>With its deliveries, those that wait included.</summary>
    /// <returns>Its name; or <see cref="NotFoundError"/>.</returns>
    public Task<Result<string, UseCaseError>> DeleteAsync(Guid endpointId, Actor actor, CancellationToken cancellationToken) =>
        WriteAsync<string>(
            endpointId,
            async (db, endpoint) =>
            {
                db.WebhookEndpoints.Remove(endpoint);
                activity.Add(db, actor, ActivityAction.WebhookDeleted, endpoint.Name);
                db.Raise(default(DeliveriesChanged));
                await notices.CloseAsync(db, endpointId, cancellationToken);
                return endpoint.Name;
            },
            cancellationToken);

    private Task<Result<T, UseCaseError>> WriteAsync<T>(Guid endpointId, Func<SocialProfilesDbContext, WebhookEndpoint, Task<Result<T, UseCaseError>>> change, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async db => await db.WebhookEndpoints.AsTracking().SingleOrDefaultAsync(x => x.Id == endpointId, cancellationToken) is { } endpoint ? await change(db, endpoint) : _gone,
            cancellationToken);

    private async Task WakeAsync(SocialProfilesDbContext db, Guid endpointId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.Deliveries.Where(x => x.EndpointId == endpointId && x.State == DeliveryState.Waiting).ExecuteUpdateAsync(x => x.SetProperty(row => row.NextAttemptAt, now), cancellationToken);
    }
}
