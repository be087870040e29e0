using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Team;

/// <param name="Token">Goes into the link's address. Shown once and kept nowhere.</param>
/// <param name="ExpiresAt">UTC.</param>
public sealed record ColleagueLink(string Email, Role Role, string Token, DateTimeOffset ExpiresAt);

/// <summary>Makes a link by which a colleague makes an account of their own, with a role that is chosen before.</summary>
public sealed class InviteColleague(Database database, ILookupNormalizer normalizer, ActivityLog activity, TimeProvider time)
{
    /// <summary>How many days a link works.</summary>
    public const int Days = 7;

    /// <summary>Inviting an address again makes a new link; the one before no longer works.</summary>
    /// <returns>The link; or <see cref="InvalidError"/> for the e-mail, <see cref="ConflictError"/> where the role may not be given or the person is on the team.</returns>
    public async Task<Result<ColleagueLink, UseCaseError>> ExecuteAsync(string? email, Role role, Actor actor, CancellationToken cancellationToken)
    {
        if (!EmailAddress.TryRead(email, out var address, out var refusal))
        {
            return new InvalidError("email", refusal);
        }

        var token = RandomSecret.New();
        var normalized = normalizer.NormalizeEmail(address);
        var now = time.GetUtcNow();
        return await database.WriteAsync<Result<ColleagueLink, UseCaseError>>(
            async db =>
            {
                if (await TeamRules.ActingForAsync(db, actor, role, cancellationToken) is not { } own)
                {
                    return TeamRules.NotAllowed;
                }

                if (await db.Users.SingleOrDefaultAsync(x => x.NormalizedEmail == normalized, cancellationToken) is { } known)
                {
                    return new InvalidError("email", known.DeactivatedAt is null
                        ? $"{known.Email} is already on the team, as {RoleName.WithArticle(known.Role)}."
                        : $"{known.Email} was deactivated. Reactivate them in the list.");
                }

                // Somebody of a lower role can't replace what an owner sent.
                var former = await db.ColleagueInvitations.SingleOrDefaultAsync(x => x.NormalizedEmail == normalized, cancellationToken);
                if (former is not null && !TeamRules.MayGive(own.Role, former.Role))
                {
                    return TeamRules.NotAllowed;
                }

                if (former is not null)
                {
                    db.Remove(former);
                    await db.SaveChangesAsync(cancellationToken);
                }

                var invitation = new ColleagueInvitation
                {
                    Id = Guid.CreateVersion7(now),
                    Email = address,
                    NormalizedEmail = normalized,
                    Role = role,
                    SecretHash = RandomSecret.Hash(token),
                    CreatedBy = actor.Name,
                    CreatedById = own.Id,
                    CreatedAt = now,
                    ExpiresAt = now.AddDays(Days),
                };
                db.ColleagueInvitations.Add(invitation);
                activity.Add(db, actor, ActivityAction.ColleagueInvited, address, detail: $"As {RoleName.WithArticle(role)}; the link is valid for {Days} days.");
                return new ColleagueLink(address, role, token, invitation.ExpiresAt);
            },
            cancellationToken);
    }

    /// <returns>Whose invitation it was; or <see cref="NotFoundError"/>, <see cref="ConflictError"/>.</returns>
    public Task<Result<string, UseCaseError>> RevokeAsync(Guid id, Actor actor, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<string, UseCaseError>>(
            async db =>
            {
                if (await db.ColleagueInvitations.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } invitation)
                {
                    return new NotFoundError("This invitation was already used or revoked. Reload the page.");
                }

                if (await TeamRules.ActingForAsync(db, actor, invitation.Role, cancellationToken) is null)
                {
                    return TeamRules.NotAllowed;
                }

                db.Remove(invitation);
                activity.Add(db, actor, ActivityAction.ColleagueInvitationRevoked, invitation.Email);
                return invitation.Email;
            },
            cancellationToken);
}
