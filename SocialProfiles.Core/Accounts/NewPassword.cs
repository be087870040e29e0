using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>What is the same whoever sets a password, and why: what it must be, and what ends with it.</summary>
public sealed class NewPassword(IPasswordHasher<Person> hasher, AgencyDirectory agency, TellPerson tell)
{
    /// <param name="email">Of the person whose it will be.</param>
    /// <returns>What is wrong with it, as a sentence; null where nothing is.</returns>
    public async Task<string?> RefusalAsync(string? password, string? email, CancellationToken cancellationToken) =>
        PasswordRules.Refusal(password, email, (await agency.GetNameAsync(cancellationToken)).Value);

    /// <summary>Slow on purpose, so it is done before anybody has to wait for the database.</summary>
    public string Hash(Person person, string password) => hasher.HashPassword(person, password);

    /// <summary>In a unit of work: with a new password, the person's sessions are over but for one, and password links are worth nothing. They are told.</summary>
    /// <param name="person">Tracked by <paramref name="db"/>.</param>
    /// <param name="keptKey">The session that goes on; null for none.</param>
    /// <param name="actor">Who sets it.</param>
    /// <param name="device">In words, where there is no session that goes on.</param>
    internal async Task SetAsync(SocialProfilesDbContext db, Person person, string hash, string? keptKey, Actor actor, CancellationToken cancellationToken, string? device = null)
    {
        await (device is null
            ? tell.ExecuteAsync(db, AccountChange.PasswordChanged, person.Id, keptKey, actor, cancellationToken)
            : tell.ExecuteAsync(db, AccountChange.PasswordChanged, person.Id, device, actor.Address, cancellationToken));
        person.PasswordHash = hash;
        await Sessions.EndOthersAsync(db, person, keptKey, cancellationToken);
        await db.RecoveryLinks.Where(x => x.PersonId == person.Id).ExecuteDeleteAsync(cancellationToken);
    }
}
