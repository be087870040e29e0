using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Platforms;

/// <summary>The sets of this part.</summary>
public static class PlatformSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<PlatformState> PlatformStates => db.Set<PlatformState>();
    }
}

internal sealed class PlatformTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db) => model.Entity<PlatformState>(state =>
    {
        state.ToTable("PlatformStates").HasKey(x => new { x.IsSandbox, x.Platform });
        state.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
    });
}
