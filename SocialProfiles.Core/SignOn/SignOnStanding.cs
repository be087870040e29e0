using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <summary>What <see cref="SignOnProvider.LetsIn"/> goes by: how somebody stands before they go to a provider.</summary>
internal sealed class SignOnStanding
{
    public Guid Id { get; init; }

    /// <summary>Their address here.</summary>
    public required string? Email { get; init; }

    /// <summary>Whether they have no account yet. Whoever invited them said who they are.</summary>
    public bool IsInvited { get; init; }

    /// <summary>Whether they connect a provider themselves: owners, and whoever has a second step or a passkey.</summary>
    public bool IsGuarded { get; init; }

    public required List<SignOnLink> Links { get; init; }

    public bool IsConnectedTo(Guid providerId) => Links.Exists(link => link.ProviderId == providerId);

    /// <summary>Their address as a provider gave it where they're connected, which may be another one than here.</summary>
    public string? EmailAt(Guid providerId) => Links.Find(link => link.ProviderId == providerId) is { } link ? link.Email : Email;

    public static SignOnStanding OfInvited(string email) => new() { Email = email, IsInvited = true, Links = [] };

    /// <param name="lost">What they stand without; null where that's nothing.</param>
    public static IQueryable<SignOnStanding> Of(SocialProfilesDbContext db, IQueryable<Person> people, LostWayIn? lost = null) => Of(db, people, lost?.Passkey, lost?.Provider, lost?.SecondStep == true);

    private static IQueryable<SignOnStanding> Of(SocialProfilesDbContext db, IQueryable<Person> people, byte[]? lostPasskey, Guid? lostProvider, bool losesSecondStep) => people.AsNoTracking().Select(person => new SignOnStanding
    {
        Id = person.Id,
        Email = person.Email,
        IsGuarded = person.Role == Role.Owner || (person.TwoFactorEnabled && !losesSecondStep)
            || db.Set<IdentityUserPasskey<Guid>>().Any(passkey => passkey.UserId == person.Id && (lostPasskey == null || passkey.CredentialId != lostPasskey)),
        Links = db.Set<SignOnLink>().Where(link => link.PersonId == person.Id && (lostProvider == null || link.ProviderId != lostProvider)).ToList(),
    });
}
