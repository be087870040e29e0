using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Backups;

namespace SocialProfiles.Core.Sqlite;

/// <summary>The way back from an upgrade: a backup of the database as the older version left it. The keys stay where they are, so it holds none.</summary>
internal static partial class UpgradeBackup
{
    /// <exception cref="InvalidDataException">It can't be made, so nothing may be upgraded; the message says what to do.</exception>
    public static async Task MakeAsync(IServiceProvider services, ILogger logger, CancellationToken cancellationToken)
    {
        // Tests of the database alone have no backups.
        if (services.GetService<BackupWriter>() is not { } writer || !services.GetRequiredService<IOptions<BackupOptions>>().Value.BeforeUpgrade)
        {
            return;
        }

        var backups = services.GetRequiredService<BackupFolder>();
        var file = Path.Combine(backups.Path, BackupFolder.NameOf(services.GetRequiredService<TimeProvider>().GetUtcNow(), BackupKind.Upgrade));
        try
        {
            await writer.WriteAsync(file, BackupKind.Upgrade, passphrase: null, progress: null, cancellationToken);
            backups.ThinUpgrades();
        }
        catch (Exception exception) when (BackupFailure.Explain(exception, backups.Path) is { } sentence)
        {
            throw new InvalidDataException($"The upgrade wasn't started, because no backup could be made first. {sentence} To upgrade without one, set {BackupOptions.Section}:{nameof(BackupOptions.BeforeUpgrade)} to false.", exception);
        }

        LogMade(logger, file);
    }

    [LoggerMessage(LogLevel.Information, "Before the upgrade, a backup was made. To go back, stop SocialProfiles and run the older version's: SocialProfiles.Web restore {File}")]
    private static partial void LogMade(ILogger logger, string file);
}
