using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Canary;

/// <summary>The sets of this part.</summary>
public static class CanarySets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<MetricBreak> MetricBreaks => db.Set<MetricBreak>();

        /// <summary>Times in which a number can't be trusted, for a query to ask about each profile.</summary>
        internal IQueryable<MetricBreak> BreaksOf(CanaryMetric metric) => db.Set<MetricBreak>().Where(x => !x.IsTrusted && x.Metric == metric);

        /// <summary>Connections with which of their numbers can't be trusted now, for a query to go on from.</summary>
        internal IQueryable<JudgedConnection> JudgedConnections
        {
            get
            {
                var now = db.Set<MetricBreak>().Where(x => !x.IsTrusted && x.Until == null);
                return db.Set<Connection>().Select(connection => new JudgedConnection
                {
                    Connection = connection,
                    FollowersBroken = now.Any(x => x.Platform == connection.Platform && x.ByPermission == (connection.Type == ConnectionType.OAuth)
                        && x.Metric == CanaryMetric.Followers),
                    RatesBroken = now.Any(x => x.Platform == connection.Platform && x.ByPermission == (connection.Type == ConnectionType.OAuth)
                        && (x.Metric == CanaryMetric.Followers || x.Metric == CanaryMetric.PostLikes || x.Metric == CanaryMetric.PostComments || x.Metric == CanaryMetric.PostShares)),
                    ViewsBroken = now.Any(x => x.Platform == connection.Platform && x.ByPermission == (connection.Type == ConnectionType.OAuth)
                        && x.Metric == CanaryMetric.PostViews),
                });
            }
        }
    }
}

internal sealed class CanaryTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db) => model.Entity<MetricBreak>(found =>
    {
        found.ToTable("MetricBreaks").HasKey(x => x.Key);
        found.HasIndex(x => x.Id).IsUnique();
        found.Property(x => x.Metric).HasConversion<string>();
        found.Property(x => x.Kind).HasConversion<string>();
        found.HasIndex(x => new { x.IsSandbox, x.Platform, x.ByPermission, x.Metric }).IsUnique().HasFilter("\"Until\" IS NULL");
        found.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
    });
}
