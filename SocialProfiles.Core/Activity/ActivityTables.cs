using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Activity;

/// <summary>The sets of this part.</summary>
public static class ActivitySets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<ActivityEntry> Activity => db.Set<ActivityEntry>();
    }
}

internal sealed class ActivityTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db) => model.Entity<ActivityEntry>(entry =>
    {
        entry.ToTable("Activity").HasKey(x => x.Key);
        entry.Property(x => x.Action).HasConversion<string>();
        entry.Property(x => x.Actor).HasConversion<NeutralTextConverter>();
        entry.Property(x => x.Subject).HasConversion<NeutralTextConverter>();
        entry.Property(x => x.Detail).HasConversion<NeutralTextConverter>();
        entry.HasIndex(x => new { x.TalentId, x.Key });
    });
}
