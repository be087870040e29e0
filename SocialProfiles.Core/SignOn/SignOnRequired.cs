using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <param name="Names">Of the providers that are on.</param>
public sealed record SignOnOnly(string Names) : SignInRefusal($"Your agency signs in with {Names}. Go to the sign-in page and choose it there.");

public sealed record SignOnOff(string Name) : SignInRefusal($"{Name} doesn't sign you in here any more. Ask an owner at your agency.");

/// <summary>
/// Whether everybody but owners has to sign in by a provider. Owners never have to: somebody must get in while the provider is
/// down. Nor does whoever no provider would let in yet, because they have to connect it themselves first. Holds for passwords,
/// passkeys, links for a new password and invitations, while at least one provider is on.
/// </summary>
public sealed class SignOnRequired(Database database, ActivityLog activity) : ISignInRule
{
    private const string Setting = "SignOnRequired";

    public Task<bool> IsSetAsync(CancellationToken cancellationToken) => database.ReadAsync(db => IsSetAsync(db, cancellationToken), cancellationToken);

    /// <summary>Turning it on ends what others than owners have open by password or passkey.</summary>
    /// <returns>Nothing where it is done; or <see cref="ConflictError"/>.</returns>
    public Task<UseCaseError?> SetAsync(bool isRequired, Actor actor, CancellationToken cancellationToken) => database.WriteAsync<UseCaseError?>(
        async db =>
        {
            if (await SaveSignOnProvider.RefuseAsync(db, actor, cancellationToken) is { } notAllowed)
            {
                return notAllowed;
            }

            if (await IsSetAsync(db, cancellationToken) == isRequired)
            {
                return null;
            }

            if (isRequired && !await db.SignOnProviders.AnyAsync(x => x.IsOn, cancellationToken))
            {
                return new ConflictError("Turn on a provider first, or nobody but owners could sign in.");
            }

            var row = await db.AgencySettings.AsTracking().SingleOrDefaultAsync(x => x.Name == Setting, cancellationToken)
                ?? db.AgencySettings.Add(new AgencySetting { Name = Setting, Value = "" }).Entity;
            row.Value = isRequired ? "yes" : "no";
            if (isRequired)
            {
                await EndOthersAsync(db, cancellationToken);
            }

            activity.Add(db, actor, ActivityAction.SignOnRequirementChanged, isRequired ? "required for everybody but owners" : "optional");
            return null;
        },
        cancellationToken);

    public async Task<SignInRefusal?> RefusalAsync(Guid? personId, Role role, SessionOrigin? origin, CancellationToken cancellationToken)
    {
        if (origin is not null)
        {
            return await database.ReadAsync(
                db => db.SignOnLinks.AnyAsync(x => x.PersonId == personId && x.ProviderId == origin.ProviderId && db.Set<SignOnProvider>().Any(provider => provider.Id == x.ProviderId && provider.IsOn), cancellationToken),
                cancellationToken) ? null : new SignOnOff(origin.Name);
        }

        if (role == Role.Owner)
        {
            return null;
        }

        var (providers, standing) = await database.ReadAsync(
            async db => await IsSetAsync(db, cancellationToken)
                ? (await OnAsync(db, cancellationToken), await Standings(db, db.Users.Where(x => x.Id == personId)).SingleOrDefaultAsync(cancellationToken))
                : ([], null),
            cancellationToken);
        return providers.Count == 0 || (standing is not null && !standing.GetsIn(providers)) ? null : new SignOnOnly(string.Join(" or ", providers.Select(provider => provider.Name)));
    }

    public async Task<UseCaseError?> RoleRefusalAsync(SocialProfilesDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var name = await db.SignOnProviders
            .Where(x => x.IsOn && x.RolesFollow && x.RoleClaim != null && db.Set<SignOnLink>().Any(link => link.ProviderId == x.Id && link.PersonId == personId))
            .Select(x => x.Name).FirstOrDefaultAsync(cancellationToken);
        return name is null ? null : new ConflictError($"{name} decides this person's role at every sign-in. Change it there, or deactivate them here.");
    }

    public Task BecomesOwnerAsync(SocialProfilesDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.SignOnLinks.Where(x => x.PersonId == personId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Ends what is open by password or passkey of those who would have to sign in by a provider; the providers are stored as they are to be.</summary>
    internal static async Task EndOthersAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var providers = await OnAsync(db, cancellationToken);
        var standings = await Standings(db, db.Users.Where(x => x.Role != Role.Owner && db.Set<Session>().Any(session => session.PersonId == x.Id && session.ProviderId == null))).ToListAsync(cancellationToken);
        var ended = standings.Where(standing => standing.GetsIn(providers)).Select(standing => standing.Id).ToList();
        await db.Sessions.Where(x => x.ProviderId == null && ended.Contains(x.PersonId)).ExecuteDeleteAsync(cancellationToken);
        db.Raise(default(SessionsEnded));
    }

    internal static Task<bool> IsSetAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) =>
        db.AgencySettings.AnyAsync(x => x.Name == Setting && x.Value == "yes", cancellationToken);

    private static Task<List<SignOnProvider>> OnAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) =>
        db.SignOnProviders.AsNoTracking().Where(x => x.IsOn).OrderBy(x => x.Name).ToListAsync(cancellationToken);

    private static IQueryable<Standing> Standings(SocialProfilesDbContext db, IQueryable<Person> people) => people.Select(person => new Standing
    {
        Id = person.Id,
        Email = person.Email,
        IsGuarded = person.TwoFactorEnabled || db.Set<IdentityUserPasskey<Guid>>().Any(passkey => passkey.UserId == person.Id),
        ConnectedTo = db.Set<SignOnLink>().Where(link => link.PersonId == person.Id).Select(link => link.ProviderId).ToList(),
    });

    /// <summary>What a provider would make of somebody, as <see cref="EnterBySignOn"/> decides.</summary>
    private sealed class Standing
    {
        public required Guid Id { get; init; }

        public required string? Email { get; init; }

        /// <summary>Whether they have a second step or a passkey, and so have to connect a provider themselves.</summary>
        public required bool IsGuarded { get; init; }

        public required List<Guid> ConnectedTo { get; init; }

        public bool GetsIn(IReadOnlyCollection<SignOnProvider> providers) => providers.Any(provider =>
            EmailDomains.Allow(provider.Domains, Email ?? "")
            && (ConnectedTo.Contains(provider.Id) || (provider.LinksByEmail && !IsGuarded && ConnectedTo.Count == 0)));
    }
}
