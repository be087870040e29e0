using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <summary>A provider as people choose it.</summary>
/// <param name="SignsOutThere">Whether whoever signs out here is signed out there, too.</param>
public sealed record SignOnChoice(Guid Id, string Name, bool SignsOutThere = false);

/// <summary>A provider as owners see it; without its secret.</summary>
/// <param name="People">How many are connected with it.</param>
/// <param name="VerifiesEmail">Whether it ever said of an allowed address that it is verified.</param>
public sealed record SignOnProviderView(Guid Id, SignOnProviderRequest Form, bool HasSecret, int People, bool VerifiesEmail, DateTimeOffset UpdatedAt);

/// <summary>An account at a provider with which somebody signs in.</summary>
/// <param name="Email">Their address there when they last signed in.</param>
/// <param name="UsedAt">UTC.</param>
public sealed record SignOnConnection(Guid ProviderId, string Name, string? Email, DateTimeOffset UsedAt);

/// <summary>Reads providers, and who is connected.</summary>
public sealed class SignOnList(Database database)
{
    /// <summary>Those that are on, by name.</summary>
    public Task<IReadOnlyList<SignOnChoice>> ChoicesAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<SignOnChoice>>(
        async db => await db.SignOnProviders.Where(x => x.IsOn).OrderBy(x => x.Name).Select(x => new SignOnChoice(x.Id, x.Name, x.SignsOutThere)).ToListAsync(cancellationToken), cancellationToken);

    /// <summary>All, by name.</summary>
    public Task<IReadOnlyList<SignOnProviderView>> AllAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<SignOnProviderView>>(
        async db =>
        {
            var counts = await db.SignOnLinks.GroupBy(x => x.ProviderId).Select(x => new { x.Key, Count = x.Count() }).ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken);
            var providers = await db.SignOnProviders.OrderBy(x => x.Name).ToListAsync(cancellationToken);
            return providers.ConvertAll(provider => View(provider, counts.GetValueOrDefault(provider.Id)));
        },
        cancellationToken);

    /// <returns>Null where there is none.</returns>
    public async Task<SignOnProviderView?> FindAsync(Guid id, CancellationToken cancellationToken) => (await AllAsync(cancellationToken)).FirstOrDefault(x => x.Id == id);

    /// <summary>With which somebody signs in; those that are off, too.</summary>
    public Task<IReadOnlyList<SignOnConnection>> OfPersonAsync(Guid personId, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<SignOnConnection>>(
        async db => await (from link in db.SignOnLinks
                           join provider in db.Set<SignOnProvider>() on link.ProviderId equals provider.Id
                           where link.PersonId == personId
                           orderby provider.Name
                           select new SignOnConnection(provider.Id, provider.Name, link.Email, link.UsedAt)).ToListAsync(cancellationToken),
        cancellationToken);

    /// <summary>Who is connected with any provider, one that is off, too.</summary>
    public Task<IReadOnlySet<Guid>> ConnectedAsync(CancellationToken cancellationToken) => database.ReadAsync<IReadOnlySet<Guid>>(
        async db => await db.SignOnLinks.Select(x => x.PersonId).Distinct().ToHashSetAsync(cancellationToken), cancellationToken);

    /// <summary>Whether somebody has a password here.</summary>
    public Task<bool> HasPasswordAsync(Guid personId, CancellationToken cancellationToken) =>
        database.ReadAsync(db => db.Users.AnyAsync(x => x.Id == personId && x.PasswordHash != null, cancellationToken), cancellationToken);

    private static SignOnProviderView View(SignOnProvider provider, int people) => new(
        provider.Id,
        new SignOnProviderRequest
        {
            Name = provider.Name,
            Authority = provider.Authority,
            ClientId = provider.ClientId,
            Domains = provider.Domains,
            NewRole = provider.NewRole,
            LinksByEmail = provider.LinksByEmail,
            TrustsEmail = provider.TrustsEmail,
            RoleClaim = provider.RoleClaim,
            RoleRules = provider.RoleRules,
            RolesFollow = provider.RolesFollow,
            SignsOutThere = provider.SignsOutThere,
            IsOn = provider.IsOn,
        },
        provider.SealedSecret is not null,
        people,
        provider.VerifiesEmail,
        provider.UpdatedAt);
}
