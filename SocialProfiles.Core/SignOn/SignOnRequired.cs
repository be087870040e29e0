using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <param name="Names">Of the providers that are on.</param>
public sealed record SignOnOnly(string Names) : SignInRefusal($"Your agency signs in with {Names}. Go to the sign-in page and choose it there.");

/// <summary>
/// Whether everybody but owners has to sign in by a provider. Owners never have to: somebody must get in while the provider is
/// down. Holds for passwords, passkeys, links for a new password and invitations, while at least one provider is on.
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
                await db.Sessions.Where(x => x.ProviderId == null && db.Set<Person>().Any(person => person.Id == x.PersonId && person.Role != Role.Owner)).ExecuteDeleteAsync(cancellationToken);
                db.Raise(default(SessionsEnded));
            }

            activity.Add(db, actor, ActivityAction.SignOnRequirementChanged, isRequired ? "required for everybody but owners" : "optional");
            return null;
        },
        cancellationToken);

    public async Task<SignInRefusal?> RefusalAsync(Role role, CancellationToken cancellationToken)
    {
        if (role == Role.Owner)
        {
            return null;
        }

        var names = await database.ReadAsync(
            async db => await IsSetAsync(db, cancellationToken) ? await db.SignOnProviders.Where(x => x.IsOn).OrderBy(x => x.Name).Select(x => x.Name).ToListAsync(cancellationToken) : [], cancellationToken);
        return names.Count == 0 ? null : new SignOnOnly(string.Join(" or ", names));
    }

    private static Task<bool> IsSetAsync(SocialProfilesDbContext db, CancellationToken cancellationToken) =>
        db.AgencySettings.AnyAsync(x => x.Name == Setting && x.Value == "yes", cancellationToken);
}
