using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Alerts;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Backups;
using SocialProfiles.Core.Calendar;
using SocialProfiles.Core.Canary;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Compare;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Consents;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Exports;
using SocialProfiles.Core.Find;
using SocialProfiles.Core.Home;
using SocialProfiles.Core.Imports;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Invitations;
using SocialProfiles.Core.Leaving;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Core.Sqlite;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Talents;
using SocialProfiles.Core.Telemetry;
using SocialProfiles.Core.Thumbnails;
using SocialProfiles.Core.Visits;

namespace SocialProfiles.Core;

/// <summary>Everything below the web: one call for the host, one line a part.</summary>
public static class CoreServices
{
    /// <summary>Platforms are added beside this, by <c>AddPlatforms</c>.</summary>
    public static IServiceCollection AddSocialProfilesCore(this IServiceCollection services, IConfiguration configuration, DataFolder folder, DataWorld world)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddMetrics().TryAddSingleton<Measures>();
        services.AddStorage(folder, world);
        services.AddDataProtectionKeys(configuration, folder).AddSingleton<TokenVault>().AddSingleton<SealingHealth>().AddSingleton<SealingCheck>()
            .AddSingleton<ISealedSamples, ConsentSamples>().AddSingleton<ISealedSamples, HeldConsentSamples>().AddSingleton<ISealedSamples, CredentialSamples>();

        services.AddSingleton<ActivityLog>().AddSingleton<ActivityNote>().AddSingleton<ActivityList>().AddSingleton<ActivitySignal>()
            .AddSingleton(provider => new VerifyActivityChain(provider.GetRequiredService<IStoredActivity>())).AddSingleton<IDoctorCheck, ActivityChainCheck>();
        services.AddSingleton<RemoveOldActivity>().AddSingleton<ActivityKeeping>();
        services.AddSingleton<AgencyDirectory>().AddSingleton<AgencyClock>().AddSingleton<RenameAgency>().AddSingleton<SetTimeZone>().AddSingleton<LogoQuery>().AddSingleton<SetLogo>().AddSingleton<StoredSettings>();
        services.TryAddSingleton<SettingOverrides>();
        services.AddSingleton<AddTalent>().AddSingleton<EditTalent>().AddSingleton<TagTalent>().AddSingleton<ArchiveTalent>().AddSingleton<DeleteTalent>()
            .AddSingleton<AddSampleTalents>().AddSingleton<TalentRoster>().AddSingleton<BulkChange>().AddSingleton<TalentNames>();
        services.AddSingleton<ConnectByHand>().AddSingleton<RefreshConnection>().AddSingleton<Disconnect>()
            .AddSingleton<ConnectionList>().AddSingleton<AccountOwners>().AddSingleton<ConnectionFeed>();
        services.AddSingleton<StartConsent>().AddSingleton<CompleteConsent>().AddSingleton<HeldConsentList>().AddSingleton<DecideHeldConsent>()
            .AddSingleton<WithdrawConsent>().AddSingleton<HeedPlatformNotice>().AddSingleton<ConsentAttachment>().AddSingleton<HoldConsent>()
            .AddSingleton<ConsentEnding>().AddSingleton<FailingPermission>().AddSingleton<ConsentRevoker>().AddSingleton<TalentGrants>().AddSingleton<ConsentTokens>().AddSingleton<RenewConsents>();
        services.AddOptions<InvitationOptions>().Bind(configuration.GetSection(InvitationOptions.Section))
            .Validate(options => options.PageDays is >= 1 and <= 3650, "Invitations:PageDays must be between 1 and 3650.")
            .ValidateOnStart();
        services.AddSingleton<InvitationLife>().AddSingleton<NoteVisit>().AddSingleton<InviteTalent>().AddSingleton<RevokeInvitation>().AddSingleton<InvitationList>().AddSingleton<OpenInvitation>();
        services.AddSingleton<NoticeList>().AddSingleton<NoticeFeed>().AddSingleton<NoticeBoard>().AddSingleton<DismissNotice>();
        services.AddDeliveries(configuration).AddAlerts();
        services.AddImports().AddLeaving();
        services.AddSingleton<AttentionList>().AddSingleton<AttentionSignal>().AddSingleton<AttentionCount>().AddSingleton<RefreshCause>();
        services.AddSingleton<ApiKeyEnds>();
        services.AddSingleton<MetricCanary>().AddSingleton<TrustMetric>().AddSingleton<IFollowerDoubts, FollowerDoubts>();
        services.AddBackups(configuration).AddSingleton<AllData>();
        services.AddSingleton<Doctor>().AddSingleton<IDoctorCheck, StoredTimes>().AddSingleton<IDoctorCheck, SealedValues>();
        services.AddSingleton<IntelligenceCache>().AddSingleton<TalentIntelligenceQuery>().AddSingleton<TalentPosts>().AddSingleton<AllPosts>().AddSingleton<PostCurves>();
        services.AddSingleton<RosterChanges>().AddSingleton<RosterNumbers>().AddSingleton<HomeQuery>().AddSingleton<TalentFinder>().AddSingleton<SavedViews>().AddSingleton<TalentComparison>();
        services.AddThumbnails();
        services.AddSingleton<SelfReportedList>().AddSingleton<ReportNumber>().AddSingleton<RemoveNumber>();
        services.AddSingleton<KitNumbers>().AddSingleton<MediaKitList>().AddSingleton<CreateMediaKit>().AddSingleton<DeleteMediaKit>().AddSingleton<ShareMediaKit>().AddSingleton<OpenMediaKit>().AddSingleton<IMadeOfProfiles, KitsOfProfiles>().AddSingleton<MediaKitSignal>();
        services.AddCommitListeners();
        services.AddCalendarJobs();
        return services.AddIngestion(configuration);
    }

    /// <summary>In this order: what runs for nothing is stopped, the queue wakes, cached numbers go and pages hear of it.</summary>
    private static void AddCommitListeners(this IServiceCollection services) => services
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<RunningSyncs>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<SyncQueue>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<IntelligenceCache>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<RosterChanges>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ConnectionFeed>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<NoticeFeed>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<AttentionSignal>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<MediaKitSignal>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ActivitySignal>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<ChangedProfiles>())
        .AddSingleton<ICommitListener>(provider => provider.GetRequiredService<DeliverySignal>());

    private static IServiceCollection AddIngestion(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IngestionOptions>().Bind(configuration.GetSection(IngestionOptions.Section)).ValidateOnStart();
        services.AddSingleton<Microsoft.Extensions.Options.IValidateOptions<IngestionOptions>, IngestionOptionsValidator>();
        services.AddIngestionSettings();
        services.AddSingleton(_ => new RetrySchedule(new Random())).AddSyncPhases();
        services.AddSingleton<SyncQueue>().AddSingleton<RunningSyncs>().AddSingleton<SyncProgress>().AddSingleton<SyncWorkersHealth>();
        services.AddSingleton<SyncConnection>().AddSingleton<SyncEnding>().AddSingleton<SyncSlots>().AddSingleton<SyncClaims>().AddSingleton<SyncLeases>().AddSingleton<SyncRuns>().AddSingleton<SyncHandover>()
            .AddSingleton<PlatformMemory>().AddSingleton<SyncMeaning>().AddSingleton<SyncWriter>().AddSingleton<ConsentAfterSync>().AddSingleton<QueueStatsQuery>().AddSingleton<PlatformUseQuery>();
        services.AddSingleton<SyncTimeline>().AddSingleton<SyncRecord>().AddSingleton<QueueList>().AddSingleton<SyncAttemptList>().AddSingleton<PausePlatform>().AddSingleton<QueueWatch>();
        services.AddSingleton<ThinHistory>().AddSingleton<QueueNewlyConfigured>().AddSingleton<QueueUnsaved>();
        return services.AddHostedService<SyncWorkers>();
    }
}
