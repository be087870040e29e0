using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Credentials;

/// <summary>The sets of this part.</summary>
public static class CredentialSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<StoredCredential> Credentials => db.Set<StoredCredential>();
    }
}

internal sealed class CredentialTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db) =>
        model.Entity<StoredCredential>().ToTable("PlatformCredentials").HasKey(x => new { x.Platform, x.Option });
}
