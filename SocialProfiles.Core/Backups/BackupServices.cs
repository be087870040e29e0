using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Backups;

/// <summary>Backups, by the calendar and on demand.</summary>
public static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BackupOptions>().Bind(configuration.GetSection(BackupOptions.Section))
            .Validate(options => !string.IsNullOrWhiteSpace(options.Directory), "Backups:Directory must be a folder.")
            .ValidateOnStart();
        services.AddSingleton(provider => BackupFolder.Of(provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<IOptions<BackupOptions>>().Value));
        return services.AddSingleton<BackupWriter>().AddSingleton<BackupPlan>().AddSingleton<MakeBackup>().AddSingleton<RestoreBackup>()
            .AddSingleton<ISealedSamples, BackupPassphraseSample>()
            .AddSingleton<IDoctorCheck, DiskSpace>().AddSingleton<IDoctorCheck, LastBackup>();
    }
}
