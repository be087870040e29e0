using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Profiles;
using SocialProfiles.Core.Talents;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Storage;

/// <summary>The database. Times are UTC, stored as Unix milliseconds: every provider orders and compares those alike.</summary>
public sealed class SocialProfilesDbContext(DbContextOptions<SocialProfilesDbContext> options, DataWorld world)
    : IdentityUserContext<AdminUser, Guid>(options)
{
    private HashSet<ICommitEvent>? _events;

    // Read by the query filters on every query, so that one compiled model serves both worlds.
    private bool IsSandbox { get; } = world.IsSandbox;

    public DbSet<Talent> Talents => Set<Talent>();

    public DbSet<Connection> Connections => Set<Connection>();

    public DbSet<SocialProfile> Profiles => Set<SocialProfile>();

    public DbSet<SocialPost> Posts => Set<SocialPost>();

    public DbSet<ProfileSnapshot> Snapshots => Set<ProfileSnapshot>();

    public DbSet<SyncAttempt> SyncAttempts => Set<SyncAttempt>();

    public DbSet<ActivityEntry> Activity => Set<ActivityEntry>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<ConsentRequest> ConsentRequests => Set<ConsentRequest>();

    public DbSet<HeldConsent> HeldConsents => Set<HeldConsent>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<InvitationPlatform> InvitationPlatforms => Set<InvitationPlatform>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<AccountInsight> Insights => Set<AccountInsight>();

    public DbSet<PostInsight> PostInsights => Set<PostInsight>();

    public DbSet<StoredCredential> Credentials => Set<StoredCredential>();

    public DbSet<PlatformState> PlatformStates => Set<PlatformState>();

    public DbSet<AgencySetting> AgencySettings => Set<AgencySetting>();

    public DbSet<CalendarRun> CalendarRuns => Set<CalendarRun>();

    /// <summary>Notes what happened in this unit of work; published once, after the commit.</summary>
    public void Raise(ICommitEvent happened) => (_events ??= []).Add(happened);

    /// <summary>What was raised since the last call. Contexts are pooled: whoever ends a unit of work takes them, also when it failed.</summary>
    internal IReadOnlyCollection<ICommitEvent> TakeEvents()
    {
        var events = _events;
        _events = null;
        return events is null ? [] : events;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        builder.Entity<Talent>(talent =>
        {
            talent.ToTable("Talents").HasKey(x => x.Id);
            talent.Property(x => x.Name).HasMaxLength(TalentName.MaxLength).HasConversion<NeutralTextConverter>();
            talent.Property(x => x.TagText).HasConversion<NeutralTextConverter>();
            talent.Ignore(x => x.Tags);
            talent.HasIndex(x => x.SortName);
            talent.HasQueryFilter(x => !x.IsSample || IsSandbox);
        });

        builder.Entity<Connection>(connection =>
        {
            connection.ToTable("Connections").HasKey(x => x.Key);
            connection.HasIndex(x => x.Id).IsUnique();
            connection.HasIndex(x => x.TalentId);
            connection.HasIndex(x => new { x.IsSandbox, x.Platform, x.NormalizedHandle }).IsUnique();

            // What the queue asks for: the next due rows of a platform, those that a person waits for first.
            connection.HasIndex(x => new { x.IsSandbox, x.Platform, x.Priority, x.DueAt }).HasDatabaseName("IX_Connections_Queue");
            connection.HasOne(x => x.Talent).WithMany(x => x.Connections).HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            connection.Property(x => x.Failure).HasConversion<string>();
            connection.HasQueryFilter(x => x.IsSandbox == IsSandbox);
        });

        builder.Entity<SocialProfile>(profile =>
        {
            profile.ToTable("SocialProfiles").HasKey(x => x.ConnectionKey);
            profile.Property(x => x.ConnectionKey).ValueGeneratedNever();
            profile.Property(x => x.DisplayName).HasConversion<NeutralTextConverter>();
            profile.HasIndex(x => new { x.IsSandbox, x.Platform, x.AccountId }).IsUnique();
            profile.HasOne<Connection>().WithOne().HasForeignKey<SocialProfile>(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
            profile.Ignore(x => x.PostReading);
            profile.HasQueryFilter(x => x.IsSandbox == IsSandbox);
        });

        builder.Entity<SocialPost>(post =>
        {
            post.ToTable("SocialPosts").HasKey(x => new { x.ConnectionKey, x.PlatformPostId });
            post.Property(x => x.Text).HasConversion<NeutralTextConverter>();
            post.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<ProfileSnapshot>(snapshot =>
        {
            snapshot.ToTable("ProfileSnapshots").HasKey(x => new { x.ConnectionKey, x.TakenAt });
            snapshot.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<SyncAttempt>(attempt =>
        {
            attempt.ToTable("SyncAttempts").HasKey(x => new { x.ConnectionKey, x.StartedAt });
            attempt.HasIndex(x => x.EndedAt);
            attempt.Property(x => x.Failure).HasConversion<string>();
            attempt.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<ActivityEntry>(entry =>
        {
            entry.ToTable("Activity").HasKey(x => x.Key);
            entry.Property(x => x.Action).HasConversion<string>();
            entry.Property(x => x.Actor).HasConversion<NeutralTextConverter>();
            entry.Property(x => x.Subject).HasConversion<NeutralTextConverter>();
            entry.Property(x => x.Detail).HasConversion<NeutralTextConverter>();
            entry.HasIndex(x => new { x.TalentId, x.Key });
        });

        builder.Entity<ApiKey>(key =>
        {
            key.ToTable("ApiKeys").HasKey(x => x.Id);
            key.HasIndex(x => x.Hash).IsUnique();
        });

        builder.Entity<Session>(session =>
        {
            session.ToTable("Sessions").HasKey(x => x.KeyHash);
            session.HasOne<AdminUser>().WithMany().HasForeignKey(x => x.AdminId).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<Consent>(consent =>
        {
            consent.ToTable("Consents").HasKey(x => x.ConnectionKey);
            consent.Property(x => x.ConnectionKey).ValueGeneratedNever();
            consent.Ignore(x => x.ScopeList);
            consent.HasIndex(x => x.RenewAt);
            consent.HasIndex(x => x.UserId);
            consent.Property(x => x.EndedBecause).HasConversion<string>();
            consent.HasOne<Connection>().WithOne().HasForeignKey<Consent>(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<ConsentRequest>(request =>
        {
            request.ToTable("ConsentRequests").HasKey(x => x.StateHash);
            request.HasIndex(x => x.ExpiresAt);
            request.HasOne<Talent>().WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            request.HasQueryFilter(x => x.IsSandbox == IsSandbox);
        });

        builder.Entity<HeldConsent>(held =>
        {
            held.ToTable("HeldConsents").HasKey(x => x.Id);
            held.HasIndex(x => x.TalentId);
            held.Property(x => x.Because).HasConversion<string>();
            held.HasOne<Talent>().WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            held.HasQueryFilter(x => x.IsSandbox == IsSandbox);
        });

        builder.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("Invitations").HasKey(x => x.Id);
            invitation.HasIndex(x => x.SecretHash).IsUnique();
            invitation.HasIndex(x => x.TalentId);
            invitation.HasMany(x => x.Platforms).WithOne().HasForeignKey(x => x.InvitationId).OnDelete(DeleteBehavior.Cascade);
            invitation.HasOne<Talent>().WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            invitation.HasQueryFilter(x => x.IsSandbox == IsSandbox);
        });

        builder.Entity<InvitationPlatform>(platform => platform.ToTable("InvitationPlatforms").HasKey(x => new { x.InvitationId, x.Platform }));

        builder.Entity<Notice>(notice =>
        {
            notice.ToTable("Notices").HasKey(x => x.Key);
            notice.Property(x => x.Kind).HasConversion<string>();
            notice.HasIndex(x => new { x.Kind, x.SubjectId }).IsUnique().HasFilter("\"ClosedAt\" IS NULL");
            notice.HasIndex(x => x.TalentId);
            notice.HasOne<Talent>().WithMany().HasForeignKey(x => x.TalentId).OnDelete(DeleteBehavior.Cascade);
            notice.HasQueryFilter(x => x.IsSandbox == IsSandbox);
        });

        builder.Entity<AccountInsight>(insight =>
        {
            insight.ToTable("AccountInsights").HasKey(x => new { x.ConnectionKey, x.Metric, x.Day, x.Slice });
            insight.HasOne<Connection>().WithMany().HasForeignKey(x => x.ConnectionKey).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<PostInsight>(insight =>
        {
            insight.ToTable("PostInsights").HasKey(x => new { x.ConnectionKey, x.PlatformPostId });
            insight.HasOne<SocialPost>().WithOne().HasForeignKey<PostInsight>(x => new { x.ConnectionKey, x.PlatformPostId }).OnDelete(DeleteBehavior.Cascade);
        });

        builder.Entity<StoredCredential>(credential => credential.ToTable("PlatformCredentials").HasKey(x => new { x.Platform, x.Option }));

        builder.Entity<PlatformState>(state =>
        {
            state.ToTable("PlatformStates").HasKey(x => new { x.IsSandbox, x.Platform });
            state.HasQueryFilter(x => x.IsSandbox == IsSandbox);
        });

        builder.Entity<AgencySetting>(setting => setting.ToTable("AgencySettings").HasKey(x => x.Name));

        builder.Entity<CalendarRun>(run => run.ToTable("CalendarRuns").HasKey(x => x.Name));
    }
}
