using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.SelfReported;

/// <summary>The sets of this part.</summary>
public static class SelfReportedSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<SelfReportedNumber> SelfReportedNumbers => db.Set<SelfReportedNumber>();

        public DbSet<SelfReportedEvidence> SelfReportedEvidence => db.Set<SelfReportedEvidence>();
    }
}

internal sealed class SelfReportedTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<SelfReportedNumber>(number =>
        {
            number.ToTable("SelfReportedNumbers").HasKey(x => x.Id);
            number.HasIndex(x => x.ConnectionKey);
            number.Property(x => x.Metric).HasConversion<string>();
            number.Property(x => x.Note).HasConversion<NeutralTextConverter>();
            number.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<SelfReportedEvidence>(evidence =>
        {
            evidence.ToTable("SelfReportedEvidence").HasKey(x => x.NumberId);
            evidence.Property(x => x.Kind).HasConversion<string>();
            evidence.HasOne<SelfReportedNumber>().WithOne().HasForeignKey<SelfReportedEvidence>(x => x.NumberId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
