using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Connections;

namespace SocialProfiles.Core.Consents;

/// <summary>An admin takes a held consent, or turns it away.</summary>
public sealed class DecideHeldConsent
{
    /// <summary>
    /// Takes it: another account becomes a connection of its own, another talent's account moves to this talent with its
    /// history.
    /// </summary>
    public Task<Result<ConnectionView, UseCaseError>> AcceptAsync(Guid heldId, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");

    /// <summary>Turns it away: its tokens are given back at the platform and deleted here.</summary>
    public Task<Result<Revocation, UseCaseError>> RefuseAsync(Guid heldId, Actor actor, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");
}
