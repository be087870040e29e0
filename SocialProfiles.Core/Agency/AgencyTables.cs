using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Agency;

/// <summary>The sets of this part.</summary>
public static class AgencySets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<AgencySetting> AgencySettings => db.Set<AgencySetting>();

        public DbSet<AgencyLogo> AgencyLogos => db.Set<AgencyLogo>();
    }
}

internal sealed class AgencyTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<AgencySetting>().ToTable("AgencySettings").HasKey(x => x.Name);
        model.Entity<AgencyLogo>(logo =>
        {
            logo.ToTable("AgencyLogos").HasKey(x => x.Key);
            logo.Property(x => x.Key).ValueGeneratedNever();
            logo.Property(x => x.Kind).HasConversion<string>();
        });
    }
}
