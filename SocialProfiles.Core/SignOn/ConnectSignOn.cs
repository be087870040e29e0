using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <summary>Connects somebody who is signed in with their account at a provider, disconnects it, and takes it as proof of who they are.</summary>
public sealed class ConnectSignOn(Database database, Sessions sessions, WaysIn ways, TellPerson tell, ActivityLog activity, TimeProvider time)
{
    /// <returns>Null where it is connected.</returns>
    public async Task<SignOnProblem?> ConnectAsync(SignedInPerson person, Guid providerId, SignOnClaims claims, CancellationToken cancellationToken)
    {
        if (!await sessions.IsProvedAsync(person.SessionKey, cancellationToken))
        {
            return SignOnProblem.NotProved;
        }

        return await database.WriteAsync<SignOnProblem?>(
            async db =>
            {
                if (await db.SignOnProviders.AsTracking().SingleOrDefaultAsync(x => x.Id == providerId && x.IsOn, cancellationToken) is not { } provider)
                {
                    return SignOnProblem.Off;
                }

                if (provider.Domains.Length > 0 && provider.EmailProblem(claims, isKnown: true) is { } problem)
                {
                    return problem;
                }

                if (await db.SignOnLinks.SingleOrDefaultAsync(x => x.ProviderId == providerId && x.Subject == claims.Subject, cancellationToken) is { } link)
                {
                    return link.PersonId == person.Id ? null : SignOnProblem.Taken;
                }

                if (await db.SignOnLinks.AnyAsync(x => x.ProviderId == providerId && x.PersonId == person.Id, cancellationToken))
                {
                    return SignOnProblem.HasOther;
                }

                var now = time.GetUtcNow();
                db.SignOnLinks.Add(new SignOnLink { ProviderId = providerId, Subject = claims.Subject, PersonId = person.Id, Email = claims.Email, CreatedAt = now, UsedAt = now });
                activity.Add(db, person.Actor, ActivityAction.SignOnConnected, provider.Name, detail: claims.Email is null ? null : $"As {claims.Email}.");
                await tell.ExecuteAsync(db, AccountChange.ProviderConnected, person.Id, person.SessionKey, person.Actor, cancellationToken);
                await SignOnRequired.LearnAsync(db, provider, claims, cancellationToken, person.SessionKey);
                return null;
            },
            cancellationToken);
    }

    /// <summary>They sign in by it no more, and are signed out on their other devices.</summary>
    /// <returns>Nothing where it is done; or <see cref="NotFoundError"/>, <see cref="ConflictError"/> where no other way in would be left.</returns>
    public Task<UseCaseError?> DisconnectAsync(SignedInPerson person, Guid providerId, CancellationToken cancellationToken) => database.WriteAsync<UseCaseError?>(
        async db =>
        {
            if (await db.SignOnLinks.AsTracking().SingleOrDefaultAsync(x => x.ProviderId == providerId && x.PersonId == person.Id, cancellationToken) is not { } link)
            {
                return new NotFoundError("This account was already disconnected. Reload the page.");
            }

            var account = await db.Users.AsTracking().SingleAsync(x => x.Id == person.Id, cancellationToken);
            if (await ways.RefusalAsync(db, account, new LostWayIn(Provider: providerId), cancellationToken) is { } refusal)
            {
                return refusal;
            }

            db.SignOnLinks.Remove(link);
            await Sessions.EndOthersAsync(db, account, person.SessionKey, cancellationToken);
            var name = await db.SignOnProviders.Where(x => x.Id == providerId).Select(x => x.Name).SingleAsync(cancellationToken);
            activity.Add(db, person.Actor, ActivityAction.SignOnDisconnected, name);
            return null;
        },
        cancellationToken);

    /// <summary>They signed in at the provider once more, in the place of the password.</summary>
    /// <param name="askedAt">UTC; when we sent them there in this session. What they showed before doesn't count, and what they show counts from then.</param>
    /// <returns>Null where it counts.</returns>
    public async Task<SignOnProblem?> ProveAsync(SignedInPerson person, Guid providerId, SignOnClaims claims, DateTimeOffset askedAt, CancellationToken cancellationToken)
    {
        var isTheirs = await database.ReadAsync(
            db => db.SignOnLinks.AnyAsync(x => x.ProviderId == providerId && x.Subject == claims.Subject && x.PersonId == person.Id && db.Set<SignOnProvider>().Any(each => each.Id == providerId && each.IsOn), cancellationToken), cancellationToken);
        if (!isTheirs)
        {
            return SignOnProblem.OtherPerson;
        }

        // A provider that ignores what we ask for lets them through without asking; only its own word for when it asked counts.
        if (claims.AskedAt is not { } shown || shown < askedAt - TokenRules.ClockSkew || shown > time.GetUtcNow() + TokenRules.ClockSkew)
        {
            return SignOnProblem.NotAsked;
        }

        return await sessions.ProvedAsync(person.SessionKey, askedAt, new SessionOrigin(providerId, "", SessionOrigin.HashOf(claims.Session)), cancellationToken) ? null : SignOnProblem.Expired;
    }
}
