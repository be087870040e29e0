using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Consents;

/// <summary>The sets of this part.</summary>
public static class ConsentSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<ConsentRequest> ConsentRequests => db.Set<ConsentRequest>();

        public DbSet<HeldConsent> HeldConsents => db.Set<HeldConsent>();
    }
}

internal sealed class ConsentTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<ConsentRequest>(request =>
        {
            request.ToTable("ConsentRequests").HasKey(x => x.StateHash);
            request.HasIndex(x => x.ExpiresAt);
            request.HasOne<Talent>().WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            request.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });

        model.Entity<HeldConsent>(held =>
        {
            held.ToTable("HeldConsents").HasKey(x => x.Id);
            held.HasIndex(x => x.TalentId);
            held.Property(x => x.Because).HasConversion<string>();
            held.HasOne<Talent>().WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            held.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });
    }
}
