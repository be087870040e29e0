using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.MediaKits;

/// <summary>The sets of this part.</summary>
public static class MediaKitSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<MediaKit> MediaKits => db.Set<MediaKit>();

        public DbSet<MediaKitLogo> MediaKitLogos => db.Set<MediaKitLogo>();

        public DbSet<MediaKitProfile> MediaKitProfiles => db.Set<MediaKitProfile>();
    }
}

internal sealed class MediaKitTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<MediaKit>(kit =>
        {
            kit.ToTable("MediaKits").HasKey(x => x.Id);
            kit.HasIndex(x => x.TalentId);
            kit.HasIndex(x => x.Code).IsUnique();
            kit.HasIndex(x => x.CodeHash).IsUnique();
            kit.HasIndex(x => x.LinkHash).IsUnique();
            kit.HasOne<Talent>().WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            kit.HasOne<MediaKitLogo>().WithMany().HasForeignKey(x => x.LogoHash).OnDelete(DeleteBehavior.Restrict);
            kit.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });
        model.Entity<MediaKitLogo>(logo =>
        {
            logo.ToTable("MediaKitLogos").HasKey(x => x.Hash);
            logo.Property(x => x.Kind).HasConversion<string>();
        });
        model.Entity<MediaKitProfile>(profile =>
        {
            profile.ToTable("MediaKitProfiles").HasKey(x => new { x.KitId, x.ConnectionKey });
            profile.HasIndex(x => x.ConnectionKey);
            profile.HasOne<MediaKit>().WithMany().HasForeignKey(x => x.KitId).OnDelete(DeleteBehavior.Cascade);
            profile.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
