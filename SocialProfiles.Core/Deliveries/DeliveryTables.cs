using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Deliveries;

/// <summary>The sets of this part.</summary>
public static class DeliverySets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<Delivery> Deliveries => db.Set<Delivery>();

        public DbSet<WebhookEndpoint> WebhookEndpoints => db.Set<WebhookEndpoint>();

        public DbSet<MailServer> MailServers => db.Set<MailServer>();
    }
}

internal sealed class DeliveryTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("Deliveries").HasKey(x => x.Key);
            delivery.HasIndex(x => x.Id).IsUnique();
            delivery.HasIndex(x => x.NextAttemptAt).HasFilter("\"NextAttemptAt\" IS NOT NULL");
            delivery.HasIndex(x => x.EndpointId);
            delivery.HasIndex(x => x.CreatedAt);
            delivery.Property(x => x.Channel).HasConversion<string>();
            delivery.Property(x => x.State).HasConversion<string>();
            delivery.Property(x => x.Subject).HasConversion<NeutralTextConverter>();
            delivery.Property(x => x.Answer).HasConversion<NeutralTextConverter>();
            delivery.HasOne<WebhookEndpoint>().WithMany().HasForeignKey(x => x.EndpointId).OnDelete(DeleteBehavior.Cascade);
            delivery.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });

        model.Entity<WebhookEndpoint>(endpoint =>
        {
            endpoint.ToTable("WebhookEndpoints").HasKey(x => x.Id);
            endpoint.Property(x => x.Name).HasConversion<NeutralTextConverter>();
            endpoint.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });

        model.Entity<MailServer>(server =>
        {
            server.ToTable("MailServers").HasKey(x => x.IsSandbox);
            server.Property(x => x.IsSandbox).ValueGeneratedNever();
            server.Property(x => x.Security).HasConversion<string>();
            server.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });
    }
}
