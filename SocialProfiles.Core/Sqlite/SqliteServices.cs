using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Checks;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Sqlite;

/// <summary>Where the parts of this provider are chosen; nothing outside this folder knows which it is.</summary>
public static class SqliteServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, DataFolder folder, DataWorld world)
    {
        // Not as an instance: the container disposes only what it made, and the folder is to be free again when it goes.
        services.AddSingleton(_ => folder);
        services.AddSingleton(world);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SqliteDatabaseFile>();
        services.AddSingleton<SqlitePragmas>();
        services.AddSingleton<ActivitySealing>().AddSingleton<IStoredActivity, SqliteStoredActivity>();
        services.AddSingleton<FreeSpace>(Disks.FreeOf).AddSingleton<StorageHealth>().AddSingleton<IStorageProbe, SqliteStorageProbe>();
        services.AddSingleton<ICheckpoint, SqliteCheckpoint>().AddSingleton<IHistoryStore, SqliteHistoryStore>();
        services.AddSingleton<ITableStatistics, SqliteStatistics>().AddSingleton<IDatabaseCopy, SqliteDatabaseCopy>().AddSingleton<IStorageScrub, SqliteScrub>();
        services.AddSingleton<IDoctorCheck, FolderPermissions>().AddSingleton<IDoctorCheck, DatabaseIntegrity>();
        services.AddSingleton<SqliteLock>().AddSingleton<IWriteGate, SqliteWriteGate>();
        services.AddSingleton<SqliteWriter>().AddSingleton<IConnectionStore, SqliteConnectionStore>();
        services.AddSingleton<SqliteSyncStore>().AddSingleton<ISyncStore>(provider => provider.GetRequiredService<SqliteSyncStore>());
        services.AddPooledDbContextFactory<SocialProfilesDbContext>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<SqliteDatabaseFile>().ConnectionString)
            .ReplaceService<IMigrationsSqlGenerator, SqliteTables>()
            .ReplaceService<IHistoryRepository, SqliteMigrationHistory>()
            .AddInterceptors(provider.GetRequiredService<SqlitePragmas>(), provider.GetRequiredService<ActivitySealing>()));
        services.AddSingleton<CommitFeed>().AddSingleton<Database>();
        return services;
    }

    /// <summary>The configured data folder (<c>Data:Directory</c>), relative to <paramref name="home"/>, taken for this process.</summary>
    /// <exception cref="IOException">It cannot be used; the message says why and what to do.</exception>
    public static DataFolder OpenDataFolder(IConfiguration configuration, string home) => DataFolder.Open(DataFolderOf(configuration, home));

    /// <summary>The same for a command, which may work beside a running server.</summary>
    /// <exception cref="IOException">It cannot be used; the message says why and what to do.</exception>
    public static DataFolder OpenDataFolderBeside(IConfiguration configuration, string home) => DataFolder.OpenBeside(DataFolderOf(configuration, home));

    /// <summary>Where the configured data folder is; absolute.</summary>
    public static string DataFolderOf(IConfiguration configuration, string home) =>
        Path.GetFullPath((configuration.GetSection(DataOptions.Section).Get<DataOptions>() ?? new DataOptions()).Directory, home);

    /// <summary>Whether admins have set credentials of platforms in the application. Can be asked before anything is built or migrated.</summary>
    /// <exception cref="StorageException">The database cannot be used; the message says why and what to do.</exception>
    public static bool HasStoredCredentials(DataFolder folder)
    {
        try
        {
            return SqliteRows.Any(folder, "PlatformCredentials");
        }
        catch (Exception exception) when (SqliteFaults.Of(exception) is { } fault)
        {
            throw new StorageException(fault, exception);
        }
    }
}
