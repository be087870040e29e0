using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Team;

namespace SocialProfiles.Core.SignOn;

/// <summary>Why somebody wasn't let in.</summary>
public sealed record SignOnRefusal(SignOnProblem Problem);

/// <param name="Origin">For the session.</param>
/// <param name="IsNew">Whether they joined by it, so that no browser of theirs was known before.</param>
public sealed record SignOnEntry(Person Person, SessionOrigin Origin, bool IsNew);

/// <param name="Role">What they would be; null where they wouldn't be let in.</param>
/// <param name="Problem">Why not; null where they would.</param>
public sealed record SignOnForecast(Role? Role, bool IsNew, SignOnProblem? Problem);

/// <summary>
/// Decides who somebody is whom a provider vouches for, and whether they get in. Whoever is connected is recognised by provider and
/// subject alone. An e-mail address counts once, to connect somebody who is known or invited, and never for those whose account is
/// worth most: owners, and whoever has a second step, a passkey or another provider, connect it themselves.
/// </summary>
public sealed class EnterBySignOn(Database database, NewAccount accounts, ILookupNormalizer normalizer, SignInGuesses guesses, TellPerson tell, ActivityLog activity, TimeProvider time)
{
    /// <param name="address">Network address, for the activity.</param>
    /// <param name="place">The network that the address belongs to.</param>
    public Task<Result<SignOnEntry, SignOnRefusal>> ExecuteAsync(Guid providerId, SignOnClaims claims, string? address, string place, CancellationToken cancellationToken) =>
        database.WriteAsync<Result<SignOnEntry, SignOnRefusal>>(
            async db =>
            {
                var provider = await db.SignOnProviders.AsTracking().SingleOrDefaultAsync(x => x.Id == providerId && x.IsOn, cancellationToken);
                if (provider is null)
                {
                    return new SignOnRefusal(SignOnProblem.Off);
                }

                await SignOnRequired.LearnAsync(db, provider, claims, cancellationToken);
                var decision = await DecideAsync(db, provider, claims, cancellationToken);
                if (decision.Link is { } former)
                {
                    // An address that isn't let in for another reason than its domain counts as none.
                    former.Email = provider.EmailProblem(claims, isKnown: true) is not null && provider.Lets(claims.Email) ? null : claims.Email;
                }

                if (decision.Problem is { } problem)
                {
                    // Whoever has an account there can be refused as often as they like.
                    if (guesses.MayNoteRefusal(place))
                    {
                        activity.Add(db, new Actor(SignIn.Stranger, ActivitySource.Browser, address), ActivityAction.SignInFailed, decision.Person?.Email ?? $"{provider.Name}'s account", detail: $"With {provider.Name}: {Short(problem)}.");
                    }

                    return new SignOnRefusal(problem);
                }

                var now = time.GetUtcNow();
                var person = decision.Person ?? Join(db, provider, decision, claims, address);
                var actor = new Actor(person.Email!, ActivitySource.Browser, address);
                if (decision.Link is { } link)
                {
                    link.UsedAt = now;
                }
                else
                {
                    db.SignOnLinks.Add(new SignOnLink { ProviderId = providerId, Subject = claims.Subject, PersonId = person.Id, Email = claims.Email, CreatedAt = now, UsedAt = now });
                    activity.Add(db, actor, ActivityAction.SignOnConnected, provider.Name, detail: claims.Email is null ? null : $"As {claims.Email}.");
                    if (decision.Person is not null)
                    {
                        await tell.ExecuteAsync(db, AccountChange.ProviderConnected, person.Id, device: null, address, cancellationToken);
                    }
                }

                if (decision.Person is not null && decision.Role != person.Role)
                {
                    person = await FollowAsync(db, provider, person.Id, decision.Role!.Value, cancellationToken);
                }

                if (!person.TwoFactorEnabled)
                {
                    activity.Add(db, actor, ActivityAction.SignedInBySignOn, person.Email!, detail: $"With {provider.Name}.");
                }

                var origin = new SessionOrigin(providerId, provider.Name, SessionOrigin.HashOf(claims.Session)) { AskedAt = claims.AskedAt, VouchedAt = now };
                return new SignOnEntry(person, origin, IsNew: decision.Person is null);
            },
            cancellationToken);

    /// <summary>What would happen, without doing it; also while the provider is off. Only what it shows of the provider is kept.</summary>
    public Task<SignOnForecast> ForecastAsync(Guid providerId, SignOnClaims claims, CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            var provider = await db.SignOnProviders.AsTracking().SingleOrDefaultAsync(x => x.Id == providerId, cancellationToken);
            if (provider is null)
            {
                return new SignOnForecast(null, false, SignOnProblem.Off);
            }

            await SignOnRequired.LearnAsync(db, provider, claims, cancellationToken);
            var decision = await DecideAsync(db, provider, claims, cancellationToken);
            return new SignOnForecast(decision.Role, decision.Person is null && decision.Problem is null, decision.Problem);
        },
        cancellationToken);

    private async Task<Decision> DecideAsync(SocialProfilesDbContext db, SignOnProvider provider, SignOnClaims claims, CancellationToken cancellationToken)
    {
        var link = await db.SignOnLinks.SingleOrDefaultAsync(x => x.ProviderId == provider.Id && x.Subject == claims.Subject, cancellationToken);
        var owner = link is null ? null : await db.Users.SingleAsync(x => x.Id == link.PersonId, cancellationToken);
        if (owner?.DeactivatedAt is not null)
        {
            return new Decision { Person = owner, Link = link, Problem = SignOnProblem.Deactivated };
        }

        // Whoever is connected is known without one, unless the domain is asked for.
        var needsEmail = owner is null || provider.Domains.Length > 0;
        if (needsEmail && provider.EmailProblem(claims, isKnown: owner is not null) is { } problem)
        {
            return new Decision { Person = owner, Link = link, Problem = problem };
        }

        var mapped = RoleRules.RoleOf(provider, claims);
        if (owner is not null)
        {
            return new Decision { Person = owner, Link = link, Role = Followed(provider, owner.Role, mapped) };
        }

        var normalized = normalizer.NormalizeEmail(claims.Email);
        if (await db.Users.SingleOrDefaultAsync(x => x.NormalizedEmail == normalized, cancellationToken) is { } known)
        {
            var refusal = await KnownProblemAsync(db, provider, known, cancellationToken);
            return new Decision { Person = known, Problem = refusal, Role = refusal is null ? Followed(provider, known.Role, mapped) : null };
        }

        var now = time.GetUtcNow();
        var invitation = await db.ColleagueInvitations.SingleOrDefaultAsync(x => x.NormalizedEmail == normalized && x.ExpiresAt > now, cancellationToken);
        if (invitation is not null)
        {
            var inviter = invitation.CreatedById is { } id ? await db.Users.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) : null;
            invitation = TeamRules.LetsIn(invitation, inviter) ? invitation : null;
        }

        return invitation switch
        {
            { Role: Role.Owner } => new Decision { Problem = SignOnProblem.OwnerInvited },
            not null => new Decision { Invitation = invitation, Role = Followed(provider, invitation.Role, mapped) },
            _ when provider.NewRole is { } role => new Decision { Role = mapped ?? role },
            _ => new Decision { Problem = SignOnProblem.NotInTeam },
        };
    }

    // Roles that follow: without a value that gives one, somebody has the role of somebody new, or keeps theirs where nobody new joins.
    private static Role Followed(SignOnProvider provider, Role present, Role? mapped) =>
        present == Role.Owner || !provider.RolesFollow || provider.RoleClaim is null ? present : mapped ?? provider.NewRole ?? present;

    private static async Task<SignOnProblem?> KnownProblemAsync(SocialProfilesDbContext db, SignOnProvider provider, Person known, CancellationToken cancellationToken)
    {
        if (known.DeactivatedAt is not null)
        {
            return SignOnProblem.Deactivated;
        }

        // An address can pass to somebody else, at the provider as well; a second account there may be such a one.
        var standing = await SignOnStanding.Of(db, db.Users.Where(x => x.Id == known.Id)).SingleAsync(cancellationToken);
        return provider.Knows(standing) && !standing.IsConnectedTo(provider.Id) ? null : SignOnProblem.ConnectFirst;
    }

    private Person Join(SocialProfilesDbContext db, SignOnProvider provider, Decision decision, SignOnClaims claims, string? address)
    {
        var person = accounts.Create(decision.Invitation?.Email ?? claims.Email!, password: null, decision.Role!.Value);
        db.Users.Add(person);
        if (decision.Invitation is { } invitation)
        {
            db.Remove(invitation);
        }

        var by = decision.Invitation is null ? "" : $"; invited by {decision.Invitation.CreatedBy}";
        activity.Add(db, new Actor(person.Email!, ActivitySource.Browser, address), ActivityAction.ColleagueJoined, person.Email!, detail: $"As {RoleName.WithArticle(person.Role)}; with {provider.Name}{by}.");
        return person;
    }

    // As when somebody of the team changes it: what was under way with the former role ends.
    private async Task<Person> FollowAsync(SocialProfilesDbContext db, SignOnProvider provider, Guid personId, Role role, CancellationToken cancellationToken)
    {
        var person = await db.Users.AsTracking().SingleAsync(x => x.Id == personId, cancellationToken);
        activity.Add(db, Actor.System, ActivityAction.RoleChanged, person.Email!, detail: $"From {RoleName.WithArticle(person.Role)} to {RoleName.WithArticle(role)}, as {provider.Name} says.");
        person.Role = role;
        await Sessions.EndOthersAsync(db, person, keptKey: null, cancellationToken);
        await db.RecoveryLinks.Where(x => x.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
        db.Raise(default(PeopleChanged));
        return person;
    }

    private static string Short(SignOnProblem problem) => problem switch
    {
        SignOnProblem.Deactivated => "the account is deactivated",
        SignOnProblem.NoEmail => "no e-mail address came",
        SignOnProblem.EmailNotVerified => "the e-mail address isn't verified there",
        SignOnProblem.DomainNotAllowed => "the e-mail domain isn't allowed",
        SignOnProblem.NotInTeam => "not in the team",
        SignOnProblem.ConnectFirst => "the account has to be connected first",
        SignOnProblem.OwnerInvited => "invited as an owner, who needs a password",
        _ => problem.ToString(),
    };

    private sealed record Decision
    {
        /// <summary>Null for somebody new, and where nobody is known.</summary>
        public Person? Person { get; init; }

        public SignOnLink? Link { get; init; }

        public ColleagueInvitation? Invitation { get; init; }

        public Role? Role { get; init; }

        public SignOnProblem? Problem { get; init; }
    }
}
