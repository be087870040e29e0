using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>The sets of this part.</summary>
public static class AccountSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<AdminUser> Users => db.Set<AdminUser>();

        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();

        public DbSet<Session> Sessions => db.Set<Session>();
    }
}

/// <summary>ASP.NET Core Identity's tables for users without roles, by the names that it gives them, and our own.</summary>
internal sealed class AccountTables : IPartTables
{
    private const int LongestName = 256;

    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<AdminUser>(user =>
        {
            user.ToTable("AspNetUsers").HasKey(x => x.Id);
            user.HasIndex(x => x.NormalizedUserName).HasDatabaseName("UserNameIndex").IsUnique();
            user.HasIndex(x => x.NormalizedEmail).HasDatabaseName("EmailIndex");
            user.Property(x => x.ConcurrencyStamp).IsConcurrencyToken();
            user.Property(x => x.UserName).HasMaxLength(LongestName);
            user.Property(x => x.NormalizedUserName).HasMaxLength(LongestName);
            user.Property(x => x.Email).HasMaxLength(LongestName);
            user.Property(x => x.NormalizedEmail).HasMaxLength(LongestName);
            user.HasMany<IdentityUserClaim<Guid>>().WithOne().HasForeignKey(x => x.UserId).IsRequired();
            user.HasMany<IdentityUserLogin<Guid>>().WithOne().HasForeignKey(x => x.UserId).IsRequired();
            user.HasMany<IdentityUserToken<Guid>>().WithOne().HasForeignKey(x => x.UserId).IsRequired();
        });
        model.Entity<IdentityUserClaim<Guid>>().ToTable("AspNetUserClaims").HasKey(x => x.Id);
        model.Entity<IdentityUserLogin<Guid>>().ToTable("AspNetUserLogins").HasKey(x => new { x.LoginProvider, x.ProviderKey });
        model.Entity<IdentityUserToken<Guid>>().ToTable("AspNetUserTokens").HasKey(x => new { x.UserId, x.LoginProvider, x.Name });

        model.Entity<ApiKey>(key =>
        {
            key.ToTable("ApiKeys").HasKey(x => x.Id);
            key.HasIndex(x => x.Hash).IsUnique();
            key.HasOne<AdminUser>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Session>(session =>
        {
            session.ToTable("Sessions").HasKey(x => x.KeyHash);
            session.HasOne<AdminUser>().WithMany().HasForeignKey(x => x.AdminId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
