using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Team;

/// <summary>What the link of an invitation offers.</summary>
/// <param name="InvitedBy">E-mail of whoever made it.</param>
/// <param name="NoPassword">Why they can't join with a password; null where they can.</param>
public sealed record OpenColleagueInvitation(string Email, Role Role, string InvitedBy, SignInRefusal? NoPassword);

/// <summary>A colleague follows a link and makes an account.</summary>
public sealed class JoinTeam(Database database, NewAccount accounts, NewPassword passwords, IEnumerable<ISignInRule> rules, ActivityLog activity, TimeProvider time)
{
    private static readonly ConflictError _useless = new("This link no longer works. It was already used, is older than 7 days, or was revoked. Ask your agency for a new one.");

    /// <returns>Null where the link is none, or is over.</returns>
    public async Task<OpenColleagueInvitation?> FindAsync(string token, CancellationToken cancellationToken) =>
        await database.ReadAsync(db => FindAsync(db, token, cancellationToken), cancellationToken) is { } found
            ? new OpenColleagueInvitation(found.Email, found.Role, found.CreatedBy, await NotByPasswordAsync(found, cancellationToken))
            : null;

    /// <param name="address">Network address, for the activity.</param>
    /// <returns>The new account; or <see cref="InvalidError"/> for the password, <see cref="ConflictError"/> where the link is over.</returns>
    public async Task<Result<Person, UseCaseError>> ExecuteAsync(string token, string? password, string? address, CancellationToken cancellationToken)
    {
        var invitation = await database.ReadAsync(db => FindAsync(db, token, cancellationToken), cancellationToken);
        if (invitation is null)
        {
            return _useless;
        }

        if (await NotByPasswordAsync(invitation, cancellationToken) is { } notByPassword)
        {
            return new InvalidError("password", notByPassword.Sentence);
        }

        if (await passwords.RefusalAsync(password, invitation.Email, cancellationToken) is { } refusal)
        {
            return new InvalidError("password", refusal);
        }

        // Hashing is slow on purpose, so it is done before anybody has to wait for the database.
        var person = accounts.Create(invitation.Email, password!, invitation.Role);
        return await database.WriteAsync<Result<Person, UseCaseError>>(
            async db =>
            {
                // Used by somebody else meanwhile, or made anew with another role.
                if (await FindAsync(db, token, cancellationToken) is not { } found || found.Role != invitation.Role
                    || await db.Users.AnyAsync(x => x.NormalizedEmail == invitation.NormalizedEmail, cancellationToken))
                {
                    return _useless;
                }

                db.Remove(found);

                db.Users.Add(person);
                activity.Add(db, new Actor(person.Email!, ActivitySource.Browser, address), ActivityAction.ColleagueJoined, person.Email!, detail: $"As {RoleName.WithArticle(person.Role)}; invited by {invitation.CreatedBy}.");
                return person;
            },
            cancellationToken);
    }

    private Task<SignInRefusal?> NotByPasswordAsync(ColleagueInvitation invitation, CancellationToken cancellationToken) =>
        rules.RefusalAsync(database, personId: null, invitation.Role, origin: null, cancellationToken, invitation.Email);

    private async Task<ColleagueInvitation?> FindAsync(SocialProfilesDbContext db, string token, CancellationToken cancellationToken)
    {
        var hash = RandomSecret.Hash(token);
        var now = time.GetUtcNow();
        if (await db.ColleagueInvitations.SingleOrDefaultAsync(x => x.SecretHash == hash && x.ExpiresAt > now, cancellationToken) is not { } found)
        {
            return null;
        }

        var inviter = found.CreatedById is { } id ? await db.Users.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) : null;
        return TeamRules.LetsIn(found, inviter) ? found : null;
    }
}
