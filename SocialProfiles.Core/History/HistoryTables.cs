using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.History;

/// <summary>The sets of this part.</summary>
public static class HistorySets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<ProfileReading> ProfileReadings => db.Set<ProfileReading>();

        public DbSet<FormerPostReading> PostReadings => db.Set<FormerPostReading>();

        public DbSet<DailyGain> DailyGains => db.Set<DailyGain>();

        public DbSet<MetricSource> MetricSources => db.Set<MetricSource>();
    }
}

/// <summary>What was read earlier. It goes with the connection by which it was read.</summary>
internal sealed class HistoryTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<ProfileReading>(reading =>
        {
            reading.ToTable("ProfileReadings").HasKey(x => new { x.ConnectionKey, x.FirstReadAt });
            reading.Ignore(x => x.IsImported);
            reading.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<FormerPostReading>(reading =>
        {
            reading.ToTable("PostReadings").HasKey(x => new { x.ConnectionKey, x.PlatformPostId, x.FirstReadAt });
            reading.HasOne<Profiles.SocialPost>().WithMany().HasForeignKey(x => new { x.ConnectionKey, x.PlatformPostId }).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<DailyGain>(gain =>
        {
            gain.ToTable("DailyGains").HasKey(x => new { x.ConnectionKey, x.Day });
            gain.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<MetricSource>(source =>
        {
            source.ToTable("MetricSources").HasKey(x => x.Key);
            source.HasIndex(x => new { x.Platform, x.ApiVersion, x.Endpoints, x.ByPermission }).IsUnique();
        });
    }
}
