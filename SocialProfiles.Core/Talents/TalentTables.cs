using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Talents;

/// <summary>The sets of this part.</summary>
public static class TalentSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<Talent> Talents => db.Set<Talent>();
    }
}

internal sealed class TalentTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db) => model.Entity<Talent>(talent =>
    {
        talent.ToTable("Talents").HasKey(x => x.Id);
        talent.Property(x => x.Name).HasMaxLength(TalentName.MaxLength).HasConversion<NeutralTextConverter>();
        talent.Property(x => x.TagText).HasConversion<NeutralTextConverter>();
        talent.Ignore(x => x.Tags);
        talent.HasIndex(x => x.SortName);
        talent.HasQueryFilter(x => !x.IsSample || db.IsSandbox);
    });
}
