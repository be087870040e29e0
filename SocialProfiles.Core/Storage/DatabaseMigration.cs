using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace SocialProfiles.Core.Storage;

/// <summary>Brings the database to this version's state at start, and says so.</summary>
public static partial class DatabaseMigration
{
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken = default)
    {
        var logger = services.GetRequiredService<ILogger<SocialProfilesDbContext>>();
        var contexts = services.GetRequiredService<IDbContextFactory<SocialProfilesDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToArray();
        if (pending.Length == 0)
        {
            return;
        }

        await db.Database.MigrateAsync(cancellationToken);
        LogMigrated(logger, string.Join(", ", pending));
    }

    [LoggerMessage(LogLevel.Information, "The database was brought up to date: {Migrations}")]
    private static partial void LogMigrated(ILogger logger, string migrations);
}
