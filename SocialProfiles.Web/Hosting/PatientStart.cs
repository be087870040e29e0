using SocialProfiles.Core.Storage;

namespace SocialProfiles.Web.Hosting;

/// <summary>
/// What has to be done before the server listens, again and again while another program holds the database: a nightly backup
/// passes, and a server that gave up would not come back by itself everywhere.
/// </summary>
internal static partial class PatientStart
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(1);

    /// <exception cref="StorageException">It was still held after a minute, or something else is wrong with it.</exception>
    public static async Task RunAsync(IServiceProvider services, Func<Task> prepare)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var since = time.GetTimestamp();
        while (true)
        {
            try
            {
                // Each try waits for a few seconds itself.
                await prepare();
                return;
            }
            catch (StorageException exception) when (exception.Fault == StorageFault.Locked && time.GetElapsedTime(since) < _longest)
            {
                LogWaiting(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SocialProfilesApp)), exception.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Waiting to start. {Reason}")]
    private static partial void LogWaiting(ILogger logger, string reason);
}
