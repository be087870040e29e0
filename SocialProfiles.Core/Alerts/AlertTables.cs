using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Alerts;

/// <summary>The sets of this part.</summary>
public static class AlertSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<AlertRule> AlertRules => db.Set<AlertRule>();

        public DbSet<AlertMatch> AlertMatches => db.Set<AlertMatch>();
    }
}

internal sealed class AlertTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<AlertRule>(rule =>
        {
            rule.ToTable("AlertRules").HasKey(x => x.Id);
            rule.Property(x => x.Kind).HasConversion<string>();
            rule.Property(x => x.Tag).HasConversion<NeutralTextConverter>();
            rule.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });

        model.Entity<AlertMatch>(match =>
        {
            match.ToTable("AlertMatches").HasKey(x => new { x.RuleId, x.ConnectionKey, x.Cause });
            match.HasIndex(x => x.ConnectionKey);
            match.HasOne<AlertRule>().WithMany().HasForeignKey(x => x.RuleId).OnDelete(DeleteBehavior.Cascade);
            match.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
