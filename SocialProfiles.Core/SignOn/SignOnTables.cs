using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.SignOn;

/// <summary>The sets of this part.</summary>
public static class SignOnSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<SignOnProvider> SignOnProviders => db.Set<SignOnProvider>();

        public DbSet<SignOnLink> SignOnLinks => db.Set<SignOnLink>();

        public DbSet<SpentLogoutToken> SpentLogoutTokens => db.Set<SpentLogoutToken>();
    }
}

internal sealed class SignOnTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<SignOnProvider>(provider => provider.ToTable("SignOnProviders").HasKey(x => x.Id));
        model.Entity<SignOnLink>(link =>
        {
            link.ToTable("SignOnLinks").HasKey(x => new { x.ProviderId, x.Subject });

            // One account there for one person here: a second one with the same address is somebody else's.
            link.HasIndex(x => new { x.PersonId, x.ProviderId }).IsUnique();
            link.HasOne<SignOnProvider>().WithMany().HasForeignKey(x => x.ProviderId).OnDelete(DeleteBehavior.Cascade);
            link.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<SpentLogoutToken>(token =>
        {
            token.ToTable("SpentLogoutTokens").HasKey(x => new { x.ProviderId, x.IdHash });
            token.HasOne<SignOnProvider>().WithMany().HasForeignKey(x => x.ProviderId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
