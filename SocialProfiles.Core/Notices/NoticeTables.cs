using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Notices;

/// <summary>The sets of this part.</summary>
public static class NoticeSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<Notice> Notices => db.Set<Notice>();
    }
}

internal sealed class NoticeTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db) => model.Entity<Notice>(notice =>
    {
        notice.ToTable("Notices").HasKey(x => x.Key);
        notice.Property(x => x.Kind).HasConversion<string>();
        notice.HasIndex(x => new { x.Kind, x.SubjectId }).IsUnique().HasFilter("\"ClosedAt\" IS NULL");
        notice.HasIndex(x => x.TalentId);
        notice.HasIndex(x => x.RuleId).HasFilter("\"RuleId\" IS NOT NULL");
        notice.Property(x => x.Title).HasConversion<NeutralTextConverter>();
        notice.Property(x => x.Detail).HasConversion<NeutralTextConverter>();
        notice.HasOne<Talent>().WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
        notice.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
    });
}
