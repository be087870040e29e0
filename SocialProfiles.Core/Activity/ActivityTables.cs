using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Activity;

/// <summary>The sets of this part.</summary>
public static class ActivitySets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<ActivityEntry> Activity => db.Set<ActivityEntry>();

        public DbSet<ActivityChain> ActivityChains => db.Set<ActivityChain>();
    }
}

internal sealed class ActivityTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<ActivityChain>(chain =>
        {
            chain.ToTable("ActivityChain").HasKey(x => x.Key);
            chain.Property(x => x.Key).ValueGeneratedNever();
        });
        model.Entity<ActivityEntry>(Configure);
    }

    private static void Configure(EntityTypeBuilder<ActivityEntry> entry)
    {
        entry.ToTable("Activity").HasKey(x => x.Key);
        entry.Property(x => x.Action).HasConversion<string>();
        entry.Property(x => x.Actor).HasConversion<NeutralTextConverter>();
        entry.Property(x => x.Subject).HasConversion<NeutralTextConverter>();
        entry.Property(x => x.Detail).HasConversion<NeutralTextConverter>();
        entry.HasIndex(x => new { x.TalentId, x.Key });
    }
}
