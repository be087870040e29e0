using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Imports;

/// <summary>The sets of this part.</summary>
public static class ImportSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<ImportedId> ImportedIds => db.Set<ImportedId>();

        public DbSet<ImportJob> ImportJobs => db.Set<ImportJob>();

        public DbSet<ImportRow> ImportRows => db.Set<ImportRow>();
    }
}

internal sealed class ImportTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<ImportedId>(id =>
        {
            id.ToTable("ImportedIds").HasKey(x => new { x.IsSandbox, x.Kind, x.Value });
            id.Property(x => x.Kind).HasConversion<string>();
            id.HasIndex(x => x.TalentId);
            id.HasOne(x => x.Talent).WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            id.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });
        model.Entity<ImportJob>(job =>
        {
            job.ToTable("ImportJobs").HasKey(x => x.Key);
            job.HasIndex(x => x.Id).IsUnique();
            job.Property(x => x.State).HasConversion<string>();
            job.Property(x => x.FileName).HasConversion<NeutralTextConverter>();
            job.Ignore(x => x.Actor);
            job.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });
        model.Entity<ImportRow>(row =>
        {
            row.ToTable("ImportRows").HasKey(x => new { x.JobKey, x.Number });
            row.Property(x => x.Outcome).HasConversion<string>();
            row.Property(x => x.Talent).HasConversion<NeutralTextConverter>();
            row.Property(x => x.Handle).HasConversion<NeutralTextConverter>();
            row.Property(x => x.Reason).HasConversion<NeutralTextConverter>();
            row.HasIndex(x => x.TalentId);
            row.HasOne<ImportJob>().WithMany().HasForeignKey(x => x.JobKey).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
