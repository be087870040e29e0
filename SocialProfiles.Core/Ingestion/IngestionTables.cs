using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Ingestion;

/// <summary>The sets of this part.</summary>
public static class IngestionSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<SyncAttempt> SyncAttempts => db.Set<SyncAttempt>();
    }
}

internal sealed class IngestionTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<SyncAttempt>(attempt =>
        {
            attempt.ToTable("SyncAttempts").HasKey(x => new { x.ConnectionKey, x.StartedAt });
            attempt.HasIndex(x => new { x.EndedAt, x.Outcome });
            attempt.Property(x => x.Failure).HasConversion<string>();
            attempt.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StoredTimeline>(timeline =>
        {
            timeline.ToTable("SyncTimelines").HasKey(x => x.IsSandbox);
            timeline.Property(x => x.IsSandbox).ValueGeneratedNever();
            timeline.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });
    }
}
