using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Invitations;

/// <param name="Platforms">Keys of the platforms that the talent is asked for; at least one.</param>
/// <param name="Days">How long the link lives, 1 to <see cref="InviteTalent.MostDays"/>.</param>
/// <param name="ReconnectId">The connection whose consent is to be renewed, on the only platform of the list; null for a new one.</param>
public sealed record InviteRequest(Guid TalentId, IReadOnlyList<string> Platforms, int Days = InviteTalent.UsualDays, Guid? ReconnectId = null);

/// <summary>An invitation's link.</summary>
/// <param name="Token">Goes into the link's address. Shown once and kept nowhere.</param>
public sealed record InvitationLink(InvitationView Invitation, string Token);

/// <summary>Makes a link by which a talent consents.</summary>
public sealed class InviteTalent
{
    public const int UsualDays = 7;
    public const int MostDays = 90;

    /// <returns>The link; or <see cref="InvalidError"/> (fields <c>platforms</c>, <c>days</c>), <see cref="NotFoundError"/>, <see cref="ConflictError"/> for a platform whose app is not configured.</returns>
    public Task<Result<InvitationLink, UseCaseError>> ExecuteAsync(InviteRequest request, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");

    /// <summary>Makes a new link for an invitation, with its full life before it; the old link is useless from now on.</summary>
    public Task<Result<InvitationLink, UseCaseError>> AnewAsync(Guid invitationId, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");
}
