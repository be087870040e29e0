using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Accounts;

/// <summary>Signs somebody out elsewhere, as they want it.</summary>
public sealed class EndSessions(Sessions sessions, ActivityNote activity)
{
    /// <summary>Ends one of their own sessions and its open pages.</summary>
    /// <returns>Nothing where it is over; or <see cref="NotFoundError"/> where it was before.</returns>
    public async Task<UseCaseError?> EndOneAsync(SignedInPerson person, SessionView session, CancellationToken cancellationToken)
    {
        if (!await sessions.EndOneAsync(person.Id, session.Id, cancellationToken))
        {
            return new NotFoundError("This device was already signed out.");
        }

        await activity.TryWriteAsync(person.Actor, ActivityAction.SessionEnded, person.Actor.Name, cancellationToken);
        return null;
    }

    /// <summary>Ends all of them, the one that asks too.</summary>
    public async Task EndAllAsync(SignedInPerson person, CancellationToken cancellationToken)
    {
        // First, since the page that asks is gone a moment later.
        await activity.TryWriteAsync(person.Actor, ActivityAction.SignedOutEverywhere, person.Actor.Name, cancellationToken);
        await sessions.EndAllAsync(person.Id, CancellationToken.None);
    }
}
