using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Connections;

/// <summary>The sets of this part.</summary>
public static class ConnectionSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<Connection> Connections => db.Set<Connection>();

        public DbSet<Consent> Consents => db.Set<Consent>();
    }
}

internal sealed class ConnectionTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<Connection>(connection =>
        {
            connection.ToTable("Connections").HasKey(x => x.Key);
            connection.HasIndex(x => x.Id).IsUnique();
            connection.HasIndex(x => x.TalentId);
            connection.HasIndex(x => new { x.IsSandbox, x.Platform, x.NormalizedHandle }).IsUnique();

            // What the queue asks for: the next due rows of a platform, those that a person waits for first.
            connection.HasIndex(x => new { x.IsSandbox, x.Platform, x.Priority, x.DueAt }).HasDatabaseName("IX_Connections_Queue");

            // What the queue's page counts: only rows that failed are in it, so a sync that succeeds doesn't touch it.
            connection.HasIndex(x => new { x.IsSandbox, x.Platform, x.Status, x.Failure, x.DueAt }).HasDatabaseName("IX_Connections_Failed").HasFilter("Failure IS NOT NULL");
            connection.HasOne(x => x.Talent).WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            connection.Property(x => x.Failure).HasConversion<string>();
            connection.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });

        model.Entity<Consent>(consent =>
        {
            consent.ToTable("Consents").HasKey(x => x.ConnectionKey);
            consent.Property(x => x.ConnectionKey).ValueGeneratedNever();
            consent.Ignore(x => x.ScopeList);
            consent.HasIndex(x => x.RenewAt);
            consent.HasIndex(x => x.UserId);
            consent.Property(x => x.EndedBecause).HasConversion<string>();
            consent.HasOne<Connection>().WithOne().HasForeignKey<Consent>(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });

        // What was read by a connection goes with it.
        model.Entity<SocialProfile>().HasOne<Connection>().WithOne().HasForeignKey<SocialProfile>(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        model.Entity<SocialPost>().HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        model.Entity<AccountInsight>().HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
    }
}
