using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Find;

/// <summary>The sets of this part.</summary>
public static class FindSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<SavedView> SavedViews => db.Set<SavedView>();
    }
}

internal sealed class FindTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db) => model.Entity<SavedView>(view =>
    {
        view.ToTable("SavedViews").HasKey(x => x.Id);
        view.Property(x => x.Name).HasMaxLength(SavedView.MostNameLength).HasConversion<NeutralTextConverter>();
        view.Property(x => x.Query).HasMaxLength(SavedView.MostQueryLength);
        view.HasIndex(x => new { x.Page, x.FoldedName }).IsUnique();
    });
}
