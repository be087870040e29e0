using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Team;

namespace SocialProfiles.Core.SignOn;

public sealed record SignOnOff(string Name) : SignInRefusal($"{Name} doesn't sign you in here any more. Ask an owner at your agency.");

public sealed record SignedOutThere(string Name) : SignInRefusal($"You signed out at {Name} in the meantime. Sign in again.");

/// <summary>Whether single sign-on is required, and of whom it isn't.</summary>
/// <param name="Exempt">Those whom no provider would let in yet, by e-mail; owners, who never have to, aren't among them.</param>
public sealed record SignOnRequirement(bool IsSet, IReadOnlyList<string> Exempt);

/// <summary>
/// Whether everybody but owners has to sign in by a provider. Owners never have to: somebody must get in while the provider is
/// down. Nor does whoever no provider would let in yet (<see cref="SignOnProvider.LetsIn"/>), because they have to connect it
/// themselves first, or have no address there that counts. Holds for passwords, passkeys, password links and invitations,
/// while at least one provider is on.
/// </summary>
public sealed class SignOnRequired(Database database, ActivityLog activity) : ISignInRule
{
    private const string Setting = "SignOnRequired";

    public Task<SignOnRequirement> GetAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async db =>
        {
            var providers = await OnAsync(db, cancellationToken);
            var standings = await SignOnStanding.Of(db, db.Users.Where(x => x.Role != Role.Owner && x.DeactivatedAt == null).OrderBy(x => x.Email)).ToListAsync(cancellationToken);
            return new SignOnRequirement(
                await IsSetAsync(db, cancellationToken), [.. standings.Where(standing => !HasToUse(providers, standing)).Select(standing => standing.Email ?? "")]);
        },
        cancellationToken);

    /// <returns>The names of the providers that people have to use; null where it isn't required.</returns>
    public Task<string?> NamesAsync(CancellationToken cancellationToken) => database.ReadAsync(
        async db => await IsSetAsync(db, cancellationToken) && await OnAsync(db, cancellationToken) is { Count: > 0 } providers ? NamesOf(providers) : null, cancellationToken);

    /// <summary>Turning it on ends what others than owners have open by password or passkey.</summary>
    /// <returns>Nothing where it is done; or <see cref="ConflictError"/>.</returns>
    public Task<UseCaseError?> SetAsync(bool isRequired, Actor actor, CancellationToken cancellationToken) => database.WriteAsync<UseCaseError?>(
        async db =>
        {
            if (await TeamRules.RefuseUnlessOwnerAsync(db, actor, cancellationToken) is { } notAllowed)
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
                await EndOthersAsync(db, keptKey: null, cancellationToken);
            }

            activity.Add(db, actor, ActivityAction.SignOnRequirementChanged, isRequired ? "required for everybody but owners" : "optional");
            return null;
        },
        cancellationToken);

    /// <summary>As it is now, outside a unit of work.</summary>
    /// <param name="origin">The provider that vouched for them; null for a password or passkey.</param>
    /// <returns>Why they may not sign in so; null where they may.</returns>
    public Task<SignInRefusal?> RefusalAsync(Guid personId, Role role, SessionOrigin? origin, CancellationToken cancellationToken) =>
        database.ReadAsync(db => RefusalAsync(db, personId, role, origin, cancellationToken), cancellationToken);

    public async Task<SignInRefusal?> RefusalAsync(
        SocialProfilesDbContext db, Guid? personId, Role role, SessionOrigin? origin, CancellationToken cancellationToken, string? invited = null, LostWayIn? lost = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (origin is not null)
        {
            return await OriginRefusalAsync(db, personId, origin, cancellationToken);
        }

        if (role == Role.Owner || !await IsSetAsync(db, cancellationToken))
        {
            return null;
        }

        var standing = invited is null ? await SignOnStanding.Of(db, db.Users.Where(x => x.Id == personId), lost).SingleOrDefaultAsync(cancellationToken) : SignOnStanding.OfInvited(invited);
        var open = standing is null ? [] : (await OnAsync(db, cancellationToken)).FindAll(provider => provider.LetsIn(standing));
        return open.Count == 0 ? null : new SignOnOnly(NamesOf(open));
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

    /// <summary>Takes from what a provider says of somebody whether it vouches for addresses. From the first one on, the requirement holds for more people.</summary>
    /// <param name="keptKey">The session of whoever just showed the provider who they are; null for none.</param>
    internal static async Task LearnAsync(SocialProfilesDbContext db, SignOnProvider provider, SignOnClaims claims, CancellationToken cancellationToken, string? keptKey = null)
    {
        if (provider.Learn(claims))
        {
            await ProviderChangedAsync(db, cancellationToken, keptKey);
        }
    }

    /// <summary>Whom a provider that changed now lets in signed in otherwise until then: where it's required, that ends.</summary>
    internal static async Task ProviderChangedAsync(SocialProfilesDbContext db, CancellationToken cancellationToken, string? keptKey = null)
    {
        if (await IsSetAsync(db, cancellationToken))
        {
            await db.SaveChangesAsync(cancellationToken);
            await EndOthersAsync(db, keptKey, cancellationToken);
        }
    }

    /// <summary>Ends what is open by password or passkey of those who would have to sign in by a provider; the providers are stored as they are to be.</summary>
    private static async Task EndOthersAsync(SocialProfilesDbContext db, string? keptKey, CancellationToken cancellationToken)
    {
        var providers = await OnAsync(db, cancellationToken);
        var standings = await SignOnStanding.Of(db, db.Users.Where(x => x.Role != Role.Owner && db.Set<Session>().Any(session => session.PersonId == x.Id && session.ProviderId == null))).ToListAsync(cancellationToken);
        var ended = standings.FindAll(standing => HasToUse(providers, standing)).ConvertAll(standing => standing.Id);
        var kept = keptKey is null ? null : Sessions.Hash(keptKey);
        await db.Sessions.Where(x => x.ProviderId == null && ended.Contains(x.PersonId) && (kept == null || x.KeyHash != kept)).ExecuteDeleteAsync(cancellationToken);
        db.Raise(default(SessionsEnded));
    }

    private static Task<bool> IsSetAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) =>
        db.AgencySettings.AnyAsync(x => x.Name == Setting && x.Value == "yes", cancellationToken);

    internal static Task<List<SignOnProvider>> OnAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) =>
        db.SignOnProviders.AsNoTracking().Where(x => x.IsOn).OrderBy(x => x.Name).ToListAsync(cancellationToken);

    private static async Task<SignInRefusal?> OriginRefusalAsync(SocialProfilesDbContext db, Guid? personId, SessionOrigin origin, CancellationToken cancellationToken)
    {
        if (!await db.SignOnLinks.AnyAsync(x => x.PersonId == personId && x.ProviderId == origin.ProviderId && db.Set<SignOnProvider>().Any(provider => provider.Id == x.ProviderId && provider.IsOn), cancellationToken))
        {
            return new SignOnOff(origin.Name);
        }

        return await EndBySignOn.IsEndedAsync(db, personId, origin, cancellationToken) ? new SignedOutThere(origin.Name) : null;
    }

    private static bool HasToUse(List<SignOnProvider> providers, SignOnStanding standing) => providers.Exists(provider => provider.LetsIn(standing));

    private static string NamesOf(IEnumerable<SignOnProvider> providers) => string.Join(" or ", providers.Select(provider => provider.Name));
}
