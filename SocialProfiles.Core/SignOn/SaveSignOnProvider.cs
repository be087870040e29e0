using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Team;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.SignOn;

/// <summary>The form of a provider.</summary>
public sealed record SignOnProviderRequest
{
    public string? Name { get; init; }

    public string? Authority { get; init; }

    public string? ClientId { get; init; }

    /// <summary>Empty keeps the stored one.</summary>
    public string? Secret { get; init; }

    public string? Domains { get; init; }

    public Role? NewRole { get; init; }

    public bool LinksByEmail { get; init; }

    public bool TrustsEmail { get; init; }

    public string? RoleClaim { get; init; }

    public string? RoleRules { get; init; }

    public bool RolesFollow { get; init; }

    public bool SignsOutThere { get; init; }

    public bool IsOn { get; init; }

    /// <summary>Never the secret: this may end in a log.</summary>
    public override string ToString() => $"{Name} ({Authority})";
}

/// <summary>Adds, changes and removes providers. Only owners: whoever chooses who signs people in decides who gets in.</summary>
public sealed class SaveSignOnProvider(Database database, TokenVault vault, SealingHealth sealing, ActivityLog activity, TimeProvider time)
{
    public const int MaxNameLength = 40;
    public const int MaxIdLength = 300;
    public const int MaxSecretLength = 1000;
    public const int MaxClaimLength = 100;

    /// <summary>In all; each is a button on the sign-in page.</summary>
    public const int Most = 10;

    private static readonly NotFoundError _gone = new("This provider was removed. Reload the page.");

    /// <summary>Another address forgets who is connected: names of one provider mean nothing to another.</summary>
    /// <param name="id">Null for a new one.</param>
    /// <returns>Its id; or <see cref="InvalidError"/> with the field in camel case, <see cref="ConflictError"/>, <see cref="NotFoundError"/>.</returns>
    public async Task<Result<Guid, UseCaseError>> ExecuteAsync(Guid? id, SignOnProviderRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var name = OneLine.Read(request.Name);
        var clientId = request.ClientId?.Trim() ?? "";
        var claim = request.RoleClaim?.Trim() is { Length: > 0 } typed ? typed : null;
        if (!SignOnAddress.TryRead(request.Authority, out var authority, out var refusal))
        {
            return new InvalidError("authority", refusal);
        }

        if (Check(request, name, clientId, claim) is { } wrong)
        {
            return wrong;
        }

        var (domains, rules) = (EmailDomains.Read(request.Domains), RoleRules.Read(request.RoleRules));
        if (!domains.Succeeded || !rules.Succeeded)
        {
            return domains.Failure ?? rules.Failure!;
        }

        if (domains.Value.Length == 0 && (request.NewRole is not null || request.LinksByEmail))
        {
            return new InvalidError("domains", "Enter your agency's e-mail domains. Without them, anybody with an account at this provider could join, or be taken for one of you.");
        }

        if (rules.Value.Length > 0 && claim is null)
        {
            return new InvalidError("roleClaim", "Enter the claim in which the provider sends these values, such as groups.");
        }

        if (!string.IsNullOrEmpty(request.Secret) && !sealing.IsWell)
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        var now = time.GetUtcNow();
        return await database.WriteAsync<Result<Guid, UseCaseError>>(
            async db =>
            {
                if (await TeamRules.RefuseUnlessOwnerAsync(db, actor, cancellationToken) is { } notAllowed)
                {
                    return notAllowed;
                }

                var provider = id is null ? null : await db.SignOnProviders.AsTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
                if (id is not null && provider is null)
                {
                    return _gone;
                }

                if (await db.SignOnProviders.AnyAsync(x => x.Name == name.Value && x.Id != id, cancellationToken))
                {
                    return new InvalidError("name", "Another provider has this name. Choose a different one.");
                }

                if (id is null && await db.SignOnProviders.CountAsync(cancellationToken) >= Most)
                {
                    return new ConflictError($"There are {Most} providers. Remove one that you don't use first.");
                }

                var isOther = provider is not null && !SignOnAddress.IsSame(provider.Authority, authority);
                if (provider?.SealedSecret is not null && isOther && string.IsNullOrEmpty(request.Secret))
                {
                    // A stored secret goes to the server that it was typed for, and to no other.
                    return new InvalidError("secret", "Enter the client secret again: the stored one was for another address.");
                }

                var isNew = provider is null;
                provider ??= db.SignOnProviders.Add(new SignOnProvider
                {
                    Id = Guid.CreateVersion7(now),
                    Name = name.Value,
                    Authority = authority,
                    ClientId = clientId,
                    Domains = domains.Value,
                    RoleRules = rules.Value,
                    CreatedAt = now,
                }).Entity;
                var isOtherClient = !isNew && provider.ClientId != clientId;
                var endsAll = !isNew && (isOther || isOtherClient || (provider.IsOn && !request.IsOn));
                var wasOn = provider.IsOn;
                (provider.Name, provider.Authority, provider.ClientId) = (name.Value, authority, clientId);
                (provider.Domains, provider.NewRole, provider.LinksByEmail, provider.TrustsEmail) = (domains.Value, request.NewRole, request.LinksByEmail, request.TrustsEmail);
                (provider.RoleClaim, provider.RoleRules, provider.RolesFollow) = (claim, rules.Value, request.RolesFollow);
                (provider.SignsOutThere, provider.IsOn) = (request.SignsOutThere, request.IsOn);
                provider.SealedSecret = string.IsNullOrEmpty(request.Secret) ? provider.SealedSecret : vault.SealSignOnSecret(provider.Id, request.Secret.Trim());
                if (!isNew && !db.ChangeTracker.HasChanges())
                {
                    return provider.Id;
                }

                provider.UpdatedAt = now;
                if (isOther || isOtherClient)
                {
                    // Many providers give each client names of its own for the same people.
                    provider.VerifiesEmail = false;
                    await db.SignOnLinks.Where(x => x.ProviderId == provider.Id).ExecuteDeleteAsync(cancellationToken);
                }

                if (endsAll)
                {
                    await Sessions.EndOfProviderAsync(db, provider.Id, personId: null, cancellationToken);
                }

                if (request.IsOn)
                {
                    await SignOnRequired.ProviderChangedAsync(db, cancellationToken);
                }

                var detail = isNew || isOther ? $"At {authority}." : wasOn == request.IsOn ? null : request.IsOn ? "Turned on." : "Turned off.";
                activity.Add(db, actor, isNew ? ActivityAction.SignOnProviderAdded : ActivityAction.SignOnProviderChanged, name.Value, detail: detail);
                return provider.Id;
            },
            cancellationToken);
    }

    /// <summary>Whoever signs in by it alone gets in no more, and its sessions end.</summary>
    /// <returns>Nothing where it is done; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public Task<UseCaseError?> RemoveAsync(Guid id, Actor actor, CancellationToken cancellationToken) => database.WriteAsync<UseCaseError?>(
        async db =>
        {
            if (await TeamRules.RefuseUnlessOwnerAsync(db, actor, cancellationToken) is { } notAllowed)
            {
                return notAllowed;
            }

            if (await db.SignOnProviders.AsTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } provider)
            {
                return _gone;
            }

            await db.SignOnLinks.Where(x => x.ProviderId == id).ExecuteDeleteAsync(cancellationToken);
            await db.SpentLogoutTokens.Where(x => x.ProviderId == id).ExecuteDeleteAsync(cancellationToken);
            await Sessions.EndOfProviderAsync(db, id, personId: null, cancellationToken);
            db.SignOnProviders.Remove(provider);
            activity.Add(db, actor, ActivityAction.SignOnProviderRemoved, provider.Name);
            return null;
        },
        cancellationToken);

    private static InvalidError? Check(SignOnProviderRequest request, OneLine name, string clientId, string? claim) => request switch
    {
        _ when name.Refusal("The name") is { } refusal => new("name", refusal),
        _ when name.Value.Length == 0 => new("name", "Enter the provider's name as your team knows it, such as Microsoft."),
        _ when name.Value.Length > MaxNameLength => new("name", $"Shorten the name to {MaxNameLength} characters."),
        _ when clientId.Length == 0 => new("clientId", "Enter the client ID that the provider gave you. Some call it application ID."),
        _ when clientId.Length > MaxIdLength || clientId.Any(char.IsControl) => new("clientId", "This isn't a client ID. Copy it from the provider again."),
        { Secret.Length: > MaxSecretLength } => new("secret", $"Shorten the client secret to {MaxSecretLength} characters."),
        { NewRole: Role.Owner } => new("newRole", "Nobody becomes an owner by signing in. Choose another role."),
        { Domains.Length: > EmailDomains.MaxLength } => new("domains", "There are too many domains. Enter only your agency's own."),
        { RoleRules.Length: > RoleRules.MaxLength } => new("roleRules", $"Shorten the list to {RoleRules.MaxLength} characters."),
        _ when claim?.Length > MaxClaimLength || claim?.Any(char.IsWhiteSpace) == true => new("roleClaim", "This isn't the name of a claim. Enter one such as groups."),
        _ => null,
    };
}
