using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Invitations;

/// <param name="Platforms">Keys of the platforms that the talent is asked for; at least one.</param>
/// <param name="Days">How long the link lives, 1 to <see cref="InviteTalent.MostDays"/>.</param>
/// <param name="ReconnectId">The connection whose consent is to be renewed, on the only platform of the list; null for a new one.</param>
public sealed record InviteRequest(Guid TalentId, IReadOnlyList<string> Platforms, int Days = InviteTalent.UsualDays, Guid? ReconnectId = null);

/// <summary>An invitation's link.</summary>
/// <param name="Token">Goes into the link's address. Shown once and kept nowhere.</param>
/// <param name="TalentName">Whom it is for.</param>
public sealed record InvitationLink(InvitationView Invitation, string Token, string TalentName);

/// <summary>Makes a link by which a talent consents.</summary>
public sealed class InviteTalent(
    Database database,
    PlatformCatalog catalog,
    AgencyDirectory agency,
    InvitationLife life,
    SealingHealth sealing,
    DataWorld world,
    ActivityLog activity,
    TimeProvider time)
{
    public const int UsualDays = 7;
    public const int MostDays = 90;

    /// <returns>The link; or <see cref="InvalidError"/> (fields <c>platforms</c>, <c>days</c>), <see cref="NotFoundError"/>, <see cref="ConflictError"/> for a platform whose app is not configured, and where the agency has no name.</returns>
    public async Task<Result<InvitationLink, UseCaseError>> ExecuteAsync(InviteRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var platforms = ReadPlatforms(request);
        if (!platforms.Succeeded)
        {
            return platforms.Failure;
        }

        if (request.Days is < 1 or > MostDays)
        {
            return new InvalidError("days", $"The link can be valid for 1 to {MostDays} days.");
        }

        // A talent who can't tell who asks had better not answer.
        if ((await agency.GetNameAsync(cancellationToken)).Value is null)
        {
            return new ConflictError("Your agency has no name yet, and talents need to know who invites them. Enter it in the settings under Agency, then try again.");
        }

        if (!sealing.IsWell)
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        var (token, hash) = InvitationSecret.New();
        var now = time.GetUtcNow();
        return await database.WriteAsync<Result<InvitationLink, UseCaseError>>(
            async db =>
            {
                var talent = await db.Talents.SingleOrDefaultAsync(x => x.Id == request.TalentId, cancellationToken);
                if (talent is null)
                {
                    return TalentErrors.NoTalent;
                }

                if (talent.ArchivedAt is not null)
                {
                    return new ConflictError($"{talent.Name} is in the archive. Restore the talent first.");
                }

                if (request.ReconnectId is { } reconnect
                    && !await db.Connections.AnyAsync(x => x.Id == reconnect && x.TalentId == request.TalentId && x.Platform == platforms.Value[0], cancellationToken))
                {
                    return ConnectionErrors.NoConnection;
                }

                var invitation = new Invitation
                {
                    Id = Guid.CreateVersion7(now),
                    TalentId = request.TalentId,
                    IsSandbox = world.IsSandbox,
                    SecretHash = hash,
                    CreatedBy = actor.Name,
                    CreatedAt = now,
                    ExpiresAt = now.AddDays(request.Days),
                };
                foreach (var platform in platforms.Value)
                {
                    invitation.Platforms.Add(new InvitationPlatform { InvitationId = invitation.Id, Platform = platform, ConnectionId = request.ReconnectId });
                }

                db.Invitations.Add(invitation);
                var names = string.Join(", ", platforms.Value.Select(key => catalog.Get(key).Name));
                activity.Add(db, actor, ActivityAction.TalentInvited, talent.Name, talent.Id, $"For {names}; the link is valid for {request.Days} days.");
                db.Raise(ConnectionChanged.OfConsents(invitation.TalentId));
                return new InvitationLink(InvitationList.ViewOf(invitation, life), token, talent.Name);
            },
            cancellationToken);
    }

    /// <summary>Makes a new link for an invitation, with its full life before it; the old link is useless from now on.</summary>
    /// <returns>The link; or <see cref="NotFoundError"/>.</returns>
    public async Task<Result<InvitationLink, UseCaseError>> AnewAsync(Guid invitationId, Actor actor, CancellationToken cancellationToken)
    {
        if (!sealing.IsWell)
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        var (token, hash) = InvitationSecret.New();
        var now = time.GetUtcNow();
        return await database.WriteAsync<Result<InvitationLink, UseCaseError>>(
            async db =>
            {
                var invitation = await db.Invitations.AsTracking().Include(x => x.Platforms).SingleOrDefaultAsync(x => x.Id == invitationId && x.RevokedAt == null, cancellationToken);
                if (invitation is null)
                {
                    return InvitationErrors.NoInvitation;
                }

                invitation.SecretHash = hash;
                invitation.ExpiresAt = now + (invitation.ExpiresAt - invitation.CreatedAt);
                invitation.CreatedAt = now;
                invitation.OpenedAt = null;
                invitation.LastUsedAt = null;
                var name = await db.Talents.Where(x => x.Id == invitation.TalentId).Select(x => x.Name).SingleAsync(cancellationToken);
                activity.Add(db, actor, ActivityAction.InvitationRenewed, name, invitation.TalentId);
                db.Raise(ConnectionChanged.OfConsents(invitation.TalentId));
                return new InvitationLink(InvitationList.ViewOf(invitation, life), token, name);
            },
            cancellationToken);
    }

    private Result<List<string>, UseCaseError> ReadPlatforms(InviteRequest request)
    {
        List<string> keys = [];
        foreach (var key in request.Platforms)
        {
            if (!catalog.TryGet(key, out var platform) || catalog.ConsentOf(platform.Key) is not { } consent)
            {
                return new InvalidError("platforms", "Talents can't give access on this platform. Choose one where they can.");
            }

            if (!consent.IsConfigured)
            {
                return new ConflictError(consent.NotConfiguredReason);
            }

            if (!keys.Contains(platform.Key, StringComparer.Ordinal))
            {
                keys.Add(platform.Key);
            }
        }

        return keys.Count switch
        {
            0 => new InvalidError("platforms", "Choose at least one platform."),
            > 1 when request.ReconnectId is not null => new InvalidError("platforms", "An invitation to reconnect is for one platform."),
            _ => keys,
        };
    }
}
