using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Accounts;

/// <summary>The sets of this part.</summary>
public static class AccountSets
{
    extension(SocialProfilesDbContext db)
    {
        public DbSet<Person> Users => db.Set<Person>();

        public DbSet<ApiKey> ApiKeys => db.Set<ApiKey>();

        public DbSet<Session> Sessions => db.Set<Session>();

        public DbSet<SecondFactor> SecondFactors => db.Set<SecondFactor>();

        public DbSet<RecoveryCode> RecoveryCodes => db.Set<RecoveryCode>();

        public DbSet<RecoveryLink> RecoveryLinks => db.Set<RecoveryLink>();

        public DbSet<IdentityUserPasskey<Guid>> Passkeys => db.Set<IdentityUserPasskey<Guid>>();
    }
}

/// <summary>ASP.NET Core Identity's tables for users without roles, by the names that it gives them, and our own.</summary>
internal sealed class AccountTables : IPartTables
{
    private const int LongestName = 256;
    private const int LongestCredentialId = 1024;

    public void Configure(ModelBuilder model, SocialProfilesDbContext db)
    {
        model.Entity<Person>(user =>
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
            user.HasMany<IdentityUserPasskey<Guid>>().WithOne().HasForeignKey(x => x.UserId).IsRequired();
        });
        model.Entity<IdentityUserClaim<Guid>>().ToTable("AspNetUserClaims").HasKey(x => x.Id);
        model.Entity<IdentityUserLogin<Guid>>().ToTable("AspNetUserLogins").HasKey(x => new { x.LoginProvider, x.ProviderKey });
        model.Entity<IdentityUserToken<Guid>>().ToTable("AspNetUserTokens").HasKey(x => new { x.UserId, x.LoginProvider, x.Name });

        model.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("AspNetUserPasskeys").HasKey(x => x.CredentialId);
            passkey.Property(x => x.CredentialId).HasMaxLength(LongestCredentialId);
            passkey.OwnsOne(x => x.Data).ToJson();
        });

        model.Entity<ApiKey>(key =>
        {
            key.ToTable("ApiKeys").HasKey(x => x.Id);
            key.HasIndex(x => x.Hash).IsUnique();
            key.HasOne<Person>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Session>(session =>
        {
            session.ToTable("Sessions").HasKey(x => x.KeyHash);
            session.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Cascade);
        });

        model.Entity<SecondFactor>(factor =>
        {
            factor.ToTable("SecondFactors").HasKey(x => x.PersonId);
            factor.HasOne<Person>().WithOne().HasForeignKey<SecondFactor>(x => x.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<RecoveryCode>(code =>
        {
            code.ToTable("RecoveryCodes").HasKey(x => new { x.PersonId, x.Hash });
            code.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<RecoveryLink>(link =>
        {
            link.ToTable("RecoveryLinks").HasKey(x => x.Hash);
            link.HasOne<Person>().WithMany().HasForeignKey(x => x.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}
