using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Team;

/// <summary>The sets of this part.</summary>
public static class TeamSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<ColleagueInvitation> ColleagueInvitations => db.Set<ColleagueInvitation>();
    }
}

internal sealed class TeamTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db) =>
        model.Entity<ColleagueInvitation>(invitation =>
        {
            invitation.ToTable("ColleagueInvitations").HasKey(x => x.Id);
            invitation.HasIndex(x => x.NormalizedEmail).IsUnique();
            invitation.HasIndex(x => x.SecretHash).IsUnique();
        });
}
