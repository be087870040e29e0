using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Profiles;

/// <summary>The sets of this part.</summary>
public static class ProfileSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<SocialProfile> Profiles => db.Set<SocialProfile>();

        public DbSet<SocialPost> Posts => db.Set<SocialPost>();

        public DbSet<AccountInsight> Insights => db.Set<AccountInsight>();

        public DbSet<PostInsight> PostInsights => db.Set<PostInsight>();
    }
}

/// <summary>What was read from platforms. It hangs on the connection by which it was read; that part says so.</summary>
internal sealed class ProfileTables : IPartTables
{
    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<SocialProfile>(profile =>
        {
            profile.ToTable("SocialProfiles").HasKey(x => x.ConnectionKey);
            profile.Property(x => x.ConnectionKey).ValueGeneratedNever();
            profile.Property(x => x.DisplayName).HasConversion<NeutralTextConverter>();
            profile.HasIndex(x => new { x.IsSandbox, x.Platform, x.AccountId }).IsUnique();
            profile.Ignore(x => x.PostReading);
            profile.HasQueryFilter(x => x.IsSandbox == db.IsSandbox);
        });

        model.Entity<SocialPost>(post =>
        {
            post.ToTable("SocialPosts").HasKey(x => new { x.ConnectionKey, x.PlatformPostId });
            post.Property(x => x.Text).HasConversion<NeutralTextConverter>();

            // Whoever counts the posts of a time reads this alone, and never their texts.
            post.HasIndex(x => new { x.ConnectionKey, x.PublishedAt, x.Kind });
        });

        model.Entity<AccountInsight>().ToTable("AccountInsights").HasKey(x => new { x.ConnectionKey, x.Metric, x.Day, x.Slice });
        model.Entity<PostInsight>(insight =>
        {
            insight.ToTable("PostInsights").HasKey(x => new { x.ConnectionKey, x.PlatformPostId });
            insight.HasOne<SocialPost>().WithOne().HasForeignKey<PostInsight>(x => new { x.ConnectionKey, x.PlatformPostId }).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
