using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Invitations;

/// <summary>The sets of this part.</summary>
public static class InvitationSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<Invitation> Invitations => db.Set<Invitation>();

        public DbSet<InvitationPlatform> InvitationPlatforms => db.Set<InvitationPlatform>();
    }
}

internal sealed class InvitationTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("Invitations").HasKey(x => x.Id);
            invitation.HasIndex(x => x.SecretHash).IsUnique();
            invitation.HasIndex(x => x.TalentId);
            invitation.HasMany(x => x.Platforms).WithOne().HasForeignKey(x => x.InvitationId).OnDelete(DeleteBehavior.Cascade);
            invitation.HasOne<Talent>().WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            invitation.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });

        model.Entity<InvitationPlatform>().ToTable("InvitationPlatforms").HasKey(x => new { x.InvitationId, x.Platform });
    }
}
