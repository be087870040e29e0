using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <summary>Backups, by the calendar and on demand.</summary>
public static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(provider => BackupFolder.Of(provider.GetRequiredService<DataFolder>(), configuration))
        .AddSingleton<BackupWriter>().AddSingleton<BackupPlan>().AddSingleton<MakeBackup>().AddSingleton<RestoreBackup>()
        .AddSingleton<ISealedSamples, BackupPassphraseSample>()
        .AddSingleton<IDoctorCheck, LastBackup>();
}
