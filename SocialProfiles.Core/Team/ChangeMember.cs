using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Team;

/// <summary>Changes what somebody may do, and whether they may sign in. What they had open ends within seconds.</summary>
public sealed class ChangeMember(Database database, IEnumerable<ISignInRule> rules, ActivityLog activity, TimeProvider time)
{
    // An owner gets in also while every provider of single sign-on is down.
    private static readonly ConflictError _needsPassword = new("Owners need a password, and this person has none. Ask them to set one under Your account first.");

    private static readonly ConflictError _oneself = new("You can't change your own role or deactivate yourself. Ask another owner or admin.");

    /// <returns>The person's e-mail; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public Task<Result<string, UseCaseError>> GiveRoleAsync(Guid id, Role role, Actor actor, CancellationToken cancellationToken) => ChangeAsync(
        id,
        actor,
        role,
        (db, person) =>
        {
            if (person.DeactivatedAt is not null)
            {
                return new ConflictError($"{person.Email} is deactivated. Reactivate them first.");
            }

            if (role == Role.Owner && person.PasswordHash is null)
            {
                return _needsPassword;
            }

            if (person.Role != role)
            {
                activity.Add(db, actor, ActivityAction.RoleChanged, person.Email!, detail: $"From {RoleName.WithArticle(person.Role)} to {RoleName.WithArticle(role)}.");
                person.Role = role;
            }

            return null;
        },
        cancellationToken);

    /// <summary>They can't sign in any more, and their API keys stop. What they did stays in the activity.</summary>
    /// <returns>The person's e-mail; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public Task<Result<string, UseCaseError>> DeactivateAsync(Guid id, Actor actor, CancellationToken cancellationToken) => ChangeAsync(
        id,
        actor,
        role: null,
        (db, person) =>
        {
            if (person.DeactivatedAt is null)
            {
                person.DeactivatedAt = time.GetUtcNow();
                activity.Add(db, actor, ActivityAction.PersonDeactivated, person.Email!);
            }

            return null;
        },
        cancellationToken);

    /// <summary>With the password and role that they had.</summary>
    /// <returns>The person's e-mail; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public Task<Result<string, UseCaseError>> ReactivateAsync(Guid id, Actor actor, CancellationToken cancellationToken) => ChangeAsync(
        id,
        actor,
        role: null,
        (db, person) =>
        {
            if (person.DeactivatedAt is not null)
            {
                person.DeactivatedAt = null;
                activity.Add(db, actor, ActivityAction.PersonReactivated, person.Email!);
            }

            return null;
        },
        cancellationToken);

    /// <summary>Makes somebody an owner, and oneself an admin.</summary>
    /// <returns>The new owner's e-mail; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public async Task<Result<string, UseCaseError>> HandOverAsync(Guid id, Actor actor, CancellationToken cancellationToken)
    {
        return await database.WriteAsync<Result<string, UseCaseError>>(
            async db =>
            {
                if (await TeamRules.ActingForAsync(db, actor, Role.Owner, cancellationToken) is not { Id: { } ownId })
                {
                    return TeamRules.NotAllowed;
                }

                var own = await db.Users.AsTracking().SingleAsync(x => x.Id == ownId, cancellationToken);
                var heir = await db.Users.AsTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken);
                if (heir is null)
                {
                    return TeamRules.NoPerson;
                }

                if (heir.Id == own.Id || heir.DeactivatedAt is not null)
                {
                    return new ConflictError("Choose somebody else who can sign in.");
                }

                if (heir.PasswordHash is null)
                {
                    return _needsPassword;
                }

                (heir.Role, own.Role) = (Role.Owner, Role.Admin);
                await BecomesOwnerAsync(db, heir.Id, cancellationToken);
                await Sessions.EndOthersAsync(db, heir, keptKey: null, cancellationToken);
                await EndAsync(db, own, wasOwner: true, cancellationToken);
                activity.Add(db, actor, ActivityAction.OwnershipHandedOver, heir.Email!);
                return heir.Email!;
            },
            cancellationToken);
    }

    /// <param name="role">What the person is to have; null where it stays.</param>
    /// <param name="change">Changes the row and writes the activity; or says why not.</param>
    private async Task<Result<string, UseCaseError>> ChangeAsync(
        Guid id, Actor actor, Role? role, Func<SocialProfilesDbContext, Person, UseCaseError?> change, CancellationToken cancellationToken)
    {
        return await database.WriteAsync<Result<string, UseCaseError>>(
            async db =>
            {
                var found = await TeamRules.FindAsync(db, id, actor, cancellationToken);
                if (!found.Succeeded)
                {
                    return found.Failure;
                }

                var (person, own) = found.Value;
                if (role is { } given && !TeamRules.MayGive(own.Role, given))
                {
                    return TeamRules.NotAllowed;
                }

                if (person.Id == own.Id)
                {
                    return _oneself;
                }

                var (before, wasActive) = (person.Role, person.DeactivatedAt is null);
                if (role is { } wanted && wanted != before && await RoleRefusalAsync(db, person, wanted, cancellationToken) is { } decidedElsewhere)
                {
                    return decidedElsewhere;
                }

                if (change(db, person) is { } refusal)
                {
                    return refusal;
                }

                var isOwnerGone = wasActive && before == Role.Owner && (person.Role != Role.Owner || person.DeactivatedAt is not null);
                if (isOwnerGone && !await TeamRules.HasOtherOwnerAsync(db, person.Id, cancellationToken))
                {
                    db.ChangeTracker.Clear();
                    return TeamRules.LastOwner;
                }

                if (before != Role.Owner && person.Role == Role.Owner)
                {
                    await BecomesOwnerAsync(db, person.Id, cancellationToken);
                }

                if (db.ChangeTracker.HasChanges())
                {
                    await EndAsync(db, person, wasOwner: before == Role.Owner, cancellationToken);
                }

                return person.Email!;
            },
            cancellationToken);
    }

    // No provider makes owners or takes it from them.
    private async Task<UseCaseError?> RoleRefusalAsync(SocialProfilesDbContext db, Person person, Role wanted, CancellationToken cancellationToken)
    {
        if (person.Role == Role.Owner || wanted == Role.Owner)
        {
            return null;
        }

        foreach (var rule in rules)
        {
            if (await rule.RoleRefusalAsync(db, person.Id, cancellationToken) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private async Task BecomesOwnerAsync(SocialProfilesDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        foreach (var rule in rules)
        {
            await rule.BecomesOwnerAsync(db, personId, cancellationToken);
        }
    }

    /// <summary>What was under way with the former role ends with it: sessions, and password links, of which an owner may know everybody's.</summary>
    private static async Task EndAsync(SocialProfilesDbContext db, Person person, bool wasOwner, CancellationToken cancellationToken)
    {
        await Sessions.EndOthersAsync(db, person, keptKey: null, cancellationToken);
        db.RecoveryLinks.RemoveRange(await db.RecoveryLinks.Where(x => wasOwner || x.PersonId == person.Id).ToListAsync(cancellationToken));
        db.Raise(default(PeopleChanged));
    }
}
